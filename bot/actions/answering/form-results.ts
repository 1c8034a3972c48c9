/** What a form says after a press: which goals were saved, which were not and why, and what each row shows. */
import { type RowAlerts } from '../../../cards/form/data';
import { type Banner } from '../../../cards/parts/banner';
import { problemText, warningText } from '../../../cards/parts/goals/input-texts';
import { resultTexts } from '../../../cards/parts/goals/single-answer';
import { longestShown } from '../../../cards/parts/limits';
import { shorten } from '../../../cards/parts/shorten';
import { type RefusedError } from '../../../src/errors';
import { type AskedRound } from '../../../src/replies/asked-goals';
import { type RowOutcome } from '../../../src/replies/form/record-rows';
import { type ShownRow } from '../parts/typed-rows';
import { loadNames, type Turn } from '../../views/turn';

/** Characters of an answer, and of the reason why one row was not saved. */
const longest = { answer: 40, why: 110 } as const;

export type Outcomes = ReadonlyMap<string, RowOutcome>;

/** What a result's texts are made from: the round, and the names of persons that they mention. */
interface Told {
  readonly turn: Turn;
  readonly names: ReadonlyMap<string, string>;
}

/** The line at the top and above the buttons. @param key of the text that says what was saved */
export async function resultBanner(
  turn: Turn,
  outcomes: Outcomes,
  key: 'form.saved' | 'form.unchangedSaved',
): Promise<Banner> {
  const told: Told = { turn, names: await namesIn(turn, outcomes) };
  const all = [...outcomes];
  const saved = all.flatMap(([id, outcome]) =>
    outcome.type === 'saved' ? [savedText(told, id, outcome)] : [],
  );
  const whys = all.flatMap(([id, outcome]) => {
    const why = whyText(told, id, outcome);
    return why === undefined
      ? []
      : [`${codeOf(turn.asked, id)}: ${shorten(firstSentence(why), longest.why)}`];
  });
  const onlyOdd = all.every(([, { type }]) => ['saved', 'untouched', 'unconfirmed'].includes(type));
  if (saved.length + whys.length === 0) return { text: turn.wording.text('form.nothing'), style: 'warning' };
  return {
    text: bannerText(told, saved, whys, onlyOdd, key),
    style: whys.length === 0 ? 'good' : onlyOdd ? 'warning' : 'attention',
  };
}

/** What was not saved comes first: it is what the person has to act on. */
function bannerText(
  { turn: { wording } }: Told,
  saved: readonly string[],
  [first, ...more]: readonly string[],
  onlyOdd: boolean,
  key: 'form.saved' | 'form.unchangedSaved',
): string {
  const not =
    first === undefined ? [] : [wording.text('form.notSaved', { what: sentence(first), more: more.length })];
  const confirm = first !== undefined && onlyOdd;
  const button = wording.text('goal.saveConfirmed');
  const parts = [...not, ...(confirm ? [wording.text('form.unconfirmed', { button })] : [])];
  if (saved.length === 0) return parts.join(' ');
  const room = Math.max(60, longestShown.banner - parts.join(' ').length - 40);
  const what = shorten(saved.join('; '), room);
  return [...parts, wording.text(key, { count: saved.length, what })].join(' ');
}

/** The row itself has the rest. */
function firstSentence(text: string): string {
  return text.slice(0, (text.indexOf('. ') + 1 || text.length + 1) - 1);
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** "ASU-1 97,3 %, vihreä" */
function savedText(
  { turn }: Told,
  goalId: string,
  { reply }: Extract<RowOutcome, { type: 'saved' }>,
): string {
  const { asked, wording } = turn;
  const goal = asked.goals.find((each) => each.goal.id === goalId);
  const result = goal
    ? resultTexts(asked, goal, reply, longest.answer, wording, (light) => wording.text(`light.${light}`))
    : [];
  return [codeOf(asked, goalId), result.join(', ')].filter(Boolean).join(' ');
}

/** `undefined` for a row that was saved or has nothing new. */
function whyText(told: Told, goalId: string, outcome: RowOutcome): string | undefined {
  const { wording } = told.turn;
  switch (outcome.type) {
    case 'saved':
    case 'untouched':
      return undefined;
    case 'invalid': {
      const [problem] = outcome.error.problems.values();
      return problemText(problem!, wording);
    }
    case 'unconfirmed': {
      const [warning] = [...outcome.error.warnings.values()].flat();
      return warningText(warning!, wording);
    }
    case 'refused':
      return refusedText(outcome.error, goalId, told);
    case 'failed':
      return wording.text('form.failed');
  }
}

function refusedText(
  { code, details }: RefusedError,
  goalId: string,
  { turn: { asked, wording }, names }: Told,
): string {
  const nameOf = (id = '') => names.get(id) ?? (id || '–');
  switch (code) {
    case 'not-yours':
    case 'unknown-goal': {
      const handed = asked.handedOn.find(({ goal }) => goal.id === goalId);
      return handed
        ? wording.text('form.handedOn', { name: nameOf(handed.to) })
        : wording.text('form.noLonger');
    }
    case 'locked':
      return wording.text('form.isLocked');
    case 'changed-meanwhile':
      return wording.text('form.changed', { name: nameOf(details['by']) });
    case 'nothing-to-repeat':
      return wording.text('form.notRepeated');
    default:
      return wording.text('form.outdated');
  }
}

/** The names of people who answered a refused row meanwhile, or took its goal over. */
function namesIn({ asked, deps, wording }: Turn, outcomes: Outcomes): Promise<ReadonlyMap<string, string>> {
  const ids = [...outcomes].flatMap(([goalId, each]) => {
    if (each.type !== 'refused') return [];
    const handed = asked.handedOn.filter(({ goal }) => goal.id === goalId);
    return [each.error.details['by'] ?? [], handed.map(({ to }) => to)].flat();
  });
  return loadNames(deps.store, ids, wording);
}

function codeOf({ goals, handedOn }: AskedRound, goalId: string): string {
  return [...goals, ...handedOn].find(({ goal }) => goal.id === goalId)?.goal.code ?? goalId;
}

/** The alerts of the rows that were not saved. @param areKept whether what was typed is kept as drafts */
export function alertsOf(
  { wording }: Turn,
  rows: readonly ShownRow[],
  outcomes: Outcomes,
  areKept: boolean,
): Map<string, RowAlerts> {
  return new Map(
    rows.flatMap(({ goalId, typed }): [string, RowAlerts][] => {
      const outcome = outcomes.get(goalId);
      if (!outcome || outcome.type === 'saved' || outcome.type === 'untouched') return [];
      const typedNow = areKept ? {} : { typed };
      if (outcome.type === 'invalid') return [[goalId, { ...typedNow, problems: outcome.error.problems }]];
      if (outcome.type === 'unconfirmed') {
        const { warnings, token } = outcome.error;
        return [[goalId, { ...typedNow, warnings, confirm: token }]];
      }
      if (outcome.type === 'failed') return [[goalId, { typed, said: wording.text('form.failed') }]];
      return [[goalId, typedNow]];
    }),
  );
}
