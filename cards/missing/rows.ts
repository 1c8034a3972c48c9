/** The rows of the card that shows who has not answered: units with their persons, a page at a time. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type MissingPerson, type MissingUnit } from '../../src/replies/missing';
import { type Round } from '../../src/rounds/round';
import { type Banner } from '../parts/banner';
import { bytesOf } from '../parts/limits';
import { buttonData } from '../parts/list-row';
import { groupedPages, pageWithin } from '../parts/pages';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface MissingCardSource {
  readonly programme: Programme;
  readonly round: Round;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Whether replies are accepted now; otherwise there is nobody to remind. */
  readonly open: boolean;
  /** The units that the reader may see. */
  readonly units: readonly MissingUnit[];
  /** Unit's name → its head's person id. */
  readonly heads: ReadonlyMap<string, string>;
  /** Names of the persons that occur; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether the reader coordinates the programme, so may remind everybody and comes from the programme's card. */
  readonly coordinates: boolean;
  /** Whether the reader may comment on their units now. */
  readonly commentable?: boolean;
  /** Shows only some of those who have not answered, with a button to the full list instead of pages. */
  readonly isExcerpt?: boolean;
  /** 0-based; clamped to the pages there are. */
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
  /** 0-based, as is the position of the page's first person in the whole list. */
  readonly page: number;
  readonly first: number;
  readonly shown: number;
  readonly pages: number;
  readonly count: number;
}

const mostPersons = 20;
const mostCodes = 8;
/** Characters of a person's codes; those without an answer come first. */
const longestCodes = 240;
/** The schema of the action accepts no longer names of units. */
const longestUnit = 300;

/** Bytes for all rows, and of the JSON around a unit's row and a person's. */
const frame = { rows: 23_000, unit: 620, person: 150 } as const;

const sizes = {
  head: (unit: UnitRow) => bytesOf(unit) + frame.unit,
  item: (person: UnitRow['persons'][number]) => bytesOf(person) + frame.person,
};

export function missingPage(source: MissingCardSource, wording: Wording): MissingPage {
  const groups = source.units.map((unit) => ({
    head: unitRow(unit, source, wording),
    items: unit.persons.map((person) => personRow(person, source, wording)),
  }));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const pages = groupedPages(groups, sizes, { bytes: frame.rows, items: mostPersons });
  const page = pageWithin(source.page ?? 0, pages.length);
  const counts = pages.map((units) => sum(units.map(({ items }) => items.length)));
  return {
    rows: pages[page]!.map(({ head, items }) => ({ ...head, persons: items })),
    page,
    first: sum(counts.slice(0, page)),
    shown: counts[page]!,
    pages: pages.length,
    count: sum(counts),
  };
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
        : wording.text('missing.head', { name: personName(source, head) }),
    actions:
      source.open && name.length <= longestUnit
        ? [buttonData({ verb: 'remind-ask', title, tooltip: `${title}: ${shown}`, data })]
        : [],
    persons: [],
  };
}

/** "vastaamatta 3: 1.1, 1.2, 1.4 · käännös puuttuu 1: 2.1". */
function personRow(
  { personId, goals, untranslated = [] }: MissingPerson,
  source: MissingCardSource,
  wording: Wording,
) {
  const listed = [
    ...(goals.length > 0 ? [wording.text('missing.codes', codesOf(goals, wording))] : []),
    ...(untranslated.length > 0 ? [wording.text('translation.codes', codesOf(untranslated, wording))] : []),
  ];
  return { name: personName(source, personId), codes: shorten(listed.join(' '), longestCodes) };
}

function codesOf(goals: readonly Goal[], wording: Wording) {
  const rest = goals.length - mostCodes;
  const codes = [
    // No line break between a code's number and its letter.
    ...goals.slice(0, mostCodes).map(({ code }) => code.replaceAll(' ', '\u00a0')),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ];
  return { count: goals.length, codes: codes.join(', ') };
}
