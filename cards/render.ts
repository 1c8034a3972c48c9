/** Draws a card: one expansion of a fixed template. Data never becomes a template. */
import { Template } from 'adaptivecards-templating';
import assignTemplate from './assign.card.json';
import channelsTemplate from './channels.card.json';
import confirmTemplate from './confirm.card.json';
import digestTemplate from './digest.card.json';
import drillDownTemplate from './drill-down.card.json';
import followTemplate from './follow.card.json';
import goalTemplate from './goal.card.json';
import grantsTemplate from './grants.card.json';
import handOverTemplate from './hand-over.card.json';
import helpTemplate from './help.card.json';
import historyTemplate from './history.card.json';
import importTemplate from './import.card.json';
import missingTemplate from './missing.card.json';
import noticeTemplate from './notice.card.json';
import ownersTemplate from './owners.card.json';
import programmeTemplate from './programme.card.json';
import programmesTemplate from './programmes.card.json';
import proposalTemplate from './proposal.card.json';
import questionTemplate from './question.card.json';
import reportTemplate from './report.card.json';
import requestTemplate from './request.card.json';
import schedulePreviewTemplate from './schedule-preview.card.json';
import scheduleTemplate from './schedule.card.json';
import snoozeTemplate from './snooze.card.json';
import statusTemplate from './status.card.json';
import substituteTemplate from './substitute.card.json';
import surveyTemplate from './survey.card.json';
import yearTemplate from './year.card.json';

const templates = {
  assign: new Template(assignTemplate),
  channels: new Template(channelsTemplate),
  confirm: new Template(confirmTemplate),
  digest: new Template(digestTemplate),
  'drill-down': new Template(drillDownTemplate),
  follow: new Template(followTemplate),
  goal: new Template(goalTemplate),
  grants: new Template(grantsTemplate),
  'hand-over': new Template(handOverTemplate),
  help: new Template(helpTemplate),
  history: new Template(historyTemplate),
  import: new Template(importTemplate),
  missing: new Template(missingTemplate),
  notice: new Template(noticeTemplate),
  owners: new Template(ownersTemplate),
  programme: new Template(programmeTemplate),
  programmes: new Template(programmesTemplate),
  proposal: new Template(proposalTemplate),
  question: new Template(questionTemplate),
  report: new Template(reportTemplate),
  request: new Template(requestTemplate),
  schedule: new Template(scheduleTemplate),
  'schedule-preview': new Template(schedulePreviewTemplate),
  snooze: new Template(snoozeTemplate),
  status: new Template(statusTemplate),
  substitute: new Template(substituteTemplate),
  survey: new Template(surveyTemplate),
  year: new Template(yearTemplate),
};

export type CardName = keyof typeof templates;

/** An Adaptive Card as JSON. */
export type Card = Readonly<Record<string, unknown>>;

/** A card and what the chat list says about it. */
export interface DrawnCard {
  readonly card: Card;
  readonly summary: string;
  /** Names what it shows, where the message may be edited when that is another thing. */
  readonly shown?: string;
}

export function render(name: CardName, data: object): Card {
  return templates[name].expand({ $root: data }) as Card;
}
