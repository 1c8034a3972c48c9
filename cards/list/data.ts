/** A list with a button on each row: programmes, rounds, unreachable persons; for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { type Banner, bannerData } from '../parts/banner';
import { buttonData, type ListButton, type ListRow, type SectionRow } from '../parts/list-row';
import { pageWithin } from '../parts/pages';
import { deadlineText, isOpen, roundProgress, type RoundState, roundTitle } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ListCardSource {
  readonly banner?: Banner;
  readonly context?: string;
  readonly title: string;
  readonly rows: readonly SectionRow[];
  /** Shown if there are no rows. */
  readonly empty: string;
  /** Shown below the rows. */
  readonly note?: string;
  readonly buttons?: readonly ListButton[];
  /** What shows another page of it; `page` is 0-based, and one beyond the last shows the last. */
  readonly turn?: { readonly verb: Verb; readonly data: object; readonly page: number };
}

/** A programme with several rounds and long names takes 1.6 KB. */
const mostRows = 16;
const longestLine = 220;

export function listCardData(source: ListCardSource, wording: Wording) {
  const { banner, context, title, rows, empty, note, turn, buttons = [] } = source;
  const pages = Math.max(1, Math.ceil(rows.length / mostRows));
  const page = pageWithin(turn?.page ?? 0, pages);
  const turns = turn ? listTurns({ page, pages }, wording) : [];
  return {
    ...bannerData(banner),
    heading: wording.text('heading.list'),
    ...(context !== undefined && { context: shorten(context, longestLine) }),
    title: shorten(title, longestLine),
    rows: rows.slice(page * mostRows, (page + 1) * mostRows).map(rowData),
    notes: [
      ...(rows.length === 0 ? [empty] : []),
      ...(note === undefined ? [] : [note]),
      ...(pages > 1 ? [pageText(page, pages, rows.length, turn !== undefined, wording)] : []),
    ],
    buttons: [
      ...turns.map(({ title: name, to }) => ({
        ...{ verb: turn!.verb, title: name },
        data: { ...turn!.data, page: to },
      })),
      ...buttons,
    ].map(buttonData),
  };
}

/** "Sivu 1/3"; in a list without pages how many rows are left out. */
function pageText(page: number, pages: number, rows: number, isPaged: boolean, wording: Wording): string {
  return isPaged
    ? wording.text('missing.page', { page: page + 1, pages })
    : wording.text('digest.more', { count: rows - mostRows });
}

function rowData({ name, lines, button, section }: SectionRow) {
  return {
    ...(section !== undefined && { section }),
    name: shorten(name, 120),
    lines: lines.map((line) => shorten(line, longestLine)),
    actions: button ? [buttonData(button)] : [],
  };
}

export interface ProgrammeState {
  readonly programme: Programme;
  /** The open rounds, or the one closed last if none is open. */
  readonly rounds: readonly RoundState[];
  /** The round that opens next by the calendar; `opens` ISO 8601, UTC. */
  readonly next?: { readonly period: string; readonly opens: string };
}

/** @param now ISO 8601, UTC */
export function programmeRow(
  { programme, rounds, next }: ProgrammeState,
  now: string,
  wording: Wording,
): ListRow {
  const name = wording.of(programme.name);
  const show = wording.text('programmes.show');
  const coming =
    next &&
    wording.text('programmes.next', {
      period: wording.period(next.period),
      opens: wording.moment(next.opens),
    });
  return {
    name,
    lines: [...rounds.map((state) => roundLine(state, now, wording)), ...(coming ? [coming] : [])],
    button: {
      verb: 'programme',
      title: show,
      tooltip: `${show}: ${name}`,
      data: { programmeId: programme.id },
    },
  };
}

/** "Q3/2026: auki. Vastattu 34/57. Määräaika 4.11.2026 klo 16.00." */
function roundLine(state: RoundState, now: string, wording: Wording): string {
  const [answered] = roundProgress(state, wording);
  const until = isOpen(state.round) ? [deadlineText(state.round, now, wording)] : [];
  return [`${roundTitle(state.round, wording)}.`, answered, ...until].join(' ');
}
