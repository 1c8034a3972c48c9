/** Rows copied from a spreadsheet into a form's table: what is read, and what is left for the person to see. */
import { describe, expect, it } from '@jest/globals';
import { readPastedTable } from '../../../src/goals/answers/pasted-table';
import { type Field, fieldSchema, type Group } from '../../../src/goals/schema';

const named = (id: string, fi: string, en: string) => ({ id, label: { fi, en } });
const group = {
  ...{ id: 'waiting', kind: 'table', label: { fi: 'Odottaneet' }, owners: [] },
  rows: [
    named('all', 'a. Koko henkilöstö', 'a. All personnel'),
    named('doctors', 'b. Lääkärit', 'b. Doctors'),
    named('nurses', 'c. Sairaanhoitajat', 'c. Nurses'),
  ],
  columns: [named('share', 'Osuus, %', 'Share, %'), named('count', 'Henkilöitä', 'Persons')],
} as Group;
const fields: Field[] = group.rows!.flatMap(({ id: row }) =>
  group.columns!.map(({ id: column }) =>
    fieldSchema.parse({
      id: `${row}-${column}`,
      kind: 'number',
      label: { fi: column },
      group: 'waiting',
      row,
      column,
    }),
  ),
);

const read = (text: string, of = fields) => {
  const { cells, unread } = readPastedTable(group, of, text);
  return { cells: Object.fromEntries(cells), unread: unread.map(({ text: line, reason }) => [line, reason]) };
};
const whole = {
  ...{ 'all-share': '6,76', 'all-count': '1 827' },
  ...{ 'doctors-share': '0,9', 'doctors-count': '12' },
  ...{ 'nurses-share': '7', 'nurses-count': 'ei tietoa' },
};

describe('rows pasted into a table', () => {
  it.each([
    [
      'with names and heading',
      '\tOsuus, %\tHenkilöitä\na. Koko henkilöstö\t6,76\t1 827\nb. Lääkärit\t0,9\t12\nc. Sairaanhoitajat\t7\tei tietoa',
    ],
    [
      'whose heading a client has trimmed',
      'Osuus, %\tHenkilöitä\na. Koko henkilöstö\t6,76\t1 827\nb. Lääkärit\t0,9\t12\nc. Sairaanhoitajat\t7\tei tietoa',
    ],
    [
      'with the names in another order and case, without their letters',
      'LÄÄKÄRIT\t0,9\t12\r\nsairaanhoitajat \t7\tei tietoa\r\nKoko  henkilöstö\t6,76\t1 827\r\n',
    ],
    [
      'with the columns in another order',
      'Ryhmä\tHenkilöitä\tOsuus, %\nKoko henkilöstö\t1 827\t6,76\nLääkärit\t12\t0,9\nSairaanhoitajat\tei tietoa\t7',
    ],
    [
      'in another language',
      'Group\tShare, %\tPersons\nAll personnel\t6,76\t1 827\nDoctors\t0,9\t12\nNurses\t7\tei tietoa',
    ],
    ['without names, one line for each row', '6,76\t1 827\n0,9\t12\n7\tei tietoa'],
    ['with the quotes of a spreadsheet', '"6,76"\t"1 827"\n0,9\t12\n7\t"ei tietoa"'],
  ])('%s fill it', (_, text) => {
    expect(read(text)).toEqual({ cells: whole, unread: [] });
  });

  it('leave a cell that is empty as it is', () => {
    expect(read('Lääkärit\t\t12').cells).toEqual({ 'doctors-count': '12' });
    expect(read('Koko henkilöstö\t6,76\t1\nLääkärit\t0,9').cells).toEqual({
      ...{ 'all-share': '6,76', 'all-count': '1', 'doctors-share': '0,9' },
    });
  });

  it('take one column that the heading names', () => {
    expect(read('\tHenkilöitä\nLääkärit\t12')).toEqual({ cells: { 'doctors-count': '12' }, unread: [] });
  });

  it.each<[name: string, text: string, cells: object, unread: readonly (readonly string[])[]]>([
    [
      'a row of another name',
      'Lääkärit\t1\t2\nYhteensä\t3\t4',
      { 'doctors-share': '1', 'doctors-count': '2' },
      [['Yhteensä · 3 · 4', 'row']],
    ],
    [
      'a second line for a row',
      'Lääkärit\t1\t2\nLääkärit\t3\t4',
      { 'doctors-share': '1', 'doctors-count': '2' },
      [['Lääkärit · 3 · 4', 'twice']],
    ],
    [
      'a column of another name',
      '\tHenkilöitä\tViime vuonna\nLääkärit\t12\t11',
      { 'doctors-count': '12' },
      [['Viime vuonna', 'heading']],
    ],
    [
      'fewer columns without a heading',
      'Lääkärit\t12\nSairaanhoitajat\t7',
      {},
      [
        ['Lääkärit · 12', 'columns'],
        ['Sairaanhoitajat · 7', 'columns'],
      ],
    ],
    ['more columns without a heading', 'Lääkärit\t1\t2\t3', {}, [['Lääkärit · 1 · 2 · 3', 'columns']]],
    [
      'fewer lines without names',
      '1\t2\n3\t4',
      {},
      [
        ['1 · 2', 'rows'],
        ['3 · 4', 'rows'],
      ],
    ],
    ['text without tabs', 'Lääkärit 12 34', {}, [['Lääkärit 12 34', 'columns']]],
  ])('are not guessed: %s', (_, text, cells, unread) => {
    expect(read(text)).toEqual({ cells, unread });
  });

  it('fill only what is on the card', () => {
    const some = fields.filter(({ row }) => row !== 'nurses');
    expect(read('Lääkärit\t1\t2\nSairaanhoitajat\t3\t4', some)).toEqual({
      cells: { 'doctors-share': '1', 'doctors-count': '2' },
      unread: [['Sairaanhoitajat · 3 · 4', 'row']],
    });
  });

  it('give nothing for nothing', () => {
    expect(read(' \n\t\n')).toEqual({ cells: {}, unread: [] });
  });
});
