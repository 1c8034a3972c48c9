import { describe, expect, it } from '@jest/globals';
import { sideOf } from '../../../src/goals/judging/target-side';
import { reported, seed, strategicSheets } from '../county-files';
import { fieldsShown, readRows, readSheets, shown } from '../read-text-table';
import { merged, percentage } from '../workbook-file';

const head = [
  'Strateginen painopiste',
  'Tavoite (valtuustotason sitova) 2025',
  'KPI-mittari',
  'Vastuutaho (toimialataso)',
];
const taskHead = ['Tavoite', 'Päätehtävät', 'Vastuuhenkilö', 'Kuvaus', 'Tilanne'];

describe('a file of strategic goals', () => {
  it('is read as the seed programme has it: 22 goals with their focus, tasks, persons and percentages', async () => {
    const source = seed('strategic-goals');
    const { layout, goals, problems } = await readSheets(strategicSheets(source));
    expect([layout, goals.length]).toEqual(['strategic-goals', 22]);
    const others = problems.filter(({ code }) => code !== 'target-unclear');
    expect(others.map(({ code, value }) => [code, value])).toEqual([
      ['figure-unused', '72 h'],
      ['figure-unused', '0,5'],
    ]);
    const finnish = (texts: readonly { fi?: string | undefined }[]) => texts.map(({ fi }) => fi);
    expect(goals.map(({ title, headings, unit }) => [title.fi, finnish(headings), unit?.fi])).toEqual(
      source.goals.map(({ title, headings, unit }) => [title.fi, finnish(headings), unit?.fi]),
    );
    expect(
      goals.map(({ groups }) =>
        groups.map(({ kind, label, description, ownersText }) => [
          kind,
          label.fi,
          description?.fi,
          ownersText,
        ]),
      ),
    ).toEqual(
      source.goals.map(({ groups }) =>
        groups.map(({ kind, label, description, owners }) => [
          kind,
          label.fi,
          description?.fi,
          owners.join(', '),
        ]),
      ),
    );
  });

  it('asks each task for its progress and state, and the goal for its summary last', async () => {
    const source = seed('strategic-goals');
    const { goals } = await readSheets(strategicSheets(source));
    const ofTasks = (
      fields: readonly {
        group?: string | undefined;
        kind: string;
        role?: string | undefined;
        min?: number | undefined;
        max?: number | undefined;
        required: boolean;
      }[],
    ) =>
      fields
        .filter(({ group }) => group)
        .map(({ group, kind, role, min, max, required }) => [group, kind, role, min, max, required]);
    expect(goals.map(({ fields }) => ofTasks(fields))).toEqual(
      source.goals.map(({ fields }) => ofTasks(fields)),
    );
    for (const { fields } of goals)
      expect(fields.at(-1)).toMatchObject({ kind: 'text', role: 'narrative', maxLength: 2000 });
    const progress = goals.map(({ fields }) =>
      fields.filter(({ role }) => role === 'progress').map(({ answer }) => answer),
    );
    expect(progress).toEqual(
      source.goals.map((goal) =>
        goal.fields
          .filter(({ role }) => role === 'progress')
          .map((field) => reported(source, goal, field) ?? 'Ei mittaria'),
      ),
    );
  });

  it('has the targets of the seeds wherever an indicator states one', async () => {
    const source = seed('strategic-goals');
    const { goals } = await readSheets(strategicSheets(source));
    const values = (fields: readonly { targets: readonly { value?: number | undefined }[] }[]) =>
      fields.flatMap(({ targets }) => targets.map(({ value }) => value));
    const differing = source.goals.filter(
      (goal, index) => !values(goal.fields).every((value) => values(goals[index]!.fields).includes(value)),
    );
    // Said in words, or without a comparator and a unit: "kahden arkipäivän kuluessa", "0,5".
    const inWords = ['1.6', '4.2'];
    // By how much something is to change: "kasvavat 20 %", "vähenee 10 %", "vähentyneet 2".
    const changes = ['1.1', '1.5', '2.1'];
    expect(differing.map(({ code }) => code)).toEqual([...inWords, ...changes].sort());
  });

  it('names the KPIs that are told in words as the seeds do', async () => {
    const source = seed('strategic-goals');
    const { goals } = await readSheets(strategicSheets(source));
    const told = (fields: readonly { role?: string | undefined; label: { fi?: string | undefined } }[]) =>
      fields.flatMap(({ role, label }) => (role === undefined ? [label.fi!.toLowerCase()] : []));
    const pairs = source.goals.map(({ code, fields }, index) => ({
      code,
      seeded: told(fields).join('\n'),
      read: told(goals[index]!.fields).join('\n'),
    }));
    const codesOf = (some: typeof pairs) => some.map(({ code }) => code);
    const inWords = pairs.filter(({ seeded }) => seeded !== '');
    expect(codesOf(inWords.filter(({ seeded, read }) => seeded === read))).toEqual([
      ...['1.1', '1.3', '1.7', '2.1', '2.2', '2.3', '2.4', '3.2', '4.7'],
    ]);
    // The seeds know that 1.2's second KPI is a delay.
    expect(codesOf(inWords.filter(({ seeded, read }) => seeded !== read))).toEqual(['1.2']);
  });

  it('leaves open which side of a bare target is good, where the seeds know it from the goal', async () => {
    const source = seed('strategic-goals');
    const { goals } = await readSheets(strategicSheets(source));
    const open = goals.flatMap(({ fields }, index) =>
      fields.flatMap(({ targets, baseline, direction }) =>
        targets
          .filter(
            (target) =>
              sideOf({ ...(baseline && { baseline }), ...(direction && { direction }) }, target) ===
              undefined,
          )
          .map(({ value }) => `${source.goals[index]!.code}: ${value}`),
      ),
    );
    expect(open).toEqual([
      // Changes, which no value is a level of.
      ...['1.1: undefined', '1.5: undefined'],
      '1.6: 100',
      '1.7: 50',
      '2.1: undefined',
      '2.3: 80',
      '3.1: 100',
      '3.4: 10',
      '4.5: 96',
    ]);
  });

  it('cuts a focus into the focus and its sub-focuses, and measures by targets of goal and indicator', async () => {
    const { goals, headings } = await readRows([
      head,
      [
        'Autamme polulle\n- Etulinja kuntoon (teema)\n- Palvelupolut\nkevyemmiksi',
        'Palaavien osuus on alle 5 %',
        'Asiakaskokemus\nNPS > 60',
        'Terveyspalvelut',
      ],
      ['Onnistumme', 'Työpöydät ovat käytössä', null, 'Talous'],
    ]);
    expect(headings.map(({ fi }) => fi)).toEqual(['Strateginen painopiste', 'Painopisteen osa-alue']);
    expect(goals.map((goal) => goal.headings.map(({ fi }) => fi))).toEqual([
      ['Autamme polulle', 'Etulinja kuntoon (teema); Palvelupolut kevyemmiksi'],
      ['Onnistumme'],
    ]);
    expect(fieldsShown(goals[0]!)).toEqual([
      'percent measure below 5',
      'number measure above 60',
      'text',
      'text narrative',
    ]);
    expect(goals[0]!.fields[1]!.label).toEqual({ fi: 'NPS' });
    expect(goals[0]!.fields[2]!.label.fi).toBe('Mittarin tilanne: Asiakaskokemus');
    expect(fieldsShown(goals[1]!)).toEqual(['text narrative']);
    expect(goals[0]).toMatchObject({ unit: { fi: 'Terveyspalvelut' }, ownersText: 'Terveyspalvelut' });
  });

  it('takes percentage and state of a task from one cell or two, and a missing measure as what was said', async () => {
    const { goals } = await readSheets({
      Tavoitteet: [head, ['Painopiste', 'Tavoite yksi.', 'Kokemus', 'Talous']],
      Tehtävät: [
        taskHead,
        [merged('tavoite  yksi', 4), 'A', 'Aino Aalto, Bo Berg', 'Kuvaus', percentage(0.9)],
        [null, 'B', 'aluejohtajat', null, 'Ei mittaria'],
        [null, 'C', null, null, 'Työ edistyy\nsuunnitellusti'],
        [null, 'D', 'Cia Dahl', null, '55 %\nTyö ei etene, tarvitaan tukea'],
      ],
    });
    expect(goals[0]!.groups.map(({ id, ownersText }) => [id, ownersText])).toEqual([
      ['task1', 'Aino Aalto, Bo Berg'],
      ['task2', 'aluejohtajat'],
      ['task3', undefined],
      ['task4', 'Cia Dahl'],
    ]);
    expect(fieldsShown(goals[0]!).slice(1, -1)).toEqual([
      ...['percent progress = 90 %', 'work-state state'],
      ...['percent progress = Ei mittaria', 'work-state state'],
      ...['percent progress', 'work-state state = Työ edistyy suunnitellusti'],
      ...['percent progress = 55 %', 'work-state state = Työ ei etene, tarvitaan tukea'],
    ]);
  });

  it('does not guess which goal a task belongs to', async () => {
    const register = await readSheets({
      Tavoitteet: [head, ['P', 'Sama', 'K', 'T'], ['P', 'Sama', 'K', 'T']],
      Tehtävät: [taskHead, ['Sama', 'A', 'Aino', null, '5 %'], ['Muu', 'B', 'Bo', null, '6 %']],
    });
    expect(shown(register)).toEqual(['error task-goal-unclear B2', 'error task-goal-unknown B3']);
    expect(register.goals.map(({ groups }) => groups)).toEqual([[], []]);
  });
});
