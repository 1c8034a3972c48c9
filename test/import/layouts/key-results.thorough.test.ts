import { describe, expect, it } from '@jest/globals';
import { type Field } from '../../../src/goals/schema';
import { readRegister } from '../../../src/import/read-register';
import { keyResultSheets, reported, seed } from '../county-files';
import { fieldsShown, readRows, readSheets, shown } from '../read-text-table';
import { type FileCell, merged, percentage, withError, workbookFile } from '../workbook-file';

const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];

/** The fields of one key result. */
async function fieldsOf(text: string, figure: FileCell): Promise<string[]> {
  const { goals } = await readRows([head, ['Ikäihmiset', 'Kotihoito', 'Tuottavuus', text, figure]]);
  return fieldsShown(goals[0]!);
}

describe('a file of key results', () => {
  it('is read as the seed programme has it: 57 goals, and every figure', async () => {
    const source = seed('productivity-key-results');
    const { layout, headings, goals, problems } = await readSheets(keyResultSheets(source));
    expect([layout, goals.length]).toEqual(['key-results', 57]);
    expect(headings).toEqual([{ fi: 'Toimiala' }, { fi: 'Tulosalue' }, { fi: 'Tavoite' }]);
    expect(goals.map((goal) => goal.headings.map(({ fi }) => fi))).toEqual(
      source.goals.map((goal) => goal.headings.map(({ fi }) => fi)),
    );
    expect(goals.map(({ unit }) => unit?.fi)).toEqual(source.goals.map(({ unit }) => unit?.fi));
    const answers = goals.map(({ fields }) => fields.map(({ answer }) => answer).find(Boolean));
    expect(answers).toEqual(
      source.goals.map((goal) => goal.fields.flatMap((field) => reported(source, goal, field) ?? [])[0]),
    );
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(57 - source.replies.replies.length);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has the fields, roles and targets of the seeds, but for texts that do not say what their figure is', async () => {
    const source = seed('productivity-key-results');
    const { goals } = await readSheets(keyResultSheets(source));
    const judged = ({ kind, role, required, baseline, targets, direction }: Omit<Field, 'id' | 'owners'>) => [
      ...[kind, role, required, baseline, direction],
      targets.map(({ value, low, high, comparator }) => [value, low, high, comparator]),
    ];
    const differing = source.goals.filter(
      (goal, index) =>
        JSON.stringify(goals[index]!.fields.map(judged)) !== JSON.stringify(goal.fields.map(judged)),
    );
    expect(differing.map(({ code }) => code)).toEqual([
      // "6 %", "100 %" and "90 %" alone do not say which side is good; the seeds do.
      ...['ASU-1', 'ASU-3'],
      // No target to be judged by; the seeds say that less is better.
      'TAL-1',
      // Read as a target of so many per cent, with a warning: the list says nowhere that the figure is a confidence.
      'TIE-1',
      // As TAL-1; and a number from 0 to 100 without a target in the text is read as a confidence.
      ...['TAL-4', 'TAL-5'],
      // "Reduce … by 5–10 %" is a change, which no value is a level of.
      'KEH-2',
      ...['RAH-7', 'RAH-8'],
      // "Decreases by 8 %" is a change.
      'ESH-2',
      ...['MIE-1', 'MIE-3'],
    ]);
  });

  it.each<[string, 'up' | 'down' | undefined]>([
    ['Digipalvelujen osuus nostetaan 37 %:iin', 'up'],
    ['Käyntien osuus kasvaa ad 100 %', 'up'],
    ['Poissaolot vähenevät 4 %:iin', 'down'],
    ['Kulut laskevat ja osuus nousee 37 %:iin', undefined],
    ['Peittävyystavoite 6 %', undefined],
    ['Peittävyys enintään 6 %', 'down'],
  ])('takes the direction from the words of "%s": %s', async (text, direction) => {
    const { goals } = await readRows([head, ['A', 'B', 'C', text, 7]]);
    expect(goals[0]!.fields.map((field) => [field.role, field.direction])).toEqual([['measure', direction]]);
  });

  it.each<[string, FileCell, string[]]>([
    ['Peittävyystavoite 6 % vuoden loppuun mennessä', 6.76, ['percent measure 6 = 6,76']],
    ['Käyttöaste 98–100% vuoden aikana', 99, ['percent measure range 98–100 = 99']],
    ['Vuorokausihinta on alle 190 e/vrk', 180, ['money measure below 190 = 180']],
    ['Hinta enintään 1 095 euroa', 1113, ['money measure at-most 1095 = 1113']],
    ['Kuormitus (lh 80 % ja sh 60 %)', 68, ['percent measure 80 60 = 68']],
    [
      'Palveluaika paremmin kuin nykytasolla (nykytaso 8 %)',
      6,
      ['percent measure paremmin kuin nykytasolla = 6'],
    ],
    ['Osuus alle kansallisen keskitason 1,6 %', '1,4', ['percent measure below 1.6 = 1,4']],
    ['Digipalvelujen osuus nousee 37 %:iin', 43, ['percent measure 37 = 43']],
    ['Viivästyskorot pienenevät', -51, ['number measure = -51']],
    ['Erääntyneiden laskujen määrä', 1827, ['number measure = 1827']],
    ['Prosessin kesto lyhenee 20 %', 0, ['percent confidence = 0']],
    ['Puhelinpalvelu on käytössä', percentage(0.9), ['percent confidence = 90 %']],
    ['Kartoitus tehty', null, ['percent confidence']],
    ['Kartoitus tehty', 'Ei mittaria', ['percent confidence = Ei mittaria']],
    ['Kustannuspaikat käytössä (Kyllä/Ei)', 90, ['yes-no measure = 90']],
    ['Kustannuspaikat käytössä (K/E)', 'Kyllä', ['yes-no measure = Kyllä']],
    ['Kustannuspaikat käytössä (K/E)', null, ['yes-no measure']],
    ['Kustannuspaikat käytössä', true, ['yes-no measure = true']],
    // A change is no level that a value could be compared with.
    ['Palvelut vähenevät 5–10 %', 5, ['percent confidence = 5']],
    ['Käyttöaste kasvaa 98–100 %:iin', 99, ['percent measure range 98–100 = 99']],
    ['Osuus 0,9', 0.9, ['percent confidence = 0,9']],
  ])('reads "%s" with %p', async (text, figure, fields) => {
    expect(await fieldsOf(text, figure)).toEqual(fields);
  });

  it('labels two targets of one row, and leaves two units in one row to people', async () => {
    const { goals, problems } = await readRows([
      head,
      ['A', 'B', 'C', 'Kuormitus (lh 80 % ja sh 60 %)', 68],
      ['A', 'B', 'C', 'Kattavuus 80 %, investoinnit yli 200 000 €', 20],
    ]);
    expect(goals[0]!.fields[0]!.targets.map(({ label }) => label)).toEqual([{ fi: 'lh' }, { fi: 'sh' }]);
    expect(fieldsShown(goals[1]!)).toEqual(['percent confidence = 20']);
    expect(problems.map(({ code, place }) => [code, place.row])).toEqual([
      ['target-bare', 2],
      ['target-unclear', 3],
    ]);
  });

  it('keeps a figure where yes or no is asked for, and says that nobody can judge it', async () => {
    const asked = (figure: FileCell): FileCell[] => ['A', 'B', 'C', 'Kustannuspaikat käytössä (K/E)', figure];
    const register = await readRows([head, ...[50, 'Ei', 1, 0.75, 'Ei mittaria', null].map(asked)]);
    expect(shown(register)).toEqual(['warning answer-unread E2']);
    expect(register.goals.map(({ fields }) => fields.map(({ answer }) => answer))).toEqual([
      ...[['50'], ['Ei'], ['1'], ['0,75'], ['Ei mittaria'], [undefined]],
    ]);
  });

  it('takes the headings of merged and of blank cells from above, but not below another division', async () => {
    const { goals, problems } = await readRows([
      ['Tuottavuus turvaa palvelut'],
      ['TOIMIALA ', 'Tulos-\nalue', 'Avaintulos *', 'Tavoite 1)', 'Luottavaisuusarvio\n(Q3 2025)'],
      [merged('Ikäihmiset', 2), 'Kotihoito', 'Yksi', 'Sama tavoite', 1],
      [null, null, 'Kaksi', null, 2],
      ['Pelastus', null, 'Kolme', 'Toinen', 3],
    ]);
    expect(goals.map(({ title, headings }) => [title.fi, ...headings.map(({ fi }) => fi)])).toEqual([
      ['Yksi', 'Ikäihmiset', 'Kotihoito', 'Sama tavoite'],
      ['Kaksi', 'Ikäihmiset', 'Kotihoito', 'Sama tavoite'],
      ['Kolme', 'Pelastus', 'Toinen'],
    ]);
    expect(problems).toMatchObject([
      { severity: 'error', code: 'heading-missing', place: { sheet: 'Taulukko', row: 5, column: 'B' } },
    ]);
  });

  it('goes on after headings that are repeated on each page, and takes persons and codes where there are some', async () => {
    const wide = [...head, 'Vastuuhenkilöt', 'Tunnus'];
    const row = (title: string, code: string) => ['A', 'B', 'C', title, 5, 'Aino Aalto, Bo Berg', code];
    const { goals } = await readRows([wide, row('Yksi', 'A1'), [], wide, row('Kaksi', 'A2')]);
    expect(goals.map(({ code, ownersText }) => [code, ownersText])).toEqual([
      ['A1', 'Aino Aalto, Bo Berg'],
      ['A2', 'Aino Aalto, Bo Berg'],
    ]);
  });

  it('is known in Swedish too', async () => {
    const { layout, goals, headings } = await readRows([
      ['Sektor', 'Resultatområde', 'Mål', 'Nyckelresultat', 'Konfidensbedömning'],
      ['Räddning', 'Akutvård', 'Effektivitet', 'Andelen är minst 60 %', 57.8],
    ]);
    expect(layout).toBe('key-results');
    expect(headings[1]).toEqual({ sv: 'Resultatområde' });
    expect(goals[0]).toMatchObject({ title: { sv: 'Andelen är minst 60 %' }, unit: { sv: 'Räddning' } });
    expect(fieldsShown(goals[0]!)).toEqual(['percent measure at-least 60 = 57,8']);
  });

  it('names the rows that have a figure and no text, a failed formula, or a figure that became a date', async () => {
    const file = await workbookFile({
      Taulukko: [
        head,
        ['A', 'B', 'C', null, 5],
        ['A', 'B', 'C', 'Yksi', new Date(Date.UTC(2024, 5, 6))],
        ['A', 'B', 'C', 'Kaksi', 7],
        ['A', 'B', 'C', 'Kolme', 8],
      ],
    });
    const spoilt = await withError(await withError(file, 'E4', '#REF!'), 'D5', '#NAME?');
    const register = await readRegister(spoilt, 'a.xlsx');
    expect(shown(register)).toEqual([
      'warning date-for-figure E3',
      'warning cell-error E4',
      'error cell-error D5',
      'error title-missing D2',
    ]);
    expect(register.goals.map(({ fields }) => fields[0]!.answer)).toEqual([undefined, undefined, '8']);
  });
});
