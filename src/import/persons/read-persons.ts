/** Reads persons from a workbook or a CSV file: name, address, unit, language, role, object id. Pure. */
import { z } from 'zod';
import { RefusedError } from '../../errors';
import { type Locale, personIdSchema } from '../../goals/schema';
import { addressIn } from '../../people/find-person';
import { longestName } from '../../people/schema';
import { readWorkbook } from '../file/read-workbook';
import { columnLetters, type Sheet, type SheetRow } from '../file/sheet';
import { type Place } from '../table/imported';
import { languageIn, personColumn, type PersonColumn, roleKind } from './columns';

/** What the row of one person says; what a blank cell or a missing column does not say is absent. */
export interface PersonRow {
  readonly place: Place;
  readonly id: string;
  readonly name: string;
  readonly unit?: string;
  /** Of the heading above the unit. */
  readonly unitLanguage: Locale;
  readonly language?: Locale;
  readonly admin?: true;
  /** Names of roles of which the person is a member, in the language of their heading. */
  readonly roles: readonly string[];
  readonly roleLanguage: Locale;
  readonly aadObjectId?: string;
}

/** Errors keep the whole file out; warnings do not. Each code has a text on the command line. */
export interface PersonProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'address-missing'
    | 'address-unreadable'
    | 'name-missing'
    | 'name-too-long'
    | 'language-unknown'
    | 'role-of-programme'
    | 'object-id-unreadable'
    | 'object-id-twice'
    | 'person-twice'
    | 'cell-unreadable'
    | 'column-unknown'
    | 'sheet-unread'
    | 'row-left-out';
  readonly place: Place;
  readonly value: string;
  /** The row that says the same of somebody else, or otherwise. */
  readonly other?: Place;
}

export interface PersonTable {
  readonly rows: readonly PersonRow[];
  readonly problems: readonly PersonProblem[];
}

/** @throws RefusedError `persons-no-headings` with the headings that were found; the errors of readWorkbook */
export function readPersons(bytes: Uint8Array, fileName: string): PersonTable {
  const sheets = readWorkbook(bytes, fileName);
  const tables = sheets.map(tableIn);
  if (tables.every((table) => !table)) throw noHeadings(sheets);
  const problems: PersonProblem[] = [];
  const rows = sheets.flatMap((sheet, index) => {
    const table = tables[index];
    problems.push(...leftOut(sheet, table));
    return table ? rowsOf(table, problems) : [];
  });
  return { rows, problems: [...problems, ...repeated(rows)] };
}

interface Head {
  readonly sheet: string;
  readonly columns: ReadonlyMap<PersonColumn, { readonly column: number; readonly language: Locale }>;
  readonly others: readonly { readonly column: number; readonly text: string }[];
  readonly row: number;
  readonly rows: readonly SheetRow[];
}

/** @throws RefusedError `heading-twice` */
function tableIn({ name, rows }: Sheet): Head | undefined {
  for (const [index, row] of rows.entries()) {
    const columns = new Map<PersonColumn, { column: number; language: Locale }>();
    const others: { column: number; text: string }[] = [];
    for (const [column, { text }] of row.cells) {
      const found = personColumn(text);
      if (found && columns.has(found.key))
        throw new RefusedError('heading-twice', { heading: text, sheet: name, row: String(row.number) });
      if (found) columns.set(found.key, { column, language: found.language });
      else others.push({ column, text });
    }
    const isNamed = columns.has('name') || columns.has('surname') || columns.has('givenName');
    if (columns.has('address') && isNamed)
      return { sheet: name, columns, others, row: row.number, rows: rows.slice(index + 1) };
  }
  return undefined;
}

function noHeadings(sheets: readonly Sheet[]): RefusedError {
  const [first] = sheets.flatMap(({ rows }) => rows);
  const found = [...(first?.cells.values() ?? [])].map(({ text }) => text.slice(0, 40)).join(', ');
  return new RefusedError('persons-no-headings', { found: found.slice(0, 400) });
}

function leftOut({ name, rows, left = [] }: Sheet, table: Head | undefined): PersonProblem[] {
  const warning = (code: PersonProblem['code'], place: Place, value: string): PersonProblem => ({
    ...{ severity: 'warning', code, place, value: value.slice(0, 100) },
  });
  if (!table)
    return rows.length > 0 ? [warning('sheet-unread', { sheet: name, row: rows[0]!.number }, '')] : [];
  return [
    ...table.others.map(({ column, text }) =>
      warning('column-unknown', { sheet: name, row: table.row, column: columnLetters(column) }, text),
    ),
    ...left.map(({ row, text }) => warning('row-left-out', { sheet: name, row }, text)),
  ];
}

function rowsOf(head: Head, problems: PersonProblem[]): PersonRow[] {
  return head.rows.flatMap((row, index) => {
    if (isNote(row, head.rows[index - 1])) {
      const [{ text = '' } = {}] = row.cells.values();
      const place = { sheet: head.sheet, row: row.number };
      problems.push({ severity: 'warning', code: 'row-left-out', place, value: text.slice(0, 100) });
      return [];
    }
    const cells = cellsOf(head, row);
    const errors: PersonProblem[] = [];
    const person = personIn(cells, (code, key, value = '') =>
      errors.push({ severity: 'error', code, place: cells.place(key), value: value.slice(0, 100) }),
    );
    if ([...row.cells.values()].some(({ kind }) => kind === 'error'))
      errors.push({ severity: 'error', code: 'cell-unreadable', place: cells.place(), value: '' });
    problems.push(...errors);
    return errors.length === 0 ? [person] : [];
  });
}

/** A source or a footnote: one text, after a blank row. */
function isNote({ number, cells }: SheetRow, above: SheetRow | undefined): boolean {
  return cells.size === 1 && above !== undefined && number > above.number + 1;
}

interface Cells {
  readonly text: (key: PersonColumn) => string;
  readonly place: (key?: PersonColumn) => Place;
  readonly language: (key: PersonColumn) => Locale;
}

function cellsOf({ sheet, columns }: Head, { number, cells }: SheetRow): Cells {
  const columnOf = (key?: PersonColumn) => (key === undefined ? undefined : columns.get(key)?.column);
  return {
    text: (key) => (cells.get(columnOf(key) ?? -1)?.text ?? '').replace(/\s+/g, ' '),
    place: (key) => {
      const column = columnOf(key);
      return { sheet, row: number, ...(column !== undefined && { column: columnLetters(column) }) };
    },
    language: (key) => columns.get(key)?.language ?? 'fi',
  };
}

type Complain = (code: PersonProblem['code'], key?: PersonColumn, value?: string) => void;

function personIn(cells: Cells, complain: Complain): PersonRow {
  const [typed, unit] = [cells.text('address'), cells.text('unit')];
  const id = addressOf(typed);
  if (typed === '') complain('address-missing', 'address');
  else if (!personIdSchema.safeParse(id).success) complain('address-unreadable', 'address', typed);
  const name = cells.text('name') || `${cells.text('givenName')} ${cells.text('surname')}`.trim();
  if (name === '') complain('name-missing', 'name');
  else if (name.length > longestName) complain('name-too-long', 'name', name);
  const language = languageIn(cells.text('language'));
  if (!language && cells.text('language') !== '')
    complain('language-unknown', 'language', cells.text('language'));
  const aadObjectId = objectIdOf(cells, complain);
  return {
    ...{ place: cells.place(), id, name },
    ...(unit !== '' && { unit }),
    unitLanguage: cells.language('unit'),
    ...(language && { language }),
    ...rolesOf(cells, complain),
    ...(aadObjectId !== undefined && { aadObjectId }),
  };
}

/** "Aino Virtanen <Aino@Example.org>", "mailto:aino@example.org" and "aino@example.org." are the same address. */
function addressOf(typed: string): string {
  const bare = typed.replace(/^mailto:\s*/i, '').replace(/[.;,]$/, '');
  return (addressIn(bare) ?? bare).toLowerCase();
}

function objectIdOf(cells: Cells, complain: Complain): string | undefined {
  const typed = cells.text('objectId').toLowerCase();
  if (typed === '') return undefined;
  if (!z.uuid().safeParse(typed).success) complain('object-id-unreadable', 'objectId', typed);
  return typed;
}

function rolesOf(cells: Cells, complain: Complain): Pick<PersonRow, 'admin' | 'roles' | 'roleLanguage'> {
  const named = cells.text('role').split(';');
  const roles = named.map((text) => text.trim()).filter((text) => text !== '');
  const kinds = roles.map(roleKind);
  const ofProgramme = roles.find((_role, index) => kinds[index] === 'of-programme');
  if (ofProgramme !== undefined) complain('role-of-programme', 'role', ofProgramme);
  return {
    ...(kinds.includes('admin') && { admin: true as const }),
    roles: roles.filter((_role, index) => kinds[index] === 'members'),
    roleLanguage: cells.language('role'),
  };
}

/** The same person may have a row for each role; anything else that two rows say differently is an error. */
function repeated(rows: readonly PersonRow[]): PersonProblem[] {
  const [addresses, accounts] = [new Map<string, PersonRow>(), new Map<string, PersonRow>()];
  return rows.flatMap((row) => {
    const { id, aadObjectId, place } = row;
    const [namesake, holder] = [addresses.get(id), accounts.get(aadObjectId ?? '')];
    addresses.set(id, namesake ?? row);
    if (aadObjectId !== undefined) accounts.set(aadObjectId, holder ?? row);
    const error = (code: PersonProblem['code'], value: string, other: Place): PersonProblem[] => [
      { severity: 'error', code, place, value, other },
    ];
    if (namesake && saidOf(namesake) !== saidOf(row)) return error('person-twice', id, namesake.place);
    if (holder && holder.id !== id) return error('object-id-twice', aadObjectId!, holder.place);
    return [];
  });
}

function saidOf({ name, unit, language, aadObjectId }: PersonRow): string {
  return JSON.stringify([name, unit, language, aadObjectId]);
}
