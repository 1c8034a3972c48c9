/** A half-year follow-up: one table per unit and language, with several measures in a cell. */
import { type Locale } from '../../goals/schema';
import { type ColumnName } from '../table/headings';
import { type ImportedGoal, type ImportProblem } from '../table/imported';
import { problemAt, type Table, tablesIn } from '../table/table';
import { labels } from './labels';
import { goalsOfUnit } from './half-year-goals';
import { draftGoals, type DraftUnit, type HalfYearKey } from './half-year-rows';
import { cellProblems, codeColumn, type LayoutReader, oneLine, ownersColumn } from './layout';

const columns: readonly ColumnName<HalfYearKey>[] = [
  { key: 'goal', names: { fi: ['Tavoite', 'Tavoitteet'], sv: ['Mål'] }, required: true },
  { key: 'measures', names: { fi: ['Mittarit', 'Mittari'], sv: ['Mätare'] }, required: true },
  {
    key: 'actions',
    names: { fi: ['Toimenpiteet', 'Toimenpide'], sv: ['Åtgärder', 'Åtgärd'] },
    required: true,
  },
  { key: 'followUp', names: { fi: ['Seuranta'], sv: ['Uppföljning'] }, required: true },
  codeColumn,
  ownersColumn,
];

export const halfYear: LayoutReader = {
  layout: 'half-year',
  columns,
  read: (sheets) => {
    const tables = sheets.flatMap((sheet) => tablesIn(sheet, columns));
    if (tables.length === 0) return undefined;
    const main = tables[0]!.language;
    const other = tables.find(({ language }) => language !== main)?.language;
    const [own, translated] = [unitsIn(tables, main), other ? unitsIn(tables, other) : []];
    const problems = other ? countProblems(own, translated) : [];
    const paired = other !== undefined && own.length === translated.length;
    const read = own.map((unit, index) => goalsOfUnit(unit, paired ? translated[index] : undefined));
    const alone = paired ? [] : translated.map((unit) => goalsOfUnit(unit, undefined));
    const all = [...read, ...alone];
    return {
      headings: [labels.unit],
      goals: all.flatMap(({ goals }): readonly ImportedGoal[] => goals),
      problems: [...cellProblems(tables, ['followUp']), ...problems, ...all.flatMap((unit) => unit.problems)],
    };
  },
};

/** A table without a title continues the unit of the previous table on the same sheet. */
function unitsIn(tables: readonly Table<HalfYearKey>[], language: Locale): DraftUnit[] {
  const units: DraftUnit[] = [];
  for (const table of tables.filter((each) => each.language === language)) {
    const last = units.at(-1);
    const goals = draftGoals(table);
    if (last?.sheet === table.sheet && table.above.length === 0)
      units[units.length - 1] = { ...last, goals: [...last.goals, ...goals] };
    else units.push({ sheet: table.sheet, language, name: nameOf(table), goals });
  }
  return units;
}

/** A title such as "Kund- och resurscenter – Asiakas- ja resurssikeskus" has two languages, a sheet's name has one. */
function nameOf({ above, sheet, language }: Table<HalfYearKey>): DraftUnit['name'] {
  const title = oneLine(above.at(-1) ?? '');
  const [first, second, more] = title.split(/(?<!\s)\s+[–—-]\s+/);
  if (first && second && more === undefined) return { sv: first, fi: second };
  if (title !== '') return { [language]: title };
  const plain = sheet.replace(
    /(?<![\s(,_-])[\s(,_-]+(?:sv|fi|svenska|suomi|på svenska|suomeksi|ruotsi|finska)\)?$/i,
    '',
  );
  return { [language]: plain.trim() || sheet };
}

/** Units of two languages are paired by their order, which is impossible if one language has more of them. */
function countProblems(own: readonly DraftUnit[], translated: readonly DraftUnit[]): ImportProblem[] {
  if (own.length === translated.length) return [];
  const unit = translated[0]!;
  const details = { own: String(own.length), other: String(translated.length) };
  return [...own, ...translated].map(({ sheet, goals }) =>
    problemAt('error', 'units-unpaired', goals[0]?.place ?? { sheet, row: 1 }, unit.sheet, details),
  );
}
