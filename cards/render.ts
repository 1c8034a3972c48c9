/** Draws a card: one expansion of a fixed template. Data never becomes a template. */
import { Template } from 'adaptivecards-templating';
import assignTemplate from './assign/card.json';
import channelsTemplate from './channels/card.json';
import confirmTemplate from './confirm/card.json';
import digestTemplate from './digest/card.json';
import drillDownTemplate from './drill-down/card.json';
import followTemplate from './follow/card.json';
import goalTemplate from './goal/card.json';
import grantsTemplate from './grants/card.json';
import handOverTemplate from './hand-over/card.json';
import helpTemplate from './help/card.json';
import historyTemplate from './history/card.json';
import importTemplate from './import/card.json';
import missingTemplate from './missing/card.json';
import noticeTemplate from './notice/card.json';
import ownersTemplate from './owners/card.json';
import programmeTemplate from './programme/card.json';
import programmesTemplate from './list/card.json';
import proposalTemplate from './proposal/card.json';
import questionTemplate from './question/card.json';
import reportTemplate from './report/card.json';
import requestTemplate from './request/card.json';
import schedulePreviewTemplate from './schedule-preview/card.json';
import scheduleTemplate from './schedule/card.json';
import snoozeTemplate from './snooze/card.json';
import statusTemplate from './status/card.json';
import substituteTemplate from './substitute/card.json';
import surveyTemplate from './survey/card.json';
import yearTemplate from './year/card.json';

const templates = {
  assign: assignTemplate,
  channels: channelsTemplate,
  confirm: confirmTemplate,
  digest: digestTemplate,
  'drill-down': drillDownTemplate,
  follow: followTemplate,
  goal: goalTemplate,
  grants: grantsTemplate,
  'hand-over': handOverTemplate,
  help: helpTemplate,
  history: historyTemplate,
  import: importTemplate,
  missing: missingTemplate,
  notice: noticeTemplate,
  owners: ownersTemplate,
  programme: programmeTemplate,
  programmes: programmesTemplate,
  proposal: proposalTemplate,
  question: questionTemplate,
  report: reportTemplate,
  request: requestTemplate,
  schedule: scheduleTemplate,
  'schedule-preview': schedulePreviewTemplate,
  snooze: snoozeTemplate,
  status: statusTemplate,
  substitute: substituteTemplate,
  survey: surveyTemplate,
  year: yearTemplate,
} satisfies Readonly<Record<string, object>>;

/** Parsed when a card of theirs is first drawn: all of them at the start would take a fifth of its time. */
const parsed = new Map<CardName, Template>();

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
  return templateOf(name).expand({ $root: data }) as Card;
}

function templateOf(name: CardName): Template {
  const template = parsed.get(name) ?? new Template(templates[name]);
  parsed.set(name, template);
  return template;
}
