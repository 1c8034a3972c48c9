/** Everything that a person is asked now: a section for each round, as data for `card.json`. Pure. */
import { type AskedRound, isLeft, isWaiting, progressOf } from '../../src/replies/asked-goals';
import { type LateTimes } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-name';
import { type Banner, bannerData } from '../parts/banner';
import { longestShown, mostActions } from '../parts/limits';
import { pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Verb, type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface DueSection {
  readonly asked: AskedRound;
  /** Whether the round accepts replies at this moment. */
  readonly open: boolean;
  /** Set if answers given now are late. */
  readonly late?: LateTimes;
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
}

/** Opens a request that leads back to this page. */
interface FromDue {
  readonly fromDue: number;
}

/** Each section has a button; if there are more sections than a card may have buttons, two turn the page. */
const sectionsOnPage = mostActions - 2;

export function dueCardData({ sections, page = 0, banner }: DueCardSource, wording: Wording) {
  const sorted = [...sections.filter(waits), ...sections.filter((section) => !waits(section))];
  const onPage = sorted.length <= mostActions ? mostActions : sectionsOnPage;
  const pages = Math.ceil(sorted.length / onPage);
  const place = { page: pageWithin(page, pages), pages };
  const first = place.page * onPage;
  return {
    verbs: { turn: 'my-goals' } satisfies Verbs,
    ...bannerData(banner),
    title: wording.text('due.title'),
    lead: leadText(sections, wording),
    sections: sorted
      .slice(first, first + onPage)
      .map((section, index) => sectionData(section, place.page, first + index === 0)),
    turns: listTurns(place, wording).map(({ title, to }) => ({ title, data: { page: to } })),
  };
}

/** The text in the chat list: "3 ohjelmassa odotetaan vastauksiasi, lähin määräaika 4.11.2026 klo 16.00". */
export function dueSummary(sections: readonly DueSection[], wording: Wording): string {
  return leadText(sections, wording);
}

function leadText(sections: readonly DueSection[], wording: Wording): string {
  const waiting = sections.filter(waits);
  const first = waiting.find(({ late }) => !late) ?? waiting[0];
  if (!first) return wording.text('due.allDone');
  const answers = waiting.reduce((sum, { asked }) => sum + asked.goals.filter(isLeft).length, 0);
  const deadline = first.wording.moment(first.asked.round.deadline);
  return wording.text('due.lead', { programmes: waiting.length, answers, deadline });
}

/** Drafts count, as on the request's own card. */
function waits({ asked, open }: DueSection): boolean {
  return open && asked.goals.some(isWaiting);
}

function sectionData(section: DueSection, page: number, isFirst: boolean) {
  const { asked, wording } = section;
  const { programme, round, goals } = asked;
  const begun = goals.some((goal) => goal.completeness !== 'unanswered' || goal.draft);
  const key = !waits(section) ? 'due.show' : begun ? 'prompt.continue' : 'due.answer';
  const name = shorten(wording.of(programme.name), longestShown.name * 2);
  const title = wording.text(key);
  const data: RoundName & FromDue = { programmeId: programme.id, period: round.period, fromDue: page };
  const verb: Verb = 'overview';
  return {
    name,
    until: untilText(section),
    progress: progressText(section),
    notes: notesOf(section),
    button: {
      ...{ verb, title, tooltip: `${title}: ${name}`, data },
      style: isFirst && waits(section) ? 'positive' : 'default',
    },
  };
}

/** "Q3/2026, viimeistään 4.11.2026 klo 16.00". */
function untilText({ asked: { round }, open, late, wording }: DueSection): string {
  const period = wording.period(round.period);
  if (!open)
    return wording.text('due.closed', { period, at: wording.moment(round.closes ?? round.deadline) });
  if (!late) return wording.text('due.until', { period, deadline: wording.moment(round.deadline) });
  const times = { deadline: wording.moment(late.deadline), closing: wording.moment(late.closing) };
  return wording.text('due.late', { period, ...times });
}

function progressText({ asked: { goals }, wording }: DueSection): string {
  return goals.length === 0
    ? wording.text('prompt.allHandedOn')
    : wording.text('prompt.progress', progressOf(goals));
}

function notesOf(section: DueSection): string[] {
  const { asked, principals, wanted, wording } = section;
  const names = shorten(principals.join(', '), longestShown.owners);
  const moment = asked.snoozedUntil;
  return [
    ...(principals.length > 0 ? [wording.text('prompt.asSubstitute', { name: names })] : []),
    ...(wanted ? [wording.text('due.wanted')] : []),
    ...(moment !== undefined && !wanted && waits(section)
      ? [wording.text('prompt.snoozed', { moment: wording.moment(moment) })]
      : []),
  ];
}
