/** The card that asks what the columns of a table hold that fits no layout, as data for `card.json`. Pure. */
import { type ChosenMeanings } from '../../src/import/mapped/chosen';
import { type ColumnMeaning, type MappedColumn } from '../../src/import/table/imported';
import { type Banner, bannerData } from '../parts/banner';
import { bytesOf } from '../parts/limits';
import { pagesOf, pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Choice, type Wording } from '../parts/wording';

export interface ColumnsCardSource {
  /** The kept file's id. */
  readonly file: string;
  readonly fileName: string;
  readonly columns: readonly MappedColumn[];
  /** What is selected, by the columns' letters. */
  readonly meanings: ChosenMeanings;
  /** Letters of columns with a meaning that only one can have. */
  readonly twice: readonly string[];
  /** 0-based; clamped to the pages there are. */
  readonly page: number;
  readonly banner?: Banner;
}

/** Prefix of a column's input, before its letters. */
export const columnInput = 'column:';

/** In the order in which people look for them. */
const meaningsShown: readonly ColumnMeaning[] = [
  ...(['goal', 'measure', 'baseline', 'target', 'unit', 'value', 'owner', 'heading'] as const),
  ...(['code', 'description', 'direction', 'ignore'] as const),
];

const longest = { name: 120, heading: 80, example: 60 } as const;
/** Bytes for all rows, and of the JSON around each row and its choices. */
const frame = { rows: 20_000, row: 420 } as const;
const mostRows = 12;

export function columnsCardData(source: ColumnsCardSource, wording: Wording) {
  const { file, fileName, columns, meanings, banner } = source;
  const choices = choicesIn(wording);
  const pages = columnPages(columns, choices);
  const shown = pageWithin(source.page, pages.length);
  const button = (to: number | 'done', title: string, style = 'default') => ({
    ...{ verb: 'import-columns' satisfies Verb, title, style, associatedInputs: 'auto' },
    data: { file, page: shown, to },
  });
  return {
    ...bannerData(banner),
    context: shorten(fileName, longest.name),
    title: wording.text('columns.title'),
    lines: [wording.text('columns.explain'), wording.text('columns.remembered')],
    choices,
    rows: (pages[shown] ?? []).map((column) => rowOf(column, source, meanings, wording)),
    ...(pages.length > 1 && {
      pageOf: wording.text('columns.pageOf', { page: shown + 1, pages: pages.length, count: columns.length }),
    }),
    buttons: [
      button('done', wording.text('columns.done'), 'positive'),
      ...(shown > 0 ? [button(shown - 1, wording.text('import.back'))] : []),
      ...(shown < pages.length - 1 ? [button(shown + 1, wording.text('import.more'))] : []),
      {
        ...{ verb: 'import-cancel' satisfies Verb, title: wording.text('import.cancel'), style: 'default' },
        ...{ associatedInputs: 'none', data: { file } },
      },
    ],
  };
}

/** The page on which a column is. */
export function pageOfColumn(columns: readonly MappedColumn[], letters: string, wording: Wording): number {
  const pages = columnPages(columns, choicesIn(wording));
  return Math.max(
    0,
    pages.findIndex((page) => page.some(({ column }) => column === letters)),
  );
}

function choicesIn(wording: Wording): Choice[] {
  return meaningsShown.map((value) => ({ title: wording.text(`columns.meaning.${value}`), value }));
}

function columnPages(columns: readonly MappedColumn[], choices: readonly Choice[]): MappedColumn[][] {
  const size = ({ text, examples }: MappedColumn) => bytesOf([text, examples, choices]) + frame.row;
  return pagesOf(columns, size, { bytes: frame.rows, items: mostRows });
}

function rowOf(
  { column, text, examples }: MappedColumn,
  { twice }: ColumnsCardSource,
  meanings: ChosenMeanings,
  wording: Wording,
) {
  const meaning = meanings[column] ?? 'ignore';
  const shown = examples.map((example) => shorten(example, longest.example)).join(' | ');
  return {
    id: columnInput + column,
    label: `${column}: ${shorten(text, longest.heading)}`,
    value: meaning,
    examples: shown === '' ? wording.text('columns.empty') : wording.text('columns.examples', { shown }),
    ...(twice.includes(column) && {
      problem: wording.text('columns.twice', { meaning: wording.text(`columns.meaning.${meaning}`) }),
    }),
  };
}
