/** The inputs of one page of a goal, in sections with headings; tables as lines that fit on a phone. Pure. */
import { type Field, type Group } from '../../src/goals/schema';
import { draftedField, missingParts } from '../../src/replies/stages/summary-draft';
import { fieldNames, groupTitle, isGrid, rowTitle } from '../parts/field-labels';
import { type CardElement, smallLine } from '../parts/goals/field-elements';
import { longestShown } from '../parts/limits';
import { own } from '../parts/own';
import { runsBy } from '../parts/runs-by';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type GoalActionData } from './actions';
import { ownLanguageFirst } from './alternatives';
import { authorsOf } from './authors';
import { inputFor } from './input-data';
import { lastEmpty, togetherButton, withNoFigure } from './no-figure';
import { isAsFilledIn, type ShownSource } from './source';
import { isTable, tableFoot, tableHelp } from './table';

export interface Section {
  readonly title?: string;
  readonly description?: string;
  /** Who answered a table's cells. */
  readonly authors?: string;
  readonly inputs: readonly CardElement[];
}

/** Consecutive fields of one group form a section, in the goal's order. */
export function sectionsOf(
  fields: readonly Field[],
  source: ShownSource,
  ids: GoalActionData,
  wording: Wording,
): Section[] {
  const names = fieldNames(source.goal, wording);
  const inputOf = (field: Field) => inputFor(field, names.get(field.id)!, source, wording);
  const withButton = (field: Field) =>
    withNoFigure(field, names.get(field.id)!, inputOf(field), source, ids, wording);
  const last = lastEmpty(fields, source);
  const ordered = ownLanguageFirst(fields, source.goal, wording.locale);
  return runsBy(ordered, (field) => field.group).map((run) => {
    const group = source.goal.groups.find(({ id }) => id === run[0]!.group);
    const authors = tableAuthors(run, source, wording);
    return {
      ...(group && { title: groupTitle(group, source.goal, wording) }),
      ...(group?.description && { description: wording.of(group.description) }),
      ...(authors && { authors }),
      inputs: [
        ...filledLine(run, source, wording),
        ...draftLine(run, source, wording),
        ...(isTable(group) ? tableHelp(run, wording) : []),
        ...(isGrid(group) ? gridLines(group, run, inputOf, wording) : run.flatMap(withButton)),
        ...togetherButton(run, last, source, ids, wording),
        ...(isTable(group) ? tableFoot(group, run, source, ids, wording) : []),
      ],
    };
  });
}

/** "Kuten Q3/2025: muuta, mikä on muuttunut." */
function filledLine(fields: readonly Field[], source: ShownSource, wording: Wording): CardElement[] {
  const { filled } = source;
  const drafted = draftedField(source)?.id;
  if (!filled || !fields.some((field) => field.id !== drafted && isAsFilledIn(field, source))) return [];
  return [smallLine(wording.text('field.filled', { period: wording.period(filled.period) }), filledLook)];
}

/** "Luonnos tehtävien tiedoista. … Tiedot puuttuvat: …" above the summary, until it is answered. */
function draftLine(fields: readonly Field[], source: ShownSource, wording: Wording): CardElement[] {
  const field = fields.find(({ id }) => id === draftedField(source)?.id);
  if (!field || source.stage?.part !== 'last' || own(source.answers, field.id)) return [];
  const missing = missingParts(source.goal, source.answers, source.stage.of).map((label) =>
    wording.of(label),
  );
  const texts = [
    ...(isAsFilledIn(field, source) ? [wording.text('stage.draft')] : []),
    ...(missing.length > 0
      ? [wording.text('stage.missing', { tasks: shorten(missing.join(', '), longestShown.owners) })]
      : []),
  ];
  return texts.length === 0 ? [] : [smallLine(texts.join(' '), filledLook)];
}

/** Plain to see: nobody should take last period's state for their own answer. */
const filledLook = { weight: 'Bolder', color: 'Accent' } as const;

/** Each row of a table under its heading, its cells side by side. */
function gridLines(
  group: Group,
  fields: readonly Field[],
  inputOf: (field: Field) => CardElement[],
  wording: Wording,
): CardElement[] {
  return runsBy(fields, ({ row }) => row).flatMap((row) => {
    const rowId = row[0]!.row;
    const lines = sideBySide(row.map(inputOf));
    return rowId === undefined ? lines : [heading(rowTitle(group, rowId, wording)), ...lines];
  });
}

function heading(text: string): CardElement {
  return {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, weight: 'Bolder', size: 'Small' }],
  };
}

/** A longer label wraps into several lines when three inputs are side by side on a phone. */
const longLabel = 18;

/** Two longer labels side by side overlap on a phone, so the row becomes a block with an input a line. */
const longestBeside = 30;

/** Lines of equal length with at most three inputs, fewer where labels are long. */
function sideBySide(cells: readonly (readonly CardElement[])[]): CardElement[] {
  const longest = Math.max(...cells.map(([input]) => String(input!['label']).length));
  const most = longest > longestBeside ? 1 : longest > longLabel ? 2 : 3;
  const count = Math.ceil(cells.length / most);
  const length = Math.ceil(cells.length / count);
  return Array.from({ length: count }, (_, line) => ({
    type: 'ColumnSet',
    spacing: 'None',
    columns: cells
      .slice(line * length, (line + 1) * length)
      .map((items) => ({ type: 'Column', width: 'stretch', items })),
  }));
}

/** Shown once above a table's cells; under each cell it would be a wall of text. */
function tableAuthors(fields: readonly Field[], source: ShownSource, wording: Wording): string {
  const cells = fields.filter(({ row }) => row !== undefined);
  if (source.authorAtTop || cells.length === 0) return '';
  const authors = authorsOf(cells, source, wording).filter((author) => author !== '');
  return shorten(authors.join(' · '), longestShown.authors);
}
