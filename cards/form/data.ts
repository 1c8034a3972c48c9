/** The form of a person's goals: rows with one or two inputs, and one Save for all of them. Pure. */
import { isWaiting } from '../../src/replies/asked-goals';
import { bannerData } from '../parts/banner';
import { type CardElement } from '../parts/goals/field-elements';
import { bytesOf, largestCard } from '../parts/limits';
import { pagesOf } from '../parts/pages';
import { aboutRound, lateText } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { lastValues, rowItems } from './rows';
import { type FormCardSource, type FormRow } from './source';

export { type FormCardSource, type FormRow, type RowAlerts } from './source';

/** Most rows on a page, and the bytes of the card without them: with both banners, lateness and six buttons. */
const rowsOnPage = 12;
const frame = 5500;
/** Bytes of a row's separator, and of its id in the buttons that name the page's goals, without the id. */
const perRow = { row: 100, name: 45 } as const;
/** Characters of a tooltip. */
const longestTooltip = 160;

interface DrawnRow {
  readonly row: FormRow;
  readonly items: CardElement[];
}

interface FormPage {
  readonly shown: readonly DrawnRow[];
  /** Position of the first row in the whole list, 0-based. */
  readonly first: number;
  /** The first goal of the page before and after this one. */
  readonly earlier?: string;
  readonly later?: string;
}

export function formCardData(source: FormCardSource, wording: Wording) {
  const { programme, round, rows, late, banner } = source;
  const page = pageOf(source, wording);
  const { shown, first } = page;
  return {
    ...bannerData(banner),
    heading: wording.text('form.heading', { from: first + 1, to: first + shown.length, count: rows.length }),
    about: aboutRound(programme, round, wording),
    ...(late && { late: lateText(late, wording) }),
    guide: wording.text('form.guide'),
    rows: shown.map(({ items }) => ({ items })),
    buttons: formActions(source, page, wording),
  };
}

/**
 * The page with the goal `at`. A page is named by a goal and not by its number: rows grow with what is typed and asked
 * about, and nothing may slip from a page that was not shown yet to one that was.
 */
function pageOf(source: FormCardSource, wording: Wording): FormPage {
  const drawn = source.rows.map((row) => ({ row, items: rowItems(row, source, wording) }));
  const sizeOf = ({ row, items }: DrawnRow) =>
    bytesOf(items) + perRow.row + 2 * (row.asked.goal.id.length + perRow.name);
  const pages = pagesOf(drawn, sizeOf, { bytes: largestCard - frame, items: rowsOnPage });
  const idOf = ([first]: readonly DrawnRow[] = []) => first?.row.asked.goal.id;
  const at = source.at ?? source.rows.find(({ asked }) => isWaiting(asked))?.asked.goal.id;
  const index = Math.max(
    0,
    pages.findIndex((page) => page.some(({ row }) => row.asked.goal.id === at)),
  );
  const [earlier, later] = [idOf(pages[index - 1]), idOf(pages[index + 1])];
  return {
    shown: pages[index]!,
    first: pages.slice(0, index).flat().length,
    ...(earlier !== undefined && { earlier }),
    ...(later !== undefined && { later }),
  };
}

/** At most six: those that answer, the next page, and in the overflow the others. Each keeps what was typed. */
function formActions(source: FormCardSource, page: FormPage, wording: Wording): CardElement[] {
  const { programme, round } = source;
  const name = { programmeId: programme.id, period: round.period };
  const rows = page.shown.map(({ row }) => row);
  const at = rows[0]!.asked.goal.id;
  const draw = (verb: Verb, title: string, data: object, how: object = {}): CardElement => ({
    ...{ type: 'Action.Execute', verb, title, ...how },
    data: { ...name, ...data },
  });
  const aside = { mode: 'secondary' };
  const turn = (title: string, to: string | undefined, how: object) =>
    to === undefined ? [] : [draw('form', title, { at: to }, how)];
  return [
    ...saveButton(rows, at, draw, wording),
    ...unchangedButton(rows, source, at, draw, wording),
    ...turn(wording.text('prompt.later'), page.later, {}),
    ...turn(wording.text('prompt.earlier'), page.earlier, aside),
    draw('start', wording.text('form.each'), { each: true }, aside),
    draw('overview', wording.text('goal.overview'), {}, aside),
  ];
}

type Draw = (verb: Verb, title: string, data: object, how?: object) => CardElement;

/** If something looks odd, its words say that saving confirms it, and its data says what was asked about. */
function saveButton(rows: readonly FormRow[], at: string, draw: Draw, wording: Wording): CardElement[] {
  if (rows.every(({ state }) => state !== 'open')) return [];
  const asked = rows.flatMap(({ asked: { goal }, alerts }) =>
    alerts?.confirm === undefined ? [] : [[goal.id, alerts.confirm] as const],
  );
  const title = wording.text(asked.length > 0 ? 'goal.saveConfirmed' : 'goal.save');
  const data = { at, ...(asked.length > 0 && { sure: Object.fromEntries(asked) }) };
  return [draw('form-save', title, data, { style: 'positive' })];
}

/** Counts exactly the rows that it answers: those with last period's answer and nothing answered or typed since. */
function unchangedButton(
  rows: readonly FormRow[],
  { programme }: FormCardSource,
  at: string,
  draw: Draw,
  wording: Wording,
): CardElement[] {
  const same = rows.filter(({ state, canRepeat, alerts }) => state === 'open' && canRepeat && !alerts?.typed);
  const values = same.map((row) => {
    const value = lastValues(row, programme, wording).join(', ');
    return wording.text('goal.warning', { label: row.asked.goal.code, warning: value });
  });
  const [first, ...more] = values;
  if (first === undefined) return [];
  const title =
    more.length === 0
      ? wording.text('form.unchangedOne', { goal: shorten(first, 40) })
      : wording.text('form.unchanged', { count: same.length });
  const tooltip = shorten([title, ...(more.length > 0 ? values : [])].join(' · '), longestTooltip);
  const goals = same.map(({ asked }) => asked.goal.id);
  return [draw('form-unchanged', title, { at, goals }, { tooltip })];
}
