import {
  goalsPartition,
  loadGoals,
  loadRegister,
  readGoalRows,
  saveRegister,
} from '../../src/goals/register';
import { fieldSchema, type Goal } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { readAudit } from '../../src/audit/audit';
import { ConflictError, StorageError } from '../../src/errors';
import { type ImportedGoal, type ImportedRegister } from '../../src/import/table/imported';
import { importRegister, planName, planStoredImport } from '../../src/import/import-register';
import { omit } from '../../src/omit';
import { type ImportChoices } from '../../src/import/plan/plan';
import { savePeople } from '../../src/people/directory';
import { recordReply } from '../../src/replies/record-reply';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadReplies } from '../../src/replies/reply-store';
import { loadRequests, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { pendingMessages } from '../../src/outbox/message';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  collect,
  during,
  eachWithStore,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  text,
} from '../helpers/fixtures';
import { asImported, withGoals } from './as-imported';

const stored = eachWithStore();
const actor = { by: 'cli:root', way: 'cli' } as const;
const anna = 'anna@example.org';
const bo = 'bo@example.org';
const coordinator = 'coordinator@example.org';
const people = peopleOf([anna, bo, coordinator]);

const titles = [
  'Hoitoon pääsy nopeutuu',
  'Henkilöstö voi hyvin',
  'Talous on tasapainossa',
  'Palvelut ovat digitaalisia',
];
const goals = titles.map((title, at) =>
  goalWith(`g${at + 1}`, {
    code: `1.${at + 1}`,
    title: { fi: title, en: `Goal ${at + 1}` },
    owners: [at % 2 === 0 ? anna : bo],
    fields: [
      {
        id: 'days',
        kind: 'number',
        label: { fi: 'Odotusaika' },
        role: 'measure',
        targets: [{ raw: '14', value: 14 }],
      },
      text('story'),
    ],
  }),
);
const programme = programmeWith();
/** As a county's layout has it: without ids. */
const fileOf = (all: readonly Goal[] = goals) => asImported(programme, all, { layout: 'key-results' });

async function bring(file: ImportedRegister, choices: ImportChoices = {}, store: EntityStore = stored.store) {
  return importRegister(store, { programmeId: 'prog', file, choices }, actor, during);
}
const live = () => loadGoals(stored.store, 'prog');
const ids = async () => (await live()).map(({ id }) => id);
const version = async () => (await loadRegister(stored.store, 'prog'))!.programme.version;

/** Changes one goal of the file. */
function edited(
  at: number,
  change: (goal: ImportedGoal) => Partial<ImportedGoal>,
  file = fileOf(),
): ImportedRegister {
  return withGoals(file, (all) =>
    all.map((goal, index) => (index === at ? { ...goal, ...change(goal) } : goal)),
  );
}

beforeEach(async () => {
  await savePeople(stored.store, people);
  await saveRegister(stored.store, { programme, goals: [] });
});

describe('the first import', () => {
  it('brings every goal in the file’s order, with ids of its own', async () => {
    const { counts, plan } = await bring(fileOf());
    expect(counts).toEqual({ added: 4, changed: 0, revived: 0, retired: 0 });
    expect(plan.problems).toEqual([]);
    expect(await ids()).toEqual(['1-1', '1-2', '1-3', '1-4']);
    const [first] = await live();
    expect(first).toMatchObject({ code: '1.1', title: goals[0]!.title, owners: [anna] });
    expect(first!.fields.map(({ id }) => id)).toEqual(['odotusaika', 'narrative']);
    expect((await loadRegister(stored.store, 'prog'))!.programme).toMatchObject({
      version: 1,
      layout: 'key-results',
    });
  });

  it('writes nothing the second time', async () => {
    await bring(fileOf());
    const before = stored.now.dump();
    const { written, plan } = await bring(fileOf());
    expect(written).toBe(false);
    expect(plan.goals.every(({ what }) => what === 'unchanged')).toBe(true);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is told in the audit with its counts', async () => {
    await bring(fileOf());
    expect(await readAudit(stored.store, [goalsPartition('prog')])).toMatchObject([
      { what: 'register-imported', by: 'cli:root', to: { added: 4, retired: 0, version: 1 } },
    ]);
  });

  it('of a file without goals is refused', async () => {
    const before = stored.now.dump();
    await expect(bring({ ...fileOf(), goals: [] })).rejects.toEqual(refusal('no-goals'));
    expect(stored.now.dump()).toEqual(before);
  });

  it('of a hundred goals without codes numbers them, and finds them again', async () => {
    const many = Array.from({ length: 150 }, (_, at) =>
      goalWith(`x${at}`, {
        title: { fi: 'Sama tavoite' },
        fields: [{ id: 'a', kind: 'number', role: 'measure', label: { fi: `Avaintulos ${at}` } }],
      }),
    );
    const file = asImported(programme, many, { layout: 'key-results', codes: false });
    await bring(file);
    expect((await live()).map(({ code }) => code)).toEqual(many.map((_, at) => String(at + 1)));
    const before = stored.now.dump();
    await bring(file);
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('a later file', () => {
  beforeEach(() => saveRegister(stored.store, { programme, goals }));

  it('changes what it says otherwise and leaves the rest, ids and translations too', async () => {
    const file = edited(1, ({ fields: [first, ...rest] }) => ({
      fields: [{ ...first!, targets: [{ raw: '7', value: 7 }] }, ...rest],
    }));
    const { plan, counts } = await bring(
      withGoals(file, (all) => all.map((goal) => ({ ...goal, title: { fi: goal.title.fi! } }))),
    );
    expect(counts).toEqual({ added: 0, changed: 1, revived: 0, retired: 0 });
    expect(plan.goals[1]!.changes).toEqual([{ what: 'target', part: 'Odotusaika', from: '14', to: '7' }]);
    const [first, second] = await live();
    expect(first).toEqual(goals[0]);
    expect(second).toEqual({
      ...goals[1]!,
      changedIn: 2,
      fields: [{ ...goals[1]!.fields[0]!, targets: [{ raw: '7', value: 7 }] }, goals[1]!.fields[1]!],
    });
    expect(await version()).toBe(2);
  });

  it('that changes owners only gives the form no new version', async () => {
    await bring(edited(0, () => ({ ownersText: bo })));
    expect((await live())[0]).toEqual({ ...goals[0]!, owners: [bo] });
    expect(await version()).toBe(1);
    const entries = await readAudit(stored.store, [goalsPartition('prog')]);
    expect(entries.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toMatchObject([
      { what: 'goal-changed', goalId: 'g1', to: { what: 'changed' } },
      { what: 'owners-changed', goalId: 'g1', from: [anna], to: [bo] },
      { what: 'register-imported' },
    ]);
  });

  it('leaves owners as they are where it says nothing about them', async () => {
    const before = stored.now.dump();
    await bring(withGoals(fileOf(), (all) => all.map((goal) => omit(goal, 'ownersText'))));
    expect(stored.now.dump()).toEqual(before);
  });

  it('retires what is not in it, and brings it back with its id', async () => {
    const { plan } = await bring(fileOf(goals.slice(0, 3)));
    expect(plan.retired.map(({ goal }) => goal.id)).toEqual(['g4']);
    expect(await ids()).toEqual(['g1', 'g2', 'g3']);
    const [, , , gone] = await readGoalRows(stored.store, 'prog');
    expect(gone!.value).toMatchObject({
      goal: { id: 'g4' },
      retired: { by: 'cli:root', at: during.toISOString() },
    });
    const back = await bring(fileOf());
    expect(back.counts).toEqual({ added: 0, changed: 0, revived: 1, retired: 0 });
    expect(await live()).toEqual(goals);
  });

  it('never gives the id of a retired goal to another one', async () => {
    await bring(fileOf(goals.slice(0, 3)));
    await bring(fileOf([...goals.slice(0, 3), goalWith('x', { code: 'G4', title: { fi: 'Aivan muuta' } })]));
    expect(await ids()).toEqual(['g1', 'g2', 'g3', 'g4-2']);
  });

  it('may ask other respondents, and after other answers, where its layout says so', async () => {
    const [first, ...others] = goals;
    const choice = (id: string, label: string) => ({ id, label: { fi: label } });
    const options = [choice('kept', 'Toteutuu'), choice('late', 'Myöhässä')];
    const decisive = fieldSchema.parse({ ...text('state'), kind: 'single-choice', options });
    const before = { ...first!, fields: [decisive, ...first!.fields], respondents: ['hus'] };
    await saveRegister(stored.store, { programme, goals: [before, ...others] });
    // The option has another id in the file, but is the same by its words.
    const after = {
      ...before,
      respondents: ['hus', 'helsinki'],
      fields: [
        { ...decisive, options: [options[0]!, choice('delayed', 'Myöhässä')] },
        first!.fields[0]!,
        { ...first!.fields[1]!, askedWhen: { field: 'state', is: ['delayed'] } },
      ],
    };
    const { plan } = await bring(asImported(programme, [after, ...others]));
    expect(plan.problems).toEqual([]);
    expect(plan.goals[0]!.changes).toEqual([
      { what: 'respondents', from: 'hus', to: 'hus, helsinki' },
      { what: 'field', part: textIn(first!.fields[1]!.label, 'fi') },
    ]);
    const [changed] = await live();
    expect(changed).toMatchObject({ changedIn: 2, respondents: ['hus', 'helsinki'] });
    expect(changed!.fields[2]!.askedWhen).toEqual({ field: 'state', is: ['late'] });
    await bring(fileOf([after, ...others].map((goal) => omit(goal, 'respondents') as Goal)));
    expect((await live())[0]!.respondents).toEqual(['hus', 'helsinki']);
  });

  it('may change the order', async () => {
    const { plan } = await bring(fileOf([goals[3]!, goals[0]!, goals[1]!, goals[2]!]));
    expect(await ids()).toEqual(['g4', 'g1', 'g2', 'g3']);
    expect(plan.goals.map(({ changes }) => changes.length)).toEqual([1, 1, 0, 0]);
    expect(await version()).toBe(1);
  });

  it('may number its goals anew: the words decide', async () => {
    const added = goalWith('new', { code: '1.1', title: { fi: 'Aivan uusi tavoite ensimmäisenä' } });
    const file = fileOf([added, ...goals.map((goal, at) => ({ ...goal, code: `1.${at + 2}` }))]);
    const { counts } = await bring(file);
    expect(counts).toMatchObject({ added: 1, changed: 4, retired: 0 });
    expect(await ids()).toEqual(['1-1', 'g1', 'g2', 'g3', 'g4']);
  });

  it('may word a goal otherwise where the code stays', async () => {
    const { plan } = await bring(edited(0, () => ({ title: { fi: 'Kokonaan toisin sanottu tavoite' } })));
    expect(plan.goals[0]!.changes).toMatchObject([
      { what: 'title', from: titles[0], to: 'Kokonaan toisin sanottu tavoite' },
    ]);
    // A translation of other words would mislead.
    expect((await live())[0]!.title).toEqual({ fi: 'Kokonaan toisin sanottu tavoite' });
  });

  it('may write the same with other case, hyphens, spaces and footnote marks', async () => {
    const before = await ids();
    const codeless = (goal: ImportedGoal): ImportedGoal => ({
      ...omit(goal, 'code'),
      title: { fi: ` ${goal.title.fi!.toUpperCase()}¹ ` },
    });
    await bring(withGoals(fileOf(), (all) => all.map(codeless)));
    expect(await ids()).toEqual(before);
  });
});

describe('goals of the same title', () => {
  const rows = ['Hoitoonpääsy', 'Puhelinpalvelu', 'Lähetteet', 'Kustannukset'].map((label, at) =>
    goalWith(`r${at}`, {
      code: String(at + 1),
      title: { fi: 'Palvelut paranevat' },
      fields: [{ id: 'm', kind: 'number', role: 'measure', label: { fi: label } }],
    }),
  );
  const codeless = (all: readonly Goal[]) =>
    asImported(programme, all, { layout: 'key-results', codes: false });
  beforeEach(() => saveRegister(stored.store, { programme, goals: rows }));

  it('are told apart by what is measured, in any order', async () => {
    await bring(codeless([rows[2]!, rows[0]!, rows[3]!]));
    expect(await ids()).toEqual(['r2', 'r0', 'r3']);
  });

  it('are offered and not guessed where what is measured has other words', async () => {
    const other = {
      ...rows[1]!,
      fields: [{ ...rows[1]!.fields[0]!, label: { fi: 'Puhelinpalvelun vastausaika' } }],
    };
    const file = codeless([rows[0]!, other, rows[2]!, rows[3]!]);
    const before = await live();
    const { plan } = await bring(file);
    expect(plan.problems).toMatchObject([
      { severity: 'error', code: 'maybe-same', details: { goal: 'palvelut-paranevat', first: 'r1' } },
    ]);
    expect(await live()).toEqual(before);
    await bring(file, { same: new Map([['palvelut-paranevat', 'r1']]) });
    expect((await live())[1]).toMatchObject({
      id: 'r1',
      fields: [{ id: 'm', label: { fi: 'Puhelinpalvelun vastausaika' } }],
    });
  });

  it('are new where the admin says so', async () => {
    const other = {
      ...rows[1]!,
      fields: [{ ...rows[1]!.fields[0]!, label: { fi: 'Puhelinpalvelun vastausaika' } }],
    };
    await bring(codeless([rows[0]!, other, rows[2]!, rows[3]!]), {
      different: new Set(['palvelut-paranevat']),
    });
    expect(await ids()).toEqual(['r0', 'palvelut-paranevat', 'r2', 'r3']);
  });
});

describe('decisions of the admin', () => {
  it('about a goal that waits for none are refused', async () => {
    await saveRegister(stored.store, { programme, goals });
    await expect(bring(fileOf(), { same: new Map([['gone', 'g1']]) })).rejects.toEqual(
      refusal('choice-unknown', { goal: 'gone' }),
    );
  });
});

describe('rows with errors', () => {
  beforeEach(() => saveRegister(stored.store, { programme, goals }));
  const error = (row: number) => ({
    ...({ severity: 'error', code: 'part-unreadable', value: '?' } as const),
    place: { sheet: 'Sheet1', row },
  });

  it('keep their goal as it stands; the others are imported', async () => {
    const file = edited(
      0,
      () => ({ title: { fi: 'Toisin' } }),
      edited(1, () => ({ title: { fi: 'Myös toisin' } })),
    );
    const { counts } = await bring({ ...file, problems: [error(file.goals[0]!.fields[1]!.place.row)] });
    expect(counts.changed).toBe(1);
    expect((await live()).map(({ title }) => title.fi)).toEqual([
      titles[0],
      'Myös toisin',
      titles[2],
      titles[3],
    ]);
  });

  it('let nothing be retired where a row could not be read at all', async () => {
    const { plan } = await bring({ ...fileOf(goals.slice(0, 3)), problems: [error(99)] });
    expect(plan.retired).toEqual([]);
    expect(plan.problems).toMatchObject([
      { code: 'part-unreadable' },
      { code: 'not-retired', details: { count: '1' } },
    ]);
    expect(await live()).toEqual(goals);
  });

  it('write nothing at all where it is strict', async () => {
    const file = { ...edited(1, () => ({ title: { fi: 'Toisin' } })), problems: [error(99)] };
    const before = stored.now.dump();
    const strict = importRegister(stored.store, { programmeId: 'prog', file, strict: true }, actor, during);
    await expect(strict).rejects.toEqual(refusal('import-errors'));
    expect(stored.now.dump()).toEqual(before);
  });

  it('say what the form does not take', async () => {
    const { plan } = await bring(
      edited(0, ({ fields }) => ({ fields: [{ ...fields[0]!, kind: 'scale' }, fields[1]!] })),
    );
    expect(plan.problems).toMatchObject([
      { code: 'goal-invalid', severity: 'error', details: { where: 'fields min' } },
    ]);
    expect(await live()).toEqual(goals);
  });
});

describe('in the middle of a round', () => {
  const setting = { register: { programme, goals }, people };
  beforeEach(async () => {
    await saveOpenRound(stored.store, setting);
    const submission = {
      ...name,
      goalId: 'g1',
      by: anna,
      typed: { days: '12' },
      locale: 'fi',
      seenVersion: 0,
    } as const;
    await recordReply(stored.store, submission, during);
  });
  const askedOf = async (personId: string) =>
    (await loadAskedRound(stored.store, name, personId, during))?.goals.map(({ goal }) => goal.id) ?? [];
  const told = async () =>
    (await collect(pendingMessages(stored.store, roundPartition(name)))).filter(
      ({ value }) => value.kind === 'owner',
    );

  it('new owners are asked once, with one message for all their goals', async () => {
    const file = withGoals(fileOf(), (all) =>
      all.map((goal) => ({ ...goal, ownersText: `${bo}, ${coordinator}` })),
    );
    await bring(file);
    expect(await askedOf(coordinator)).toEqual(['g1', 'g2', 'g3', 'g4']);
    expect((await askedOf(bo)).toSorted()).toEqual(['g1', 'g2', 'g3', 'g4']);
    expect(await askedOf(anna)).toEqual([]);
    expect((await told()).map(({ value }) => value.recipient)).toEqual([
      { type: 'person', personId: bo },
      { type: 'person', personId: coordinator },
    ]);
    const before = stored.now.dump();
    await bring(file);
    expect(stored.now.dump()).toEqual(before);
  });

  it('retired goals are not asked about any more; come back, they have their replies', async () => {
    await bring(fileOf(goals.slice(1)));
    expect(await askedOf(anna)).toEqual(['g3']);
    await bring(fileOf());
    expect(await askedOf(anna)).toEqual(['g1', 'g3']);
    expect((await loadReplies(stored.store, name)).get('g1')!.answers['days']!.raw).toBe('12');
  });

  it('changed targets are what is shown, and replies are kept', async () => {
    await bring(
      edited(0, ({ fields: [first, rest] }) => ({
        fields: [{ ...first!, targets: [{ raw: '5', value: 5 }] }, rest!],
      })),
    );
    const [asked] = (await loadAskedRound(stored.store, name, anna, during))!.goals;
    expect(asked).toMatchObject({
      goal: { fields: [{ targets: [{ value: 5 }] }, {}] },
      reply: { version: 1 },
    });
  });

  it('an answered field of another kind asks the admin first', async () => {
    const file = edited(0, ({ fields: [first, rest] }) => ({
      fields: [{ ...first!, kind: 'text', targets: [] }, rest!],
    }));
    const { plan } = await bring(file);
    expect(plan.problems).toMatchObject([
      { code: 'kind-changed', details: { goal: 'g1', field: 'days', from: 'number', to: 'text' } },
    ]);
    expect((await live())[0]).toEqual(goals[0]);
    await bring(file, { acceptKindChanges: true });
    expect((await live())[0]!.fields[0]).toMatchObject({ id: 'days', kind: 'text' });
    expect((await loadReplies(stored.store, name)).get('g1')!.answers['days']!.raw).toBe('12');
  });

  it('of a field that nobody has answered it does not', async () => {
    await bring(
      edited(1, ({ fields: [first, rest] }) => ({
        fields: [{ ...first!, kind: 'text', targets: [] }, rest!],
      })),
    );
    expect((await live())[1]!.fields[0]).toMatchObject({ id: 'days', kind: 'text' });
  });
});

describe('an import that is cut off', () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    goalWith(`m${at}`, {
      code: `2.${at}`,
      title: { fi: `Tavoite numero ${at} on oma asiansa` },
      owners: [anna],
    }),
  );
  const changed = withGoals(asImported(programme, many.slice(0, 110), { layout: 'key-results' }), (all) =>
    all.map((goal) => ({
      ...goal,
      headings: [{ fi: 'Toinen toimiala' }],
      ownersText: `${bo}, Matti Meikäläinen`,
    })),
  );
  async function filled(): Promise<Awaited<ReturnType<typeof openTempStore>>> {
    const temp = await openTempStore();
    await saveOpenRound(temp.store, { register: { programme, goals: many }, people });
    return temp;
  }
  const withoutRun = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(row).replace(/"(run|id|of)":"[0-9a-f-]{36}"/g, '"$1":""')).toSorted();

  it('at any commit is completed by the next one, with the same register, version, requests and counts', async () => {
    const bringChanged = (store: EntityStore) =>
      importRegister(store, { programmeId: 'prog', file: changed, retireMany: true }, actor, during);
    const whole = await filled();
    await bringChanged(whole.store);
    const expected = withoutRun(whole.content());
    await whole.remove();
    const commits = await atEveryCommit(async (n) => {
      const temp = await filled();
      const survived = await bringChanged(dyingAtCommit(temp.store, n)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      await bringChanged(temp.store);
      expect(withoutRun(temp.content())).toEqual(expected);
      await temp.remove();
      return { survived };
    });
    expect(commits).toBeGreaterThan(5);
  }, 60_000);

  it('may be a first one, whose programme keeps its version', async () => {
    const file = asImported(programme, many, { layout: 'half-year' });
    await expect(bring(file, {}, dyingAtCommit(stored.store, 3))).rejects.toBeInstanceOf(StorageError);
    expect((await live()).length).toBeGreaterThan(0);
    const { counts } = await bring(file);
    expect(counts.added).toBe(120);
    expect((await loadRegister(stored.store, 'prog'))!.programme).toMatchObject({
      version: 1,
      layout: 'half-year',
    });
  });
});

describe('two who import at once', () => {
  beforeEach(() => saveRegister(stored.store, { programme, goals }));

  it('both get through: the second plans again', async () => {
    let others = 0;
    const slow = interrupted(stored.store, {
      beforeCommit: async (partition) => {
        if (partition === goalsPartition('prog') && (others += 1) === 1)
          await bring(edited(1, () => ({ title: { fi: 'Toisen sanoma tavoite' } })));
      },
    });
    await bring(
      edited(0, () => ({ title: { fi: 'Oma sanoma tavoite' } })),
      {},
      slow,
    );
    expect((await live()).map(({ title }) => title.fi)).toEqual(['Oma sanoma tavoite', ...titles.slice(1)]);
    expect(await version()).toBe(3);
  });

  it('gives up where others change the register all the time', async () => {
    let count = 0;
    const slow = interrupted(stored.store, {
      beforeCommit: async (partition) => {
        if (partition !== goalsPartition('prog')) return;
        await bring(edited(1, () => ({ title: { fi: `Toisen sanoma tavoite ${(count += 1)}` } })));
      },
    });
    await expect(
      bring(
        edited(0, () => ({ title: { fi: 'Oma' } })),
        {},
        slow,
      ),
    ).rejects.toBeInstanceOf(ConflictError);
  });

  it('are noticed where only what was shown may be done', async () => {
    const file = edited(0, () => ({ title: { fi: 'Oma sanoma tavoite' } }));
    const shown = planName(await planStoredImport(stored.store, { programmeId: 'prog', file }));
    await bring(edited(1, () => ({ title: { fi: 'Toisen sanoma tavoite' } })));
    const before = stored.now.dump();
    const pressed = importRegister(
      stored.store,
      { programmeId: 'prog', file, planName: shown },
      actor,
      during,
    );
    await expect(pressed).rejects.toEqual(refusal('plan-changed'));
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('an unknown programme', () => {
  it('is refused', async () => {
    const work = importRegister(stored.store, { programmeId: 'gone', file: fileOf() }, actor, during);
    await expect(work).rejects.toEqual(refusal('programme-needed', { programme: 'gone' }));
  });
});

describe('requests', () => {
  it('of a round that is not open are left alone', async () => {
    await saveRegister(stored.store, { programme, goals });
    await bring(edited(0, () => ({ ownersText: bo })));
    expect(await loadRequests(stored.store, name)).toEqual([]);
  });
});
