/** The rows of the card that shows who has not answered: units with their persons, a page at a time. Pure. */
import { type Programme } from '../../src/goals/schema';
import { type MissingPerson, type MissingUnit } from '../../src/replies/missing';
import { type Round } from '../../src/rounds/round';
import { type Banner, nameOf } from '../goal/source';
import { bytesOf } from '../parts/limits';
import { buttonData } from '../list/data';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface MissingCardSource {
  readonly programme: Programme;
  readonly round: Round;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Whether replies are taken now: else there is nobody to remind. */
  readonly open: boolean;
  /** Those that the reader may see. */
  readonly units: readonly MissingUnit[];
  /** Unit's name → its head's person id. */
  readonly heads: ReadonlyMap<string, string>;
  /** Names of the persons that occur; the id stands where one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether the reader runs the round: may remind all, and comes from the programme's card. */
  readonly coordinates: boolean;
  /** Only some of those who have not answered: the card leads to all of them instead of turning pages. */
  readonly isExcerpt?: boolean;
  /** 0-based; taken to the nearest page there is. */
  readonly page?: number;
  readonly banner?: Banner;
}

export interface UnitRow {
  readonly name: string;
  readonly head: string;
  /** At most one button. */
  readonly actions: readonly object[];
  readonly persons: readonly { readonly name: string; readonly codes: string }[];
}

export interface MissingPage {
  readonly rows: readonly UnitRow[];
  /** 0-based, as is the place of the first person among all. */
  readonly page: number;
  readonly first: number;
  readonly shown: number;
  readonly pages: number;
  readonly count: number;
}

const mostPersons = 20;
const mostCodes = 8;
/** The schema of the action takes no longer name of a unit. */
const longestUnit = 300;

/** Bytes of all rows, and of the card's JSON around the row of a unit and of a person. */
const frame = { rows: 23_000, unit: 620, person: 150 } as const;

export function missingPage(source: MissingCardSource, wording: Wording): MissingPage {
  const pages = pagesOf(source, wording);
  const page = Math.min(Math.max(0, source.page ?? 0), pages.length - 1);
  const counts = pages.map((rows) => personsIn(rows));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  return {
    rows: pages[page]!,
    page,
    first: sum(counts.slice(0, page)),
    shown: counts[page]!,
    pages: pages.length,
    count: sum(counts),
  };
}

function personsIn(rows: readonly UnitRow[]): number {
  return rows.reduce((all, { persons }) => all + persons.length, 0);
}

/** A unit whose persons do not fit goes on on the next page under the same name. */
function pagesOf(source: MissingCardSource, wording: Wording): UnitRow[][] {
  const pages: UnitRow[][] = [[]];
  let left = frame.rows;
  for (const unit of source.units) {
    const empty = unitRow(unit, source, wording);
    const unitSize = bytesOf(empty) + frame.unit;
    let isNew = true;
    for (const person of unit.persons) {
      const row = personRow(person, source, wording);
      const size = bytesOf(row) + frame.person;
      const page = pages.at(-1)!;
      const isFull = personsIn(page) === mostPersons || left < size + (isNew ? unitSize : 0);
      if (isFull && page.length > 0) pages.push([]);
      if (isFull) [left, isNew] = [frame.rows, true];
      const rows = pages.at(-1)!;
      const before = isNew ? empty : rows.pop()!;
      rows.push({ ...before, persons: [...before.persons, row] });
      left -= size + (isNew ? unitSize : 0);
      isNew = false;
    }
  }
  return pages;
}

function unitRow({ name, unit }: MissingUnit, source: MissingCardSource, wording: Wording): UnitRow {
  const { programme, round, heads } = source;
  const shown = shorten(wording.of(unit), 120);
  const head = heads.get(name);
  const title = wording.text('programme.remind');
  const data = { programmeId: programme.id, period: round.period, unit: name };
  return {
    name: shown,
    head:
      head === undefined
        ? wording.text('missing.noHead')
        : wording.text('missing.head', { name: nameOf(source, head) }),
    actions:
      source.open && name.length <= longestUnit
        ? [buttonData({ verb: 'remind-ask', title, tooltip: `${title}: ${shown}`, data })]
        : [],
    persons: [],
  };
}

/** "vastaamatta 3: 1.1, 1.2, 1.4". */
function personRow({ personId, goals }: MissingPerson, source: MissingCardSource, wording: Wording) {
  const rest = goals.length - mostCodes;
  const codes = [
    // A code is never broken between its number and its letter.
    ...goals.slice(0, mostCodes).map(({ code }) => code.replaceAll(' ', '\u00a0')),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ];
  const listed = wording.text('missing.codes', { count: goals.length, codes: codes.join(', ') });
  return { name: nameOf(source, personId), codes: shorten(listed, 160) };
}
