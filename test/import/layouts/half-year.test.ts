import { describe, expect, it } from '@jest/globals';
import { halfYearSheets, reported, seed } from '../county-files';
import { readSheets, shown } from '../read-text-table';
import { type FileRow, merged } from '../workbook-file';

const sv = ['Mål', 'Mätare', 'Åtgärder', 'Uppföljning 1-6/24'];
const fi = ['Tavoite', 'Mittarit max. 3', 'Toimenpiteet', 'Seuranta 1-6/2024'];

/** The measures of one cell: name, kind, unit, where they start and where they go. */
async function measures(cell: string): Promise<unknown[][]> {
  const { goals } = await readSheets({ 'Enhet sv': [sv, ['Mål ett', cell, null, null]] });
  return goals[0]!.fields
    .slice(0, -1)
    .map(({ label, kind, unit, baseline, targets: [target] }) => [
      ...[label.sv ?? label.fi, kind, unit?.sv, baseline?.value, target?.value ?? target?.comparator],
    ]);
}

describe('a file of a half-year follow-up', () => {
  it('is read as the seed programme has it: 24 goals of 8 units in two languages', async () => {
    const source = seed('half-year-follow-up');
    const { layout, headings, goals, problems } = await readSheets(halfYearSheets(source));
    expect([layout, goals.length, problems]).toEqual(['half-year', 24, []]);
    expect(headings).toEqual([{ sv: 'Enhet', fi: 'Yksikkö', en: 'Unit' }]);
    const told = (text: { sv?: string | undefined; fi?: string | undefined }) => [text.sv, text.fi];
    const names = (
      register: readonly Pick<(typeof goals)[number], 'title' | 'unit' | 'headings' | 'actions'>[],
    ) =>
      register.map(({ title, unit, headings: levels, actions }) => [
        told(title),
        told(unit!),
        levels.map(told),
        actions.map(told),
      ]);
    expect(names(goals)).toEqual(names(source.goals));
  });

  it('has the 40 measures of the seeds, their units, baselines and targets to the last figure', async () => {
    const source = seed('half-year-follow-up');
    const { goals } = await readSheets(halfYearSheets(source));
    const figures = (fields: (typeof goals)[number]['fields']) =>
      fields
        .filter(({ role }) => role === 'measure')
        .map(({ label, kind, baseline, targets, min, max }) => [
          ...[label.sv, label.fi, kind, min, max, baseline],
          targets.map(({ raw, value, comparator }) => [raw, value, comparator]),
        ]);
    const expected = source.goals.map(({ fields }) =>
      // The seeds say that the law's staffing is a least one; the document does not.
      figures(fields as never).map(
        (each) => JSON.parse(JSON.stringify(each).replace(',"at-least"', ',null')) as unknown,
      ),
    );
    const read = goals.map(({ fields }) =>
      figures(fields).map((each) => JSON.parse(JSON.stringify(each)) as unknown),
    );
    expect(read.flat()).toHaveLength(40);
    expect(
      read.map((each) => each.map((one) => JSON.stringify(one).replaceAll(/ \(.*?\)(?=")/g, ''))),
    ).toEqual(
      expected.map((each) => each.map((one) => JSON.stringify(one).replaceAll(/ \(.*?\)(?=")/g, ''))),
    );
  });

  it('has a follow-up in each language as its answer', async () => {
    const source = seed('half-year-follow-up');
    const { goals } = await readSheets(halfYearSheets(source));
    const texts = goals.map(({ fields }) =>
      fields.flatMap(({ role, language, answer }) => (role === 'narrative' ? [[language, answer]] : [])),
    );
    expect(texts).toEqual(
      source.goals.map((goal) =>
        goal.fields
          .filter(({ role }) => role === 'narrative')
          .map((field) => [field.language, reported(source, goal, field)]),
      ),
    );
  });

  it.each<[string, unknown[][]]>([
    ['Användare (pers.): Utgångsläge 40.0, Mål 100.0', [['Användare', 'number', 'pers.', 40, 100]]],
    ['Användare (pers.):\nUtgångsläge 40.0,\nMål\n100.0', [['Användare', 'number', 'pers.', 40, 100]]],
    [
      'Förhållandet (%) :\n\nUtgångsläge 100.0,\n\nMål 100.0',
      [['Förhållandet', 'percent', undefined, 100, 100]],
    ],
    [
      'Krav på täthet\nUtgångsläge 100.0\nMålsättning100.0',
      [['Krav på täthet', 'number', undefined, 100, 100]],
    ],
    [
      'Tidsfrister\nUtgångsläge <3 månader\nMålsättning < 3månader',
      [['Tidsfrister', 'number', 'månader', 3, 3]],
    ],
    ['NPS-resultat: Utgångsläge -\n10.0, Mål 0.0', [['NPS-resultat', 'number', undefined, -10, 0]]],
    [
      'Genomförda åtgärder,\n%: Utgångsläge 0.0,\nMålsättning100.0',
      [['Genomförda åtgärder', 'percent', undefined, 0, 100]],
    ],
    ['Roidu: Utgångsläge/ 50.0, Mål\n60.0', [['Roidu', 'number', undefined, 50, 60]]],
    [
      'Förlossningar:\nUtgångsläge 1,000.0, Mål 1,100.0',
      [['Förlossningar', 'number', undefined, 1000, 1100]],
    ],
    ['eNPS: Mål 6', [['eNPS', 'number', undefined, undefined, 6]]],
    [
      'Beläggning (%): Utgångsläge 95,5 %, Mål 98–100 %',
      [['Beläggning', 'percent', undefined, 95.5, 'range']],
    ],
    ['Kostnader (€/dygn): Utgångsläge 1 200, Mål 950', [['Kostnader', 'money', '€/dygn', 1200, 950]]],
    [
      '35 procent på distans: Utgångspunkt 0.0, Mål 35.0',
      [['35 procent på distans', 'percent', undefined, 0, 35]],
    ],
    ['Klar (ja/nej): Utgångsläge 0, Mål 1', [['Klar', 'yes-no', undefined, 0, 1]]],
    ['Nivå (0=ingen, 1=någon, 2=stor): Utgångsläge 0.0, Mål 2.0', [['Nivå', 'scale', undefined, 0, 2]]],
    [
      'Målen nås i tid: Utgångsläge 80.0, Mål 100.0\nKostnader minskar: Utgångspunkt\n100.0, Mål 70.0\n\nTidsfrister',
      [
        ['Målen nås i tid', 'number', undefined, 80, 100],
        ['Kostnader minskar', 'number', undefined, 100, 70],
        ['Tidsfrister', 'number', undefined, undefined, undefined],
      ],
    ],
    [
      'Koulutuspäivät: Lähtö 80.0,Tavoite 40.0\nTavoitekeskustelut (kpl): Lähtötaso 5, Tavoitearvo 9',
      [
        ['Koulutuspäivät', 'number', undefined, 80, 40],
        ['Tavoitekeskustelut', 'number', 'kpl', 5, 9],
      ],
    ],
  ])('reads %j', async (cell, expected) => {
    expect(await measures(cell)).toEqual(expected);
  });

  it('collects a text without baseline and target and does not judge it', async () => {
    const register = await readSheets({ 'Enhet sv': [sv, ['Mål', 'Väntetid 2,55 mån', null, null]] });
    expect(register.goals[0]!.fields[0]).toMatchObject({ required: false, targets: [] });
    expect(register.goals[0]!.fields[0]!.role).toBeUndefined();
    expect(shown(register)).toEqual(['warning target-missing B2']);
  });

  it('names the unit by the title above a table, and goes on with goals whose cell is merged or blank', async () => {
    const { goals } = await readSheets({
      Blad1: [
        ['Kund- och resurscenter – Asiakas- ja resurssikeskus'],
        [],
        sv,
        [merged('Digitala verktyg\ninförs', 2), 'A: Mål 1', 'Ett', 'Första.'],
        [null, 'B: Mål 2', 'Två', null],
        ['Ekonomi', 'C: Mål 3', null, null],
        [null, 'D: Mål 4', null, 'Andra.'],
        [],
        fi,
        ['Digivälineet', 'A: Tavoite 1\n\nB: Tavoite 2', 'Yksi\n\nKaksi', 'Ensimmäinen.'],
        ['Talous', 'C: Tavoite 3\nD: Tavoite 4', null, null],
      ],
    });
    expect(goals.map(({ title, unit }) => [title, unit])).toEqual([
      [
        { sv: 'Digitala verktyg införs', fi: 'Digivälineet' },
        { sv: 'Kund- och resurscenter', fi: 'Asiakas- ja resurssikeskus' },
      ],
      [
        { sv: 'Ekonomi', fi: 'Talous' },
        { sv: 'Kund- och resurscenter', fi: 'Asiakas- ja resurssikeskus' },
      ],
    ]);
    expect(goals[0]!.actions).toEqual([
      { sv: 'Ett', fi: 'Yksi' },
      { sv: 'Två', fi: 'Kaksi' },
    ]);
    expect(
      goals.map(({ fields }) => fields.map(({ label, place }) => [label.sv, label.fi, place.row])),
    ).toEqual([
      [
        ...[
          ['A', 'A', 4],
          ['B', 'B', 5],
        ],
        ...[
          ['Uppföljning', 'Seuranta', 4],
          ['Uppföljning', 'Seuranta', 10],
        ],
      ],
      [
        ...[
          ['C', 'C', 6],
          ['D', 'D', 7],
        ],
        ...[
          ['Uppföljning', 'Seuranta', 6],
          ['Uppföljning', 'Seuranta', 11],
        ],
      ],
    ]);
    expect(goals[1]!.fields[2]!.answer).toBe('Andra.');
  });

  it.each<[string, FileRow[], string[]]>([
    ['goals', [['Yksi', 'A: Tavoite 1', null, null]], ['error goals-unpaired A2', 'error goals-unpaired A3']],
    [
      'measures',
      [
        ['Yksi', 'A: Tavoite 1\nB: Tavoite 2', null, null],
        ['Kaksi', 'B: Tavoite 2', null, null],
      ],
      ['warning measures-unpaired A2'],
    ],
    [
      'actions',
      [
        ['Yksi', 'A: Tavoite 1', 'Teko', null],
        ['Kaksi', 'B: Tavoite 2', null, null],
      ],
      ['warning actions-unpaired A2'],
    ],
    [
      'figures',
      [
        ['Yksi', 'A: Tavoite 1', null, null],
        ['Kaksi', 'B: Tavoite 20', null, null],
      ],
      ['warning figures-differ B3'],
    ],
  ])('does not guess where the languages have different %s', async (_what, rows, expected) => {
    const register = await readSheets({
      'Enhet sv': [sv, ['Ett', 'A: Mål 1', null, null], ['Två', 'B: Mål 2', null, null]],
      'Yksikkö fi': [fi, ...rows],
    });
    expect(shown(register)).toEqual(expected);
    expect(register.goals[0]!.title.sv).toBe('Ett');
  });

  it('does not guess where one language has more units', async () => {
    const goal = ['Ett', 'A: Mål 1', null, null];
    const register = await readSheets({
      'A sv': [sv, goal],
      'B sv': [sv, goal],
      'A fi': [fi, ['Yksi', null, null, null]],
    });
    expect(shown(register)).toEqual([
      'error units-unpaired A2',
      'error units-unpaired A2',
      'error units-unpaired A2',
    ]);
    expect(register.goals.map(({ title }) => title)).toEqual([{ sv: 'Ett' }, { sv: 'Ett' }, { fi: 'Yksi' }]);
  });

  it('is read in one language alone', async () => {
    const { goals, problems } = await readSheets({
      Talous: [fi, ['Tasapaino', 'Kulut (%): Lähtö 5.0, Tavoite 4,8', 'Seuranta kuukausittain', 'Hyvin.']],
    });
    expect(problems).toEqual([]);
    expect(goals).toMatchObject([
      { title: { fi: 'Tasapaino' }, unit: { fi: 'Talous' }, actions: [{ fi: 'Seuranta kuukausittain' }] },
    ]);
  });
});
