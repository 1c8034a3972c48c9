import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';

const { programme, goals, people, replies } = readSeed(path.join(seedsDirectory, 'strategic-goals'));
const coordinator = 'planning@example.org';

const fields = goals.flatMap((goal) => goal.fields.map((field) => ({ goal: goal.id, ...field })));
const tasks = goals.flatMap((goal) => goal.groups.map((group) => ({ goal: goal.id, ...group })));
const measures = fields.filter((field) => field.role === 'measure');
const ofKind = (kind: string) => fields.filter((field) => field.kind === kind);
const ofRole = (role: string) => fields.filter((field) => field.role === role);
const measure = (goal: string, field: string) =>
  measures.find((one) => one.goal === goal && one.id === field);
const reply = (goal: string) => replies.replies.find((one) => one.goal === goal)?.answers ?? {};
const membersOf = (owner: string) =>
  owner.startsWith('role:')
    ? (people.roles.find((role) => `role:${role.id}` === owner)?.members ?? [])
    : [coordinator, ...people.persons.map((person) => person.id)].filter((id) => id === owner);

/** Every text in several languages below `node`. */
function texts(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('fi' in node || 'en' in node || 'sv' in node) return [node];
  return Object.values(node).flatMap(texts);
}

describe('the council-binding strategic goals', () => {
  it('are 22 under four focuses and 14 sub-focuses, in five divisions', () => {
    expect(goals).toHaveLength(22);
    const focuses = goals.map((goal) => goal.headings[0]?.fi);
    expect([...new Set(focuses)].map((focus) => focuses.filter((one) => one === focus).length)).toEqual([
      7, 4, 4, 7,
    ]);
    expect(goals.every((goal) => goal.headings.length === 2)).toBe(true);
    expect(new Set(goals.map((goal) => JSON.stringify(goal.headings))).size).toBe(14);
    const inUnit = (unit: string) => goals.filter((goal) => goal.unit?.fi === unit).length;
    expect(inUnit('Strategia ja integraatio')).toBe(14);
    for (const unit of [
      'Terveyspalvelut',
      'Perhe-, sosiaali- ja vammaispalvelut',
      'Ikäihmisten palvelut',
      'Pelastustoimi',
    ])
      expect(inUnit(unit)).toBe(2);
  });

  it('have 60 tasks, two or three on a goal, each with a percentage and a work state', () => {
    expect(tasks).toHaveLength(60);
    expect(goals.map((goal) => goal.groups.length).join('')).toBe('2333322' + '3333' + '3332' + '3333232');
    for (const task of tasks) {
      const own = fields.filter((field) => field.goal === task.goal && field.group === task.id);
      expect(own.map((field) => [field.id, field.kind, field.role])).toEqual([
        [`${task.id}-progress`, 'percent', 'progress'],
        [`${task.id}-state`, 'work-state', 'state'],
      ]);
      expect(task.description?.fi).toBeTruthy();
      expect(task.owners.length).toBeGreaterThan(0);
    }
  });

  it('ask for 25 measure values, 10 verbal situations and a summary of up to 2,000 characters each', () => {
    expect(measures).toHaveLength(25);
    expect(ofRole('narrative')).toHaveLength(22);
    expect(ofRole('narrative').every((field) => field.maxLength === 2000 && field.required)).toBe(true);
    expect(fields.filter((field) => field.role === undefined)).toHaveLength(10);
    expect(
      [ofKind('percent'), ofKind('number'), ofKind('text'), ofKind('work-state')].map((all) => all.length),
    ).toEqual([78, 7, 32, 60]);
  });

  it('carry the targets of the document', () => {
    expect(measure('path-1', 'usage-growth')?.targets).toEqual([{ raw: 'kasvavat 20 %', value: 20 }]);
    expect(measure('path-4', 'readmission')?.targets[0]).toMatchObject({ value: 5, comparator: 'below' });
    expect(measure('path-6', 'first-contact-days')?.targets[0]).toMatchObject({
      value: 2,
      comparator: 'at-most',
    });
    expect(measure('trust-1', 'sick-leave-change')?.targets[0]?.value).toBe(-2);
    expect(measure('trust-1', 'staff-nps')?.targets[0]).toMatchObject({ value: 60, comparator: 'above' });
    expect(measure('foresight-4', 'residents-reached')?.targets.map((target) => target.value)).toEqual([
      25, 10,
    ]);
    expect(measure('services-2', 'coci')?.targets[0]).toEqual({ raw: '0,5', value: 0.5 });
    expect(measure('services-3', 'round-the-clock-coverage')?.targets[0]).toMatchObject({
      value: 6.75,
      comparator: 'at-most',
    });
    expect(measure('services-4', 'substitute-care')).toMatchObject({
      baseline: { raw: '1,9 %', value: 1.9 },
      targets: [{ raw: 'alle kansallisen keskitason 1,6 %:iin', value: 1.6, comparator: 'below' }],
      direction: 'down',
    });
    expect(measure('services-5', 'response-times-met')?.targets[0]?.value).toBe(96);
  });

  it('are judged by 90 and 50 per cent and three work states', () => {
    expect(programme).toMatchObject({
      id: 'strategic-goals',
      rhythm: 'quarter',
      thresholds: { green: 90, yellow: 50 },
    });
    expect(programme.workStates.map(({ label, light }) => [label.fi, light])).toEqual([
      ['Työ edistyy suunnitellusti', 'green'],
      ['Työn toteutuksessa haasteita, joita ratkaistaan', 'yellow'],
      ['Työ ei etene, tarvitaan tukea', 'red'],
    ]);
  });
});

describe('their situation at the end of 2024', () => {
  it('holds 17 measure values as printed, among them "NA", "alle 10%" and "+/-0 / htv2"', () => {
    expect(replies.period).toBe('2024-Q4');
    const printed = replies.replies.flatMap(({ goal, answers }) =>
      Object.entries(answers)
        .filter(([field]) => measure(goal, field))
        .map(([, value]) => value),
    );
    expect(printed.join('; ')).toBe(
      '1,5 min; 95 %; 41 %; +/-0 / htv2; alle 10%; 49 %; 100%; 86,1; 3,1 %; 30 %; 7,7 %; 90%; 7,14 %; 1,3 %; 83 %; 10; NA',
    );
  });

  it('holds 53 task percentages, three of them "Ei mittaria"', () => {
    const progress = replies.replies.flatMap(({ answers }) =>
      Object.entries(answers)
        .filter(([field]) => field.endsWith('-progress'))
        .map(([, value]) => value),
    );
    expect(progress).toHaveLength(53);
    expect(progress.filter((value) => value === 'Ei mittaria')).toHaveLength(3);
    expect(reply('path-3')).toMatchObject({
      'task1-progress': '100 %',
      'task2-progress': '10 %',
      'task3-progress': '100 %',
    });
    expect(reply('trust-3')['task3-progress']).toBe('49 %');
    expect(reply('services-2')['task2-progress']).toBe('10%');
  });

  it('leaves out what the slides do not assign to one row or quarter', () => {
    expect(Object.keys(reply('path-5'))).toEqual(['summary']);
    expect(reply('path-1')).not.toHaveProperty('task1-progress');
    expect(reply('foresight-4')).not.toHaveProperty('task1-progress');
    expect(reply('path-4')).not.toHaveProperty('readmission');
    expect(reply('path-2')).not.toHaveProperty('callback-share');
  });

  it('has a summary of every goal, given by one of its owners', () => {
    expect(replies.replies.map(({ goal }) => goal)).toEqual(goals.map((goal) => goal.id));
    for (const { goal: id, by, answers } of replies.replies) {
      expect(String(answers.summary).length).toBeGreaterThan(200);
      const goal = goals.find((one) => one.id === id);
      expect(goal?.owners.flatMap(membersOf)).toContain(by);
    }
  });
});

describe('their owners', () => {
  const owners = [
    programme.coordinator,
    ...goals.flatMap((goal) => goal.owners),
    ...tasks.flatMap((task) => task.owners),
    ...fields.flatMap((field) => field.owners),
  ];

  it('are persons or roles that exist', () => {
    for (const owner of owners) expect([owner, membersOf(owner)]).not.toEqual([owner, []]);
    for (const member of people.roles.flatMap((role) => role.members))
      expect(membersOf(member)).toEqual([member]);
  });

  it('include one person with nine tasks, three groups, and the coordinator alone on one goal with three tasks', () => {
    const tasksOf = (owner: string) => tasks.filter((task) => task.owners.includes(owner));
    expect(tasksOf('strategy-knowledge-manager@example.org')).toHaveLength(9);
    expect(people.roles.map((role) => role.id)).toHaveLength(3);
    expect(tasks.filter((task) => task.owners.length > 1).length).toBeGreaterThan(10);
    expect(
      goals.filter((goal) => goal.owners.includes(coordinator)).map((goal) => [goal.id, goal.owners]),
    ).toEqual([['foresight-3', [coordinator]]]);
    expect(tasksOf(coordinator).map((task) => [task.goal, task.owners.length])).toEqual(
      ['foresight-3', 'foresight-3', 'foresight-3'].map((goal) => [goal, 1]),
    );
  });

  it('have addresses at example.org only, with ids of their own', () => {
    const addresses =
      JSON.stringify([programme.coordinator, goals, people, replies]).match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(
      addresses.filter((address) => !/^(strategy-[a-z-]+|planning|director)@example\.org$/.test(address)),
    ).toEqual([]);
    expect(people.persons.map((person) => person.id)).not.toContain(coordinator);
  });
});

it('is in Finnish and English throughout', () => {
  for (const text of texts([programme, goals, people]))
    expect(Object.keys(text).sort()).toEqual(['en', 'fi']);
});
