/** The rows of a request's card: each goal with its state, then those handed on, a page at a time. Pure. */
import { type Locale } from '../../src/goals/schema';
import { type GoalName } from '../../src/rounds/open-goal';
import { isVoluntary } from '../../src/goals/answers/asked-fields';
import {
  type AskedGoal,
  type AskedRound,
  type HandedOn,
  isWaiting,
  ownTranslations,
} from '../../src/replies/asked-goals';
import { isLocked } from '../../src/replies/review';
import { isInFirstStage, type LateTimes, type Round, type RoundEvent } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-name';
import { type Banner } from '../parts/banner';
import { completenessMarks, shownLight } from '../parts/light-marks';
import { bytesOf, largestCard } from '../parts/limits';
import { languagesOf } from '../parts/goals/language-names';
import { pageWithin } from '../parts/pages';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type TranslationsDue } from '../parts/buttons/translations-due';
import { resultTexts } from '../parts/goals/single-answer';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface RequestCardSource {
  /** Whether the round accepts replies at this moment. */
  readonly open: boolean;
  readonly banner?: Banner;
  /** 0-based page of a long list; defaults to the one with the first goal that needs an answer. */
  readonly page?: number;
  /** Names of the persons that occur; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  readonly maySnooze: boolean;
  /** Set if answers given now are late. */
  readonly late?: LateTimes;
  /** Ids of the goals whose part for this person was answered after the deadline. */
  readonly lateGoals?: ReadonlySet<string>;
  /** The event that reopened the round. */
  readonly reopening?: RoundEvent;
  /** The translations that wait for the reader in this round; missing if none do. */
  readonly translations?: TranslationsDue;
  /** Set if it was opened from the card with everything due, and more than this is due: the page to go back to. */
  readonly fromDue?: number;
  /** Whether the reader's deadlines can be had as a calendar file. */
  readonly offersCalendar?: boolean;
  /** Set when nothing waits here but something does in other programmes: how much, and in which round first. */
  readonly elsewhere?: { readonly count: number; readonly next: RoundName };
}

interface Row {
  readonly code: string;
  readonly title: string;
  readonly state: string;
  /** Set above the first of the goals that were handed on. */
  readonly heading?: string;
  /** At most one button. */
  readonly actions: readonly {
    readonly verb: Extract<Verb, 'goal' | 'take-back' | 'history'>;
    readonly title: string;
    readonly tooltip: string;
    readonly data: GoalName & { readonly language?: Locale; readonly fromRequest?: true };
  }[];
}

export interface RequestPage {
  readonly rows: readonly Row[];
  /** 0-based, as is the position of the page's first row in the whole list. */
  readonly page: number;
  readonly first: number;
  readonly pages: number;
  /** Number of all rows. */
  readonly count: number;
}

const rowsOnPage = 12;

/** A row has room for a figure or the beginning of a sentence. */
const longestValue = 40;

/** Titles are cut to the first of these lengths that keeps the page small; few registers need the second. */
const titleLengths = [200, 100, 40];

/** Bytes of the card's JSON without its rows, of a row without its text, and of the line why it was reopened. */
const frame = { card: 3000, row: 640, reopened: 1700 } as const;

export function requestPage(asked: AskedRound, source: RequestCardSource, wording: Wording): RequestPage {
  const draws = [
    ...asked.goals.map((goal) => (length: number) => goalRow(goal, asked, source, length, wording)),
    ...asked.handedOn.map(
      (handed, index) => (length: number) => handedRow(handed, index, asked, source, length, wording),
    ),
  ];
  const pages = Math.max(1, Math.ceil(draws.length / rowsOnPage));
  const page = pageWithin(source.page ?? firstPage(asked), pages);
  const first = page * rowsOnPage;
  const onPage = draws.slice(first, first + rowsOnPage);
  const drawn = titleLengths.map((length) => onPage.map((draw) => draw(length)));
  const taken = frame.card + (source.reopening ? frame.reopened : 0);
  const isSmall = (rows: readonly Row[]) => taken + frame.row * rows.length + bytesOf(rows) <= largestCard;
  return { rows: drawn.find(isSmall) ?? drawn.at(-1)!, page, first, pages, count: draws.length };
}

/** Index of the first goal that still needs an answer or has a draft. */
export function firstUnanswered({ goals }: AskedRound): number | undefined {
  const index = goals.findIndex(isWaiting);
  return index < 0 ? undefined : index;
}

function firstPage(asked: AskedRound): number {
  return Math.floor((firstUnanswered(asked) ?? 0) / rowsOnPage);
}

function goalRow(
  asked: AskedGoal,
  { programme, round }: AskedRound,
  source: RequestCardSource,
  length: number,
  wording: Wording,
): Row {
  const { goal, completeness, fields, draft, review } = asked;
  const read = wording.text('goal.read');
  const locked = isLocked(completeness, review, programme);
  const title = wording.text(
    draft ? 'prompt.continue' : completeness === 'unanswered' ? 'goal.answer' : 'goal.edit',
  );
  const data = { programmeId: programme.id, period: round.period, goalId: goal.id };
  return {
    code: goal.code,
    title: shorten(wording.of(goal.title), length),
    state: stateText(asked, { programme, round }, source, wording),
    actions: locked
      ? [
          {
            verb: 'history',
            title: read,
            tooltip: `${read}: ${goal.code}`,
            data: { ...data, language: wording.locale, fromRequest: true },
          },
        ]
      : source.open && fields.length > 0
        ? [{ verb: 'goal', title, tooltip: `${title}: ${goal.code}`, data }]
        : [],
  };
}

/** "✓ vastattu", "✎ luonnos · henkilön Matti Meikäläinen puolesta". A draft counts as unanswered. */
function stateText(
  asked: AskedGoal,
  round: Pick<AskedRound, 'programme' | 'round'>,
  source: RequestCardSource,
  wording: Wording,
): string {
  const { goal, completeness, draft, review, onBehalfOf } = asked;
  const isCommented = review?.status === 'commented';
  const mark = isCommented || (draft && completeness !== 'answered') ? '✎' : completenessMarks[completeness];
  const states = [
    ...(draft && completeness === 'unanswered' ? [] : [answerState(asked, round, wording)]),
    ...stageState(asked, round.round, wording),
    ...(isVoluntary(goal) ? [wording.text('survey.voluntary')] : []),
    ...(review ? [wording.text(`state.${review.status}`)] : []),
    ...(draft ? [wording.text(completeness === 'unanswered' ? 'state.draft' : 'state.unsaved')] : []),
    ...untranslatedState(asked, source, wording),
    ...(source.lateGoals?.has(goal.id) ? [wording.text('state.late')] : []),
    ...[...new Set(onBehalfOf.values())].map((id) =>
      wording.text('onBehalf', { name: personName(source, id) }),
    ),
  ];
  return `${mark} ${shorten(states.join(' · '), 160)}`;
}

/** "tehtävät viimeistään 9.11.2026 klo 16.00", "odottaa tehtäviä 9.11.2026 klo 16.00 asti" */
function stageState({ stage, completeness }: AskedGoal, round: Round, wording: Wording): string[] {
  if (!stage || completeness === 'answered' || !isInFirstStage(round)) return [];
  const deadline = wording.moment(round.stage.until);
  if (stage.part === 'later') return [wording.text('stage.later', { deadline })];
  const key = round.stage.of === 'tasks' ? 'stage.first' : 'stage.firstOf';
  return stage.part === 'first' ? [wording.text(key, { deadline })] : [];
}

/** "odottaa käännöstä (ruotsi)", "odottaa käännöstä (ruotsi → Matti Meikäläinen)" */
function untranslatedState(asked: AskedGoal, source: RequestCardSource, wording: Wording): string[] {
  const own = ownTranslations(asked);
  if (own.length === 0) return [];
  const translators = new Set(own.flatMap(({ field }) => asked.translators?.get(field.id) ?? []));
  const names = [...translators].map((id) => personName(source, id));
  const languages = [languagesOf(own, wording), ...names].join(' → ');
  return [wording.text('translation.state', { languages })];
}

/** "vastattu: 97,3 %, ● vihreä" */
function answerState(
  asked: AskedGoal,
  round: Pick<AskedRound, 'programme' | 'round'>,
  wording: Wording,
): string {
  const { completeness, reply } = asked;
  const state = wording.text(`state.${completeness}`);
  if (!reply || completeness !== 'answered') return state;
  const result = resultTexts(round, asked, reply, longestValue, wording, (light) =>
    shownLight(light, wording),
  );
  return result.length === 0 ? state : `${state}: ${result.join(', ')}`;
}

function handedRow(
  { goal, to, isAnswered }: HandedOn,
  index: number,
  { programme, round }: AskedRound,
  source: RequestCardSource,
  length: number,
  wording: Wording,
): Row {
  const title = wording.text('prompt.takeBack');
  const data = { programmeId: programme.id, period: round.period, goalId: goal.id };
  return {
    code: goal.code,
    title: shorten(wording.of(goal.title), length),
    state: `→ ${personName(source, to)} · ${wording.text(isAnswered ? 'state.answered' : 'state.unanswered')}`,
    ...(index === 0 && { heading: wording.text('prompt.handedOn') }),
    actions: source.open ? [{ verb: 'take-back', title, tooltip: `${title}: ${goal.code}`, data }] : [],
  };
}
