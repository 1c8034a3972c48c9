/** One round in a goal's history: its light, its answers, and the way to the whole texts. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { asAsked } from '../../src/goals/answers/asked-fields';
import { isJudgedGoal } from '../../src/goals/judged';
import { type GoalRecord } from '../../src/replies/goal-history';
import { besideLight } from '../parts/beside-light';
import { type DigestPlace } from '../parts/goals/divisions';
import { completenessMarks, shownLight } from '../parts/light-marks';
import { buttonData } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { chartedFields } from './chart';
import { fieldName } from '../parts/goals/field-name';

/** What the buttons of a goal's history carry. */
export interface HistoryPlace extends DigestPlace {
  /** The reader did not come from a digest, so no button leads back to one. */
  readonly alone?: true;
  /** The reader came from the card of a request, to which a button leads back. */
  readonly fromRequest?: true;
}

/** How much of each round is shown: characters per answer and label, and lines. */
export interface HistoryDetail {
  readonly text: number;
  readonly label: number;
  readonly lines: number;
  /** How many of the newest rounds have their whole texts in the card, folded; the others open as a card of their own. */
  readonly whole: number;
}

/** An answer with the name of its field. */
export interface HistoryLine {
  readonly name: string;
  readonly value: string;
}

/** An answer that is folded: its elements' ids in the card, and its whole text. */
interface FoldedLine extends HistoryLine {
  readonly id: string;
  readonly wholeId: string;
  readonly whole: string;
}

export interface RoundSource {
  readonly names: ReadonlyMap<string, string>;
  /** Missing in a card whose buttons lead nowhere: nothing is then opened from it. */
  readonly place?: HistoryPlace;
}

/** @param index counts from 0 at the newest round */
export function roundData(
  record: GoalRecord,
  index: number,
  source: RoundSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const { lines, isCut } = linesOf(record, detail, wording, index < detail.whole ? `r${index}` : undefined);
  const folded = lines.filter((line): line is FoldedLine => 'whole' in line);
  return {
    ...roundHead(record, source, wording),
    lines,
    ...(folded.length > 0 && { fold: foldOf(folded, record, `r${index}`, wording) }),
    open: isCut && source.place ? [openButton(record, source.place, wording)] : [],
  };
}

/** The period, how it stood, and who answered when. */
export function roundHead(record: GoalRecord, { names }: RoundSource, wording: Wording) {
  const { period, judged, by, at, isLate } = record;
  const given = wording.text('history.given', { name: personName({ names }, by), at: wording.moment(at) });
  return {
    period: wording.period(period),
    state: stateOf(record, wording),
    // What support is needed is among the answers, in full.
    beside: judged ? besideLight(withoutWanted(judged), wording) : [],
    given: isLate ? `${given} · ${wording.text('state.late')}` : given,
  };
}

/** Every answer in the form's order, whole; without those to fields that were not asked after all. */
export function wholeLines({ goal, answers, programme }: GoalRecord, wording: Wording): HistoryLine[] {
  return asAsked(goal, answers).fields.flatMap((field) => {
    const answer = answerTo(answers, field.id);
    if (!answer) return [];
    return [{ name: fieldName(goal, field, wording), value: wording.answer(field, answer, programme) }];
  });
}

function withoutWanted<J extends NonNullable<GoalRecord['judged']>>(judged: J): J {
  const { support } = judged;
  return support ? { ...judged, support: { asking: support.asking, of: support.of } } : judged;
}

/** The light with its sign; if the goal is not judged, or not yet, how far it is answered. */
function stateOf({ goal, judged, completeness }: GoalRecord, wording: Wording): string {
  return judged && isJudgedGoal(goal)
    ? shownLight(judged.light, wording)
    : `${completenessMarks[completeness]} ${wording.text(`state.${completeness}`)}`;
}

/** @param fold start of the elements' ids if long answers are folded, and not just cut */
function linesOf(record: GoalRecord, detail: HistoryDetail, wording: Wording, fold: string | undefined) {
  const charted = new Set(chartedFields(record.goal).map((field) => fieldName(record.goal, field, wording)));
  const all = wholeLines(record, wording);
  // If lines are left out, the chart's figures are kept first.
  const byWeight = [...all].sort((a, b) => Number(charted.has(b.name)) - Number(charted.has(a.name)));
  const kept = new Set(byWeight.slice(0, detail.lines));
  let isCut = kept.size < all.length;
  const lines = all
    .filter((line) => kept.has(line))
    .map((line, index): HistoryLine | FoldedLine => {
      const short = { name: shorten(line.name, detail.label), value: shorten(line.value, detail.text) };
      const isWhole = short.name === line.name && short.value === line.value;
      if (fold === undefined || isWhole) isCut ||= !isWhole;
      else return { ...short, id: `${fold}-${index}`, wholeId: `${fold}-${index}w`, whole: line.value };
      return short;
    });
  const rest = all.length - lines.length;
  const more = { name: '…', value: wording.text('digest.more', { count: rest }) };
  return { lines: rest > 0 ? [...lines, more] : lines, isCut };
}

/** Two buttons, one of which is always hidden; pressing either shows the other, and the other form of the texts. */
function foldOf(folded: readonly FoldedLine[], { period }: GoalRecord, id: string, wording: Wording) {
  const [showId, hideId] = [`${id}-show`, `${id}-hide`];
  const titled = (title: string) => ({ title, tooltip: `${title}: ${wording.period(period)}` });
  return {
    showId,
    hideId,
    show: titled(wording.text('history.whole')),
    hide: titled(wording.text('history.short')),
    targets: [...folded.flatMap((line) => [line.id, line.wholeId]), showId, hideId],
  };
}

function openButton({ goal, period }: GoalRecord, place: HistoryPlace, wording: Wording) {
  const title = wording.text('history.whole');
  const tooltip = `${title}: ${wording.period(period)}`;
  return buttonData({ verb: 'history', title, tooltip, data: { ...place, goalId: goal.id, of: period } });
}
