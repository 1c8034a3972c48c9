import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { askedGoals, questionsOf } from '../../src/goals/answers/asked-fields';
import { goalInPeriod } from '../../src/goals/in-period';
import { type Field, type Goal } from '../../src/goals/schema';

const { programme, goals: all, people, replies } = readSeed(path.join(seedsDirectory, 'county-survey'));
const goals = questionsOf(all);
const fields = goals.flatMap((goal) => goal.fields);
/** As it reads in the round of one year. */
const asked = (id: string, period = '2024') => goalInPeriod(goal(id), period);
const persons = new Set([...people.persons.map((person) => person.id), 'planning@example.org']);
const roles = new Map(people.roles.map((role) => [`role:${role.id}`, role.members]));

const goal = (id: string): Goal => {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`no goal ${id}`);
  return found;
};
const field = (goalId: string, id: string): Field => {
  const found = goal(goalId).fields.find((one) => one.id === id);
  if (!found) throw new Error(`no field ${goalId} ${id}`);
  return found;
};
const answers = (id: string) => replies.replies.find((reply) => reply.goal === id)?.answers ?? {};
const count = (predicate: (one: Field) => boolean) => fields.filter(predicate).length;
const tally = (values: readonly string[]) =>
  values.reduce<Record<string, number>>((sum, value) => ({ ...sum, [value]: (sum[value] ?? 0) + 1 }), {});

/** Every object that is a text in languages, wherever it stands. */
function texts(node: unknown): Record<string, string>[] {
  if (Array.isArray(node)) return node.flatMap(texts);
  if (typeof node !== 'object' || node === null) return [];
  if ('fi' in node || 'en' in node || 'sv' in node) return [node as Record<string, string>];
  return Object.values(node).flatMap(texts);
}

describe('the questions of the county survey', () => {
  test('are Q1 to Q42 in their order, in five parts', () => {
    expect(goals.map((one) => one.code)).toEqual(Array.from({ length: 42 }, (_, index) => `Q${index + 1}`));
    const parts = goals.map((one) => one.headings[0]?.fi?.split(':')[0] ?? '');
    expect(tally(parts)).toEqual({ 'Osa I': 33, 'Osa II': 2, 'Osa III': 4, 'Osa IV': 1, 'Osa V': 2 });
    expect(goals.every((one) => one.headings.length === programme.headings.length)).toBe(true);
  });

  test('have the nine themes of part I', () => {
    const themes = goals.slice(0, 33).map((one) => one.headings[1]?.fi ?? '');
    expect(Object.values(tally(themes))).toEqual([6, 1, 4, 1, 3, 5, 1, 10, 2]);
  });

  test('have 207 places to answer: 61 choices, 86 figures, 60 texts; and the yes or no of Q11 d', () => {
    expect(tally(fields.map((one) => one.kind))).toEqual({
      'single-choice': 54,
      'multiple-choice': 1,
      'yes-no': 6 + 1,
      percent: 52,
      number: 34,
      text: 60,
    });
  });

  test('have 178 boxes to tick', () => {
    const boxes = (one: Field) => one.options?.length ?? (one.kind === 'yes-no' ? 2 : 0);
    const inDocument = fields.filter(({ id }) => id !== 'partners-arranged');
    expect(inDocument.reduce((sum, one) => sum + boxes(one), 0)).toBe(178);
  });

  test('take texts of up to 5,000 characters and judge nothing', () => {
    expect(count((one) => one.kind === 'text' && one.maxLength === 5000)).toBe(60);
    expect(count((one) => one.role !== undefined)).toBe(0);
  });

  test('leave the comments and the voluntary part open', () => {
    const optional = goals.flatMap((one) =>
      one.fields.filter((f) => !f.required).map((f) => `${one.id} ${f.id}`),
    );
    expect(optional.filter((one) => one.endsWith('comment'))).toHaveLength(15);
    expect(optional.filter((one) => !one.endsWith('comment'))).toEqual(
      ['q41', 'q42'].map((id) => `${id} description`),
    );
  });

  test('have 25 services in Q7, 24 of them with an AURA code', () => {
    const rows = goal('q7').groups[0]?.rows ?? [];
    expect(rows).toHaveLength(25);
    expect(rows.filter((row) => /\(2\d{3}\)$/.test(row.label.fi ?? ''))).toHaveLength(24);
  });

  test('have tables of 25, 30, 10 and 30 cells', () => {
    const tables = goals.flatMap((one) =>
      one.groups.filter((group) => group.kind === 'table').map(() => one),
    );
    const cells = tables.map((one) => one.fields.filter((f) => f.row !== undefined).length);
    expect(Object.fromEntries(tables.map((one, index) => [one.id, cells[index]]))).toEqual({
      q7: 25,
      q8: 30,
      q13: 10,
      q14: 30,
    });
    expect(count((one) => one.row !== undefined)).toBe(95);
  });

  test('ask twelve times what a figure is based on', () => {
    expect(count((one) => one.options?.map((option) => option.id).join() === 'estimate,actual')).toBe(12);
  });

  test('have sections where sub-questions take texts: Q11, Q12 and Q34', () => {
    const sections = goals.flatMap((one) =>
      one.groups.filter((group) => group.kind === 'section').map(() => one.id),
    );
    expect(tally(sections)).toEqual({ q11: 2, q12: 8, q34: 8 });
  });

  test('put Q32 to HUS, Helsinki and Uusimaa and Q33 to the latter two, and so neither to this county', () => {
    const targeted = goals.flatMap((one) => (one.respondents ? [[one.id, one.respondents]] : []));
    expect(targeted).toEqual([
      ['q32', ['hus', 'helsinki', 'uusimaa']],
      ['q33', ['helsinki', 'uusimaa']],
    ]);
    expect(askedGoals({ programme, goals })).toHaveLength(40);
    expect(askedGoals({ programme, goals: all })).toHaveLength(41);
    expect(askedGoals({ programme: { ...programme, respondent: 'hus' }, goals })).toHaveLength(41);
    expect(askedGoals({ programme: { ...programme, respondent: 'helsinki' }, goals })).toHaveLength(42);
  });

  test('say that the period of Q8 was corrected, which made version 2', () => {
    expect(asked('q8').description?.fi).toContain('aiemmin ilmoitettu oli 1.10.2024–31.3.2025');
    expect(programme.version).toBe(2);
    expect(goals.filter((one) => one.changedIn === 2).map((one) => one.id)).toEqual(['q8']);
  });

  test('carry the eight recommendations of Q35', () => {
    expect(goal('q35').actions).toHaveLength(8);
  });
});

describe('the programme', () => {
  test('closes on 2 May at 16:15 with one coordinated answer, locked after sending', () => {
    expect(programme.calendar.deadline).toEqual({ date: '05-02', at: '16:15' });
    expect(programme.policy).toEqual({ drafts: true, lockOnSubmit: true, oneCoordinatedAnswer: true });
    expect(programme.rhythm).toBe('year');
    expect(programme.publishes).toBe('none');
  });
});

describe('the answers for 2024', () => {
  test.each([
    ['q1', 'level', 'systematic'],
    ['q5', 'rating', 'very-good'],
    ['q8', 'b-percent', '4'],
    ['q8', 'b-persons', '10'],
    ['q8', 'b-basis', 'actual'],
    ['q9', 'notices', '1174'],
    ['q10', 'assessments', '2484'],
    ['q12', 'd-own', '10,85'],
    ['q12', 'd-purchased', '89,15'],
    ['q12', 'e-purchased', '64,42'],
    ['q12', 'h-purchased', '100'],
    ['q13', 'turnover-bachelors-of-social-services', '-'],
    ['q13', 'turnover-care-assistants', '22'],
    ['q14', 'all-fte', '5902'],
    ['q14', 'doctors-shortage', '5'],
    ['q14', 'bachelors-of-social-services-fte', '0'],
    ['q15', 'value', '90'],
    ['q34', 'objective8-rating', 'satisfactory'],
    ['q37', 'yes', '1'],
    ['q39', 'yes', '0'],
  ])('%s %s is %s', (id, name, raw) => {
    expect(answers(id)[name]).toBe(raw);
  });

  test('hold every box that is ticked and every figure that is printed', () => {
    const given = goals.flatMap((one) => one.fields.filter((f) => answers(one.id)[f.id] !== undefined));
    expect(tally(given.map((one) => one.kind))).toEqual({
      'single-choice': 54,
      'multiple-choice': 1,
      'yes-no': 6 + 1,
      percent: 44,
      number: 34,
      text: 56,
    });
  });

  test('find eight services of Q7 too scarce and tick all ten of Q16', () => {
    expect(tally(Object.values(answers('q7')).map(String))).toMatchObject({ adequate: 17, 'too-little': 8 });
    expect(answers('q16')['services']).toHaveLength(10);
  });

  test('leave Q22, Q32 and Q33 and eight shortages of Q14 unanswered', () => {
    expect(
      all.filter((one) => !replies.replies.some((reply) => reply.goal === one.id)).map((one) => one.id),
    ).toEqual(['q22', 'q32', 'q33']);
    const shortages = Object.keys(answers('q14')).filter((name) => name.endsWith('-shortage'));
    expect(shortages).toEqual(['doctors-shortage', 'social-workers-shortage']);
  });

  test('name only options that exist', () => {
    for (const reply of replies.replies)
      for (const [id, answer] of Object.entries(reply.answers)) {
        const options = field(reply.goal, id).options?.map((option) => option.id);
        if (options) expect(options).toEqual(expect.arrayContaining([answer].flat()));
      }
  });

  test('are each given by an owner of the goal', () => {
    for (const reply of replies.replies) {
      const owners = goal(reply.goal).owners.flatMap((owner) => roles.get(owner) ?? [owner]);
      expect(owners).toContain(reply.by);
    }
  });
});

describe('owners and languages', () => {
  test('every owner is a person or a role of this folder, or the planning office', () => {
    const owners = all.flatMap((one) => [one, ...one.groups, ...one.fields]).flatMap((one) => one.owners);
    expect(owners.filter((owner) => !persons.has(owner) && !roles.has(owner))).toEqual([]);
    expect([...roles.values()].flat().filter((member) => !persons.has(member))).toEqual([]);
    expect(persons.has(programme.coordinator)).toBe(true);
  });

  test('the planning office alone owns Q1 and Q14; one person owns nine questions', () => {
    const planned = goals.filter((one) => one.owners.includes('planning@example.org'));
    expect(planned.map((one) => [one.id, one.owners])).toEqual([
      ['q1', ['planning@example.org']],
      ['q14', ['planning@example.org']],
    ]);
    expect(goals.filter((one) => one.owners.includes('survey-impact-manager@example.org'))).toHaveLength(9);
  });

  test('every text is in Finnish and English', () => {
    const incomplete = texts([programme, all, people]).filter((text) => !text['fi'] || !text['en']);
    expect(incomplete).toEqual([]);
  });

  test('the contact details are those of a function, with an invented number', () => {
    expect(answers('contact')).toEqual({
      organisation: 'Kanta-Hämeen hyvinvointialue',
      person: 'Selvityksen koordinaattori',
      phone: '040 000 0000',
      email: 'survey-coordinator@example.org',
    });
  });

  test('no address lies outside example.org', () => {
    const addresses =
      JSON.stringify([programme.coordinator, all, people, replies]).match(/[\w.%+-]+@[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !address.endsWith('@example.org'))).toEqual([]);
  });
});
