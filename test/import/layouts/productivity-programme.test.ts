import { describe, expect, it } from '@jest/globals';
import { productivitySheets, reported, seed } from '../county-files';
import { readRows, readSheets, shown } from '../read-text-table';
import { merged } from '../workbook-file';

const head = [
  ...['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi ja konkreettiset toimenpiteet'],
  ...['Projektin tila', 'Sanallinen kuvaus'],
];

describe('a file of a productivity programme', () => {
  it('is read as the seed programme has it: 77 measures, their codes, actions, states and descriptions', async () => {
    const source = seed('productivity-programme');
    const { layout, headings, goals, problems } = await readSheets(productivitySheets(source));
    expect([layout, goals.length, problems]).toEqual(['productivity-programme', 77, []]);
    expect(headings).toEqual([{ fi: 'Tuottavuuskärki' }, { fi: 'Tuottavuuskohde' }]);
    const finnish = (texts: readonly { fi?: string | undefined }[]) => texts.map(({ fi }) => fi);
    expect(
      goals.map(({ code, title, headings, actions }) => [
        code,
        title.fi,
        finnish(headings),
        finnish(actions),
      ]),
    ).toEqual(
      source.goals.map(({ code, title, headings, actions }) => [
        code,
        title.fi,
        finnish(headings),
        finnish(actions),
      ]),
    );
    const fields = goals.map((goal) =>
      goal.fields.map(({ kind, role, required, maxLength }) => [kind, role, required, maxLength]),
    );
    expect(fields).toEqual(
      source.goals.map((goal) =>
        goal.fields.map(({ kind, role, required, maxLength }) => [kind, role, required, maxLength]),
      ),
    );
    const states = source.programme.workStates;
    expect(goals.map((goal) => goal.fields.map(({ answer }) => answer))).toEqual(
      source.goals.map((goal) => {
        const [status, description] = goal.fields.map((field) => reported(source, goal, field));
        return [states.find(({ id }) => id === status)?.label.fi, description];
      }),
    );
    expect(
      goals.filter(({ fields: [status] }) => status!.answer === 'Ei prio 1 (ei käynnistetty vielä)'),
    ).toHaveLength(38);
  });

  it('makes the first sentence of a long measure its title, the rest its description, and bullets its actions', async () => {
    const { goals } = await readRows([
      head,
      [
        ...['1. Palvelurakenne', '2. Perustaso'],
        'a+c) Siirretään painopistettä kotihoitoon, mm. Sipoossa. Tavoitteena on 5–10 % lasku.\n\n' +
          '• Kotihoidon lisää-\nminen\n• Asumisen\n  keventäminen\n',
        'Käynnissä',
        'Kohta 1.1 c.\n\nToinen kappale.',
      ],
    ]);
    expect(goals[0]).toMatchObject({
      code: '1.2 a+c',
      title: { fi: 'Siirretään painopistettä kotihoitoon, mm. Sipoossa.' },
      description: { fi: 'Tavoitteena on 5–10 % lasku.' },
      actions: [{ fi: 'Kotihoidon lisääminen' }, { fi: 'Asumisen keventäminen' }],
      groups: [],
    });
    expect(goals[0]!.fields[1]).toMatchObject({ answer: 'Kohta 1.1 c.\n\nToinen kappale.' });
  });

  it('takes spearhead and target from merged cells, and a code of numbers that the target has already', async () => {
    const { goals } = await readRows([
      head,
      [merged('2. Ehkäisy', 3), merged('2.1 Painopiste', 2), 'a) Yksi', null, null],
      [null, null, 'b) Kaksi', null, null],
      [null, '2.2 Toinen', 'c) Kolme', null, null],
    ]);
    expect(goals.map(({ code, headings }) => [code, headings[1]!.fi])).toEqual([
      ['2.1 a', '2.1 Painopiste'],
      ['2.1 b', '2.1 Painopiste'],
      ['2.2 c', '2.2 Toinen'],
    ]);
  });

  it('names a code that two measures have, and a state without a measure', async () => {
    const register = await readRows([
      head,
      ['1. A', '1. B', 'a) Yksi', 'Valmis', null],
      [null, null, 'a) Kaksi', 'Valmis', null],
      [null, null, null, 'Valmis', null],
      [null, null, 'Kirjaimeton', 'Valmis', null],
    ]);
    expect(shown(register)).toEqual(['error title-missing C4', 'error code-repeated C3']);
    expect(register.problems[1]).toMatchObject({ details: { code: '1.1 a', row: '2' } });
    expect(register.goals.at(-1)!.code).toBe('1.1');
  });

  it('is known in Swedish too, with an owner column of its own', async () => {
    const { layout, goals } = await readRows([
      [
        'Produktivitetsspets',
        'Produktivitetsobjekt',
        'Produktivitetsmekanism och konkreta åtgärder',
        'Projektets läge',
        'Beskrivning i ord',
        'Ansvarig person',
      ],
      ['1. Servicestruktur', '1. Vårdkedjor', 'b) Ny modell', 'Framskrider enligt plan', 'Pågår', 'Eva Ek'],
    ]);
    expect(layout).toBe('productivity-programme');
    expect(goals[0]).toMatchObject({ code: '1.1 b', title: { sv: 'Ny modell' }, ownersText: 'Eva Ek' });
  });
});
