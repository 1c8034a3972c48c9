/** Everything that a person is asked now: a section for each round, as data for `card.json`. Pure. */
import { answersDue, type AskedRound, isLeft, isWaiting, progressOf } from '../../src/replies/asked-goals';
import { type LateTimes } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-name';
import { type Banner, bannerData } from '../parts/banner';
import { buttonFor } from '../parts/buttons/command-button';
import { longestShown, mostActions } from '../parts/limits';
import { pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import {
  type TranslationsDue,
  translationsButton,
  translationsText,
} from '../parts/buttons/translations-due';
import { listTurns } from '../parts/turns';
import { type Verb, type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface DueSection {
  readonly asked: AskedRound;
  /** Whether the round accepts replies at this moment. */
  readonly open: boolean;
  /** Set if answers given now are late. */
  readonly late?: LateTimes;
  /** The translations that wait for the reader. A round in which nothing else is asked has no goals. */
  readonly translations?: TranslationsDue;
  /** Names of the persons that the reader substitutes for. */
  readonly principals: readonly string[];
  /** The card is the reminder that the reader asked for. */
  readonly wanted?: true;
  /** With the times of the programme's zone. */
  readonly wording: Wording;
}

export interface DueCardSource {
  /** The earliest deadline first. */
  readonly sections: readonly DueSection[];
  /** 0-based. */
  readonly page?: number;
  readonly banner?: Banner;
  /** Whether the reader's deadlines can be had as a calendar file. */
  readonly offersCalendar?: boolean;
}

/** Opens a request that leads back to this page. */
interface FromDue {
  readonly fromDue: number;
}

/** Each section has a button; if there are more sections than a card may have buttons, two turn the page. */
const sectionsOnPage = mostActions - 2;

export function dueCardData(
  { sections, page = 0, banner, offersCalendar = false }: DueCardSource,
  wording: Wording,
) {
  const sorted = [...sections.filter(isDue), ...sections.filter((section) => !isDue(section))];
  const onPage = sorted.length <= mostActions ? mostActions : sectionsOnPage;
  const pages = Math.ceil(sorted.length / onPage);
  const place = { page: pageWithin(page, pages), pages };
  const first = place.page * onPage;
  const shown = sorted.slice(first, first + onPage);
  const turns = listTurns(place, wording);
  const hasRoom = offersCalendar && shown.length + turns.length < mostActions;
  return {
    verbs: { turn: 'my-goals' } satisfies Verbs,
    ...bannerData(banner),
    title: wording.text('due.title'),
    lead: leadText(sections, wording),
    sections: shown.map((section, index) => sectionData(section, place.page, first + index === 0)),
    turns: turns.map(({ title, to }) => ({ title, data: { page: to } })),
    others: hasRoom ? [buttonFor('calendar', wording.text('calendar.button'))] : [],
  };
}

/** The text in the chat list: "3 ohjelmassa odotetaan vastauksiasi, lähin määräaika 4.11.2026 klo 16.00". */
export function dueSummary(sections: readonly DueSection[], wording: Wording): string {
  return leadText(sections, wording);
}

function leadText(sections: readonly DueSection[], wording: Wording): string {
  const waiting = sections.filter(waits);
  const inTime = waiting.filter(({ late }) => !late);
  const first = inTime.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : 1))[0] ?? waiting[0];
  if (!first) return translationsLead(sections) ?? wording.text('due.allDone');
  const answers = waiting.reduce((sum, { asked }) => sum + asked.goals.filter(isLeft).length, 0);
  const deadline = first.wording.moment(answersDue(first.asked));
  return wording.text('due.lead', { programmes: waiting.length, answers, deadline });
}

const dueOf = ({ asked }: DueSection) => answersDue(asked);

/** If no answer waits: how many translations do, until the nearest deadline. */
function translationsLead(sections: readonly DueSection[]): string | undefined {
  const due = sections.filter(({ open, translations }) => open && translations);
  const count = due.reduce((sum, { translations }) => sum + translations!.count, 0);
  return due[0] && translationsText(count, untilOf(due[0]), due[0].wording);
}

function untilOf({ asked, late }: DueSection): string {
  return late ? late.closing : asked.round.deadline;
}

/** Whether anything waits for the reader: answers or translations. */
function isDue(section: DueSection): boolean {
  return waits(section) || (section.open && section.translations !== undefined);
}

/** Drafts count, as on the request's own card. */
function waits({ asked, open }: DueSection): boolean {
  return open && asked.goals.some(isWaiting);
}

function sectionData(section: DueSection, page: number, isFirst: boolean) {
  const { programme } = section.asked;
  const { wording } = section;
  const name = shorten(wording.of(programme.name), longestShown.name * 2);
  const button = sectionButton(section, page);
  return {
    name,
    until: untilText(section),
    progress: progressText(section),
    notes: notesOf(section),
    button: {
      ...{ ...button, tooltip: `${button.title}: ${name}` },
      style: isFirst && isDue(section) ? 'positive' : 'default',
    },
  };
}

/** Where nothing else is asked, it leads straight to the translations. */
function sectionButton(section: DueSection, page: number) {
  const { asked, translations, wording } = section;
  const { programme, round, goals } = asked;
  const name: RoundName & FromDue = { programmeId: programme.id, period: round.period, fromDue: page };
  if (translations && isOnlyTranslating(section)) return translationsButton(translations, name, wording);
  const begun = goals.some((goal) => goal.completeness !== 'unanswered' || goal.draft);
  const key = !isDue(section) ? 'due.show' : begun ? 'prompt.continue' : 'due.answer';
  const verb: Verb = 'overview';
  return { verb, title: wording.text(key), data: name };
}

function isOnlyTranslating({ asked: { goals, handedOn } }: DueSection): boolean {
  return goals.length + handedOn.length === 0;
}

/** "Q3/2026, viimeistään 4.11.2026 klo 16.00". */
function untilText({ asked, open, late, wording }: DueSection): string {
  const { round } = asked;
  const period = wording.period(round.period);
  if (!open)
    return wording.text('due.closed', { period, at: wording.moment(round.closes ?? round.deadline) });
  if (!late) return wording.text('due.until', { period, deadline: wording.moment(answersDue(asked)) });
  const times = { deadline: wording.moment(late.deadline), closing: wording.moment(late.closing) };
  return wording.text('due.late', { period, ...times });
}

function progressText(section: DueSection): string {
  const { asked, translations, wording } = section;
  const { goals } = asked;
  if (translations && isOnlyTranslating(section))
    return translationsText(translations.count, untilOf(section), wording);
  return goals.length === 0
    ? wording.text('prompt.allHandedOn')
    : wording.text('prompt.progress', progressOf(goals));
}

function notesOf(section: DueSection): string[] {
  const { asked, principals, translations, wanted, wording } = section;
  const names = shorten(principals.join(', '), longestShown.owners);
  const moment = asked.snoozedUntil;
  return [
    ...(translations && !isOnlyTranslating(section)
      ? [translationsText(translations.count, untilOf(section), wording)]
      : []),
    ...(principals.length > 0 ? [wording.text('prompt.asSubstitute', { name: names })] : []),
    ...(wanted ? [wording.text('due.wanted')] : []),
    ...(moment !== undefined && !wanted && waits(section)
      ? [wording.text('prompt.snoozed', { moment: wording.moment(moment) })]
      : []),
  ];
}
