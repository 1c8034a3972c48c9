import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { type Goal } from '../../src/goals/schema';

const seed = readSeed(path.join(seedsDirectory, 'productivity-programme'));
const { programme, goals, people, replies, rounds } = seed;

function goal(code: string): Goal {
  const found = goals.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`no goal ${code}`);
  return found;
}

function answers(code: string) {
  return replies.replies.find((reply) => reply.goal === goal(code).id)?.answers;
}

describe('the measures of the productivity programme', () => {
  it('are 77, under 7 spearheads and 30 targets', () => {
    expect(goals).toHaveLength(77);
    expect(new Set(goals.map(({ headings }) => headings[0]?.fi)).size).toBe(7);
    expect(new Set(goals.map(({ headings }) => headings[1]?.fi)).size).toBe(30);
    expect(goals.every(({ headings }) => headings.length === 2)).toBe(true);
  });

  it('are spread over the spearheads as 13, 13, 11, 10, 18, 6 and 6', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7].map(
      (spearhead) => goals.filter(({ code }) => code.startsWith(`${spearhead}.`)).length,
    );
    expect(counts).toEqual([13, 13, 11, 10, 18, 6, 6]);
  });

  it('carry the letters of each target in the document’s order', () => {
    const letters = new Map<string, string>();
    for (const { code } of goals) {
      const [target = '', letter = ''] = code.split(' ');
      letters.set(target, [letters.get(target), letter].filter(Boolean).join(' '));
    }
    expect([...letters].map(([target, list]) => `${target}: ${list}`)).toEqual([
      '1.1: a b c',
      '1.2: a b c d',
      '1.3: a b c',
      '1.4: a b c',
      '2.1: a b c d e f g',
      '2.2: a+c b d',
      '2.3: a b c',
      '3.1: a b',
      '3.2: a',
      '3.3: a b',
      '3.4: a b c',
      '3.5: a b c',
      '4.1: a b c',
      '4.2: a b c d',
      '4.3: a b',
      '4.4: a',
      '5.1: a b c d',
      '5.2: a b c',
      '5.3: a b',
      '5.4: a b c',
      '5.5: a b c d e f',
      '6.1: a b',
      '6.2: a',
      '6.3: a b c',
      '7.1: a',
      '7.2: a',
      '7.3: a',
      '7.4: a',
      '7.5: a',
      '7.6: a',
    ]);
  });

  it('have ids made of their codes, and headings numbered like their codes', () => {
    for (const { id, code, headings } of goals) {
      expect(id).toBe(code.replace(/[. +]/g, '-'));
      expect(headings[1]?.fi?.startsWith(`${code.split(' ')[0]} `)).toBe(true);
      expect(headings[0]?.fi?.startsWith(`${code[0]}. `)).toBe(true);
    }
    expect(goal('2.2 a+c').id).toBe('2-2-a-c');
  });

  it('list 19 actions under seven of them', () => {
    const listed = goals.filter(({ actions }) => actions.length > 0);
    expect(listed.map(({ code, actions }) => `${code}: ${actions.length}`)).toEqual([
      '1.1 c: 2',
      '1.2 b: 3',
      '1.2 c: 3',
      '1.2 d: 3',
      '1.4 b: 5',
      '3.1 a: 2',
      '5.3 a: 1',
    ]);
  });

  it.each([
    ['1.1 c', ['3–5', '1600']],
    ['1.2 a', ['3 000']],
    ['1.2 c', ['5–10 %']],
    ['1.2 d', ['10–15']],
    ['1.3 b', ['7–9']],
    ['1.3 c', ['5000', '2–3 %']],
    ['1.4 b', ['8–10', '5–7 %']],
    ['2.2 a+c', ['75', '1–5 %', '2.2.a', '2.2.c']],
    ['2.3 b', ['5–6']],
    ['3.1 a', ['25 000–35 000']],
    ['3.2 a', ['1–5 %']],
    ['3.3 a', ['2025', 'Lapinjärv']],
    ['3.4 b', ['2–3']],
    ['3.4 c', ['4–5']],
    ['5.1 b', ['3 600']],
    ['5.2 a', ['35–45']],
    ['5.3 b', ['15–20']],
  ])('%s states %j in both languages', (code, figures) => {
    for (const figure of figures) {
      expect(goal(code).description?.fi).toContain(figure);
      expect(goal(code).description?.en).toContain(figure);
    }
  });
});

describe('what is collected', () => {
  it('is a project status and an optional description of up to 5,000 characters for each measure', () => {
    for (const { fields } of goals) {
      expect(fields.map(({ kind, role, required }) => [kind, role, required])).toEqual([
        ['work-state', 'state', true],
        ['text', 'narrative', false],
      ]);
      expect(fields[1]?.maxLength).toBe(5000);
    }
  });

  it('uses the one printed status, not assessable, beside four of our own, and publishes states, not lights', () => {
    expect(programme.publishes).toBe('states');
    expect(programme.workStates.map(({ id, light }) => `${id}: ${light}`)).toEqual([
      'in-progress: green',
      'challenges: yellow',
      'needs-support: red',
      'completed: green',
      'not-priority-1: not-assessable',
    ]);
    expect(programme.workStates.at(-1)?.label.fi).toBe('Ei prio 1 (ei käynnistetty vielä)');
    expect(programme.rhythm).toBe('half-year');
  });
});

describe('what the document reports', () => {
  it('is 38 statuses, all "Ei prio 1", and 46 descriptions; eight measures have both, 4.3 b neither', () => {
    const given = replies.replies.map((reply) => reply.answers);
    expect(given).toHaveLength(76);
    expect(given.filter(({ status }) => status !== undefined)).toHaveLength(38);
    expect(given.every(({ status }) => status === undefined || status === 'not-priority-1')).toBe(true);
    expect(given.filter(({ description }) => description !== undefined)).toHaveLength(46);
    const both = goals.filter(({ code }) => answers(code)?.['status'] && answers(code)?.['description']);
    expect(both.map(({ code }) => code)).toEqual([
      '2.1 f',
      '2.2 a+c',
      '2.3 a',
      '3.1 a',
      '3.3 a',
      '3.3 b',
      '7.1 a',
      '7.2 a',
    ]);
    expect(answers('4.3 b')).toBeUndefined();
  });

  it('has the status in the rows in which it is printed', () => {
    const rows = ['1.1 a', '1.3 a', '1.3 c', '2.1 f', '2.2 a+c', '2.3 a', '3.1 a', '3.1 b', '3.2 a', '3.3 a'];
    rows.push(
      '3.3 b',
      '3.5 b',
      '3.5 c',
      '4.2 b',
      '4.2 d',
      '5.1 a',
      '5.1 b',
      '5.1 c',
      '5.1 d',
      '5.2 b',
      '5.2 c',
    );
    rows.push(
      '5.3 a',
      '5.4 b',
      '5.4 c',
      '5.5 a',
      '5.5 b',
      '5.5 e',
      '5.5 f',
      '6.1 a',
      '6.1 b',
      '6.2 a',
      '6.3 a',
    );
    rows.push('6.3 b', '6.3 c', '7.1 a', '7.2 a', '7.4 a', '7.6 a');
    expect(goals.map(({ code }) => code).filter((code) => answers(code)?.['status'])).toEqual(rows);
  });

  it('is one table, whose period is that of the last thing that it tells of: autumn 2024', () => {
    // 2.3 a tells of autumn 2024; all other texts tell of the spring before it, or of what was to begin by August.
    expect(answers('2.3 a')?.['description']).toContain('syksyllä 2024');
    expect(rounds.map(({ period }) => period)).toEqual(['2024-H2']);
    const months = replies.replies.flatMap(({ answers: { description = '' } }) =>
      [...String(description).matchAll(/\b(\d{1,2})[/.]2024/g)].map(([, month]) => Number(month)),
    );
    expect(Math.max(...months)).toBe(8);
  });

  it.each([
    ['1.2 b', ['7,65%', '0,96%', '2024']],
    ['1.2 c', ['4.3M€ /2v', '250 000€']],
    ['1.2 d', ['165 244 e/vuosi', '4/2024', '2-vuoroyksiköksi']],
    ['1.4 a', ['3 kpl', '500 000 e/v']],
    ['1.4 b', ['1,2milj€/2v', 'Loviisa']],
    ['2.1 a', ['5/2024']],
    ['2.1 b', ['2025', 'RRP', 'Tarmoa']],
    ['2.1 c', ['2023', '8/2024']],
    ['2.1 d', ['8/2024']],
    ['2.1 f', ['3/2024']],
    ['2.2 a+c', ['5/2024', 'TE24 & KOTO24']],
    ['2.2 b', ['8/2024']],
    ['2.2 d', ['140 000 e/v', '5/2024']],
    ['2.3 b', ['TE24c']],
    ['2.3 c', ['2.3.a', '2.3.b', 'Sateenkaari']],
    ['3.3 a', ['05.2024', '2025']],
    ['3.3 b', ['05.2024']],
    ['3.4 a', ['03.2024']],
    ['3.4 c', ['2025']],
    ['5.5 d', ['KEVA']],
    ['7.2 a', ['2op']],
  ])('%s reports %j as printed', (code, figures) => {
    for (const figure of figures) expect(answers(code)?.['description']).toContain(figure);
  });
});

describe('the owners', () => {
  const ids = [...people.persons.map(({ id }) => id), ...people.roles.map(({ id }) => `role:${id}`)];

  it('are all persons or roles of the programme, or the planning manager', () => {
    expect(people.persons).toHaveLength(14);
    expect(people.roles).toHaveLength(2);
    const known = new Set([...ids, 'planning@example.org']);
    const used = [programme.coordinator, ...goals.flatMap(({ owners }) => owners)];
    expect(used.filter((owner) => !known.has(owner))).toEqual([]);
    const members = people.roles.flatMap((role) => role.members);
    expect(members.filter((member) => !known.has(member))).toEqual([]);
    expect(ids.every((id) => id.replace('role:', '').startsWith('reform-'))).toBe(true);
  });

  it('leave two measures to the planning manager alone', () => {
    const planned = goals.filter(({ owners }) => owners.includes('planning@example.org'));
    expect(planned.map(({ code, owners }) => `${code}: ${owners.length}`)).toEqual(['2.1 f: 1', '4.3 a: 1']);
  });

  it('answer only for what is theirs', () => {
    for (const reply of replies.replies) {
      const owners = goals.find(({ id }) => id === reply.goal)?.owners ?? [];
      const persons = owners.flatMap(
        (owner) => people.roles.find(({ id }) => `role:${id}` === owner)?.members ?? [owner],
      );
      expect(persons).toContain(reply.by);
    }
  });
});

describe('the texts', () => {
  it('are there in Finnish and English', () => {
    const texts = [
      programme.name,
      ...programme.headings,
      ...programme.workStates.map(({ label }) => label),
      ...people.persons.map(({ unit }) => unit),
      ...people.roles.map(({ label }) => label),
      ...goals.flatMap(({ title, description, headings, actions, fields }) => [
        title,
        description,
        ...headings,
        ...actions,
        ...fields.map(({ label }) => label),
      ]),
    ];
    expect(texts.filter((text) => !text?.fi || !text.en)).toEqual([]);
  });

  it('hold no address outside example.org', () => {
    const addresses =
      JSON.stringify([seed.programme.coordinator, seed.goals, seed.people, seed.replies]).match(
        /[\w.%+-]+@[\w.-]+/g,
      ) ?? [];
    expect(addresses.filter((address) => !address.endsWith('@example.org'))).toEqual([]);
  });
});
