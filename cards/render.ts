/** Draws a card: one expansion of a fixed template. Data never becomes a template. */
import type { Template } from 'adaptivecards-templating';
import askTemplate from './ask/card.json';
import { type askCardData } from './ask/data';
import askedTemplate from './asked/card.json';
import { type askedCardData } from './asked/data';
import assignTemplate from './assign/card.json';
import { type assignCardData } from './assign/data';
import { type translatorCardData } from './assign/translator';
import calendarTemplate from './calendar/card.json';
import { type calendarCardData } from './calendar/data';
import channelsTemplate from './channels/card.json';
import { type channelsCardData } from './channels/data';
import columnsTemplate from './columns/card.json';
import { type columnsCardData } from './columns/data';
import confirmTemplate from './confirm/card.json';
import { type confirmCardData } from './confirm/data';
import deliveriesTemplate from './deliveries/card.json';
import { type deliveriesCardData } from './deliveries/data';
import digestTemplate from './digest/card.json';
import { type digestCardData } from './digest/data';
import { type ownDigestCardData } from './digest/own-digest';
import drillDownTemplate from './drill-down/card.json';
import { type divisionsCardData, type goalsCardData } from './drill-down/data';
import { type goalListCardData } from './drill-down/lists';
import dueTemplate from './due/card.json';
import { type dueCardData } from './due/data';
import followTemplate from './follow/card.json';
import { type followCardData } from './follow/data';
import formTemplate from './form/card.json';
import { type formCardData } from './form/data';
import frontTemplate from './front/card.json';
import { type frontCardData } from './front/data';
import goalTemplate from './goal/card.json';
import { type goalCardData } from './goal/data';
import grantsTemplate from './grants/card.json';
import { type grantsCardData } from './grants/data';
import handOverTemplate from './hand-over/card.json';
import { type handOverCardData } from './hand-over/data';
import helpTemplate from './help/card.json';
import { type HelpCardData } from './help/data';
import historyTemplate from './history/card.json';
import { type historyCardData } from './history/data';
import importTemplate from './import/card.json';
import { type importDoneData, type importFileData, type importPlanData } from './import/data';
import listTemplate from './list/card.json';
import { type listCardData } from './list/data';
import missingTemplate from './missing/card.json';
import { type missingCardData } from './missing/data';
import newProgrammeTemplate from './new-programme/card.json';
import { type newProgrammeData } from './new-programme/data';
import noticeTemplate from './notice/card.json';
import { type NoticeCardData } from './notice/data';
import ownersTemplate from './owners/card.json';
import { type ownersCardData } from './owners/data';
import programmeTemplate from './programme/card.json';
import { type programmeCardData } from './programme/data';
import proposalTemplate from './proposal/card.json';
import { type proposalCardData } from './proposal/data';
import questionTemplate from './question/card.json';
import { type questionCardData } from './question/data';
import reportTemplate from './report/card.json';
import { type reportCardData } from './report/data';
import reportWordsTemplate from './report-words/card.json';
import { type reportWordsCardData } from './report-words/data';
import requestTemplate from './request/card.json';
import { type requestCardData } from './request/data';
import schedulePreviewTemplate from './schedule-preview/card.json';
import { type previewCardData } from './schedule-preview/data';
import scheduleTemplate from './schedule/card.json';
import { type scheduleCardData } from './schedule/data';
import snoozeTemplate from './snooze/card.json';
import { type snoozeCardData } from './snooze/data';
import statusTemplate from './status/card.json';
import { type StatusCardData } from './status/data';
import supportTemplate from './support/card.json';
import { type supportCardData } from './support/data';
import substituteTemplate from './substitute/card.json';
import { type substituteCardData } from './substitute/data';
import surveyTemplate from './survey/card.json';
import { type surveyCardData } from './survey/data';
import talkTemplate from './talk/card.json';
import { type talkCardData } from './talk/data';
import welcomeTemplate from './welcome/card.json';
import { type welcomeCardData } from './welcome/data';
import translationTemplate from './translation/card.json';
import { type translationCardData } from './translation/data';
import unitCommentTemplate from './unit-comment/card.json';
import { type unitCommentCardData } from './unit-comment/data';
import yearTemplate from './year/card.json';
import { type yearCardData } from './year/data';
import { library } from '../src/library';
import { locales } from '../src/locales';
import { text } from './parts/strings';

/**
 * The data of each card, by the name of its folder. A card without a template or without data does not compile; nor
 * does one that is drawn from another card's data.
 */
export interface CardData {
  ask: ReturnType<typeof askCardData>;
  asked: ReturnType<typeof askedCardData>;
  assign: ReturnType<typeof assignCardData | typeof translatorCardData>;
  calendar: ReturnType<typeof calendarCardData>;
  channels: ReturnType<typeof channelsCardData>;
  columns: ReturnType<typeof columnsCardData>;
  confirm: ReturnType<typeof confirmCardData>;
  deliveries: ReturnType<typeof deliveriesCardData>;
  digest: ReturnType<typeof digestCardData | typeof ownDigestCardData>;
  'drill-down': ReturnType<typeof divisionsCardData | typeof goalsCardData | typeof goalListCardData>;
  due: ReturnType<typeof dueCardData>;
  follow: ReturnType<typeof followCardData>;
  form: ReturnType<typeof formCardData>;
  front: ReturnType<typeof frontCardData>;
  goal: ReturnType<typeof goalCardData>;
  grants: ReturnType<typeof grantsCardData>;
  'hand-over': ReturnType<typeof handOverCardData>;
  help: HelpCardData;
  history: ReturnType<typeof historyCardData>;
  import: ReturnType<typeof importDoneData | typeof importFileData | typeof importPlanData>;
  list: ReturnType<typeof listCardData>;
  missing: ReturnType<typeof missingCardData>;
  'new-programme': ReturnType<typeof newProgrammeData>;
  notice: NoticeCardData;
  owners: ReturnType<typeof ownersCardData>;
  programme: ReturnType<typeof programmeCardData>;
  proposal: ReturnType<typeof proposalCardData>;
  question: ReturnType<typeof questionCardData>;
  report: ReturnType<typeof reportCardData>;
  'report-words': ReturnType<typeof reportWordsCardData>;
  request: ReturnType<typeof requestCardData>;
  'schedule-preview': ReturnType<typeof previewCardData>;
  schedule: ReturnType<typeof scheduleCardData>;
  snooze: ReturnType<typeof snoozeCardData>;
  status: StatusCardData;
  support: ReturnType<typeof supportCardData>;
  substitute: ReturnType<typeof substituteCardData>;
  survey: ReturnType<typeof surveyCardData>;
  talk: ReturnType<typeof talkCardData>;
  welcome: ReturnType<typeof welcomeCardData>;
  translation: ReturnType<typeof translationCardData>;
  'unit-comment': ReturnType<typeof unitCommentCardData>;
  year: ReturnType<typeof yearCardData>;
}

export type CardName = keyof CardData;

const templates: Readonly<Record<CardName, object>> = {
  ask: askTemplate,
  asked: askedTemplate,
  assign: assignTemplate,
  calendar: calendarTemplate,
  channels: channelsTemplate,
  columns: columnsTemplate,
  confirm: confirmTemplate,
  deliveries: deliveriesTemplate,
  digest: digestTemplate,
  'drill-down': drillDownTemplate,
  due: dueTemplate,
  follow: followTemplate,
  form: formTemplate,
  front: frontTemplate,
  goal: goalTemplate,
  grants: grantsTemplate,
  'hand-over': handOverTemplate,
  help: helpTemplate,
  history: historyTemplate,
  import: importTemplate,
  list: listTemplate,
  missing: missingTemplate,
  'new-programme': newProgrammeTemplate,
  notice: noticeTemplate,
  owners: ownersTemplate,
  programme: programmeTemplate,
  proposal: proposalTemplate,
  question: questionTemplate,
  report: reportTemplate,
  'report-words': reportWordsTemplate,
  request: requestTemplate,
  'schedule-preview': schedulePreviewTemplate,
  schedule: scheduleTemplate,
  snooze: snoozeTemplate,
  status: statusTemplate,
  support: supportTemplate,
  substitute: substituteTemplate,
  survey: surveyTemplate,
  talk: talkTemplate,
  welcome: welcomeTemplate,
  translation: translationTemplate,
  'unit-comment': unitCommentTemplate,
  year: yearTemplate,
};

/** The names of all cards. */
export const cardNames = Object.keys(templates) as readonly CardName[];

/** Templates are parsed when first used: parsing all of them would take a fifth of the start-up time. */
const parsed = new Map<CardName, Template>();

/** What a client that does not know this version of cards shows instead; a post has readers of every language. */
const fallbackText = locales.map((locale) => text(locale, 'card.fallback')).join(' ');

/** An Adaptive Card as JSON. */
export type Card = Readonly<Record<string, unknown>>;

/** A card and its text in the chat list. */
export interface DrawnCard {
  readonly card: Card;
  readonly summary: string;
  /** Identifies what the card shows, if its message may be edited when that changes. */
  readonly shown?: string;
}

export function render<Name extends CardName>(name: Name, data: CardData[Name]): Card {
  return { ...(templateOf(name).expand({ $root: data }) as Card), fallbackText };
}

function templateOf(name: CardName): Template {
  const template = parsed.get(name) ?? parse(templates[name]);
  parsed.set(name, template);
  return template;
}

/** Loads the library with the first card: it takes a tenth of the start-up time. */
function parse(template: object): Template {
  const templating = library('adaptivecards-templating') as { Template: typeof Template };
  return new templating.Template(template);
}
