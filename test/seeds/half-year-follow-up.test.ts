import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { type Field } from '../../src/goals/schema';

const { programme, goals, people, replies } = readSeed(path.join(seedsDirectory, 'half-year-follow-up'));
const languages = ['sv', 'fi', 'en'] as const;
const measures = goals.flatMap((goal) => goal.fields.filter((field) => field.role === 'measure'));
const personIds = people.persons.map((person) => person.id);

function field(goalId: string, fieldId: string): Field {
  const found = goals.find((goal) => goal.id === goalId)?.fields.find((each) => each.id === fieldId);
  if (!found) throw new Error(`no field ${fieldId} in ${goalId}`);
  return found;
}

/** The register's own texts of baseline and target. */
function raws(goalId: string, fieldId: string): (string | undefined)[] {
  const { baseline, targets } = field(goalId, fieldId);
  return [baseline?.raw, ...targets.map((target) => target.raw)];
}

function answer(goalId: string, fieldId: string) {
  return replies.replies.find((reply) => reply.goal === goalId)?.answers[fieldId];
}

function membersOf(owner: string): readonly string[] {
  if (!owner.startsWith('role:')) return [owner];
  return people.roles.find((role) => `role:${role.id}` === owner)?.members ?? [];
}

describe('the half-year follow-up', () => {
  it('is published in Swedish first, twice a year', () => {
    expect(programme).toMatchObject({
      languages: ['sv', 'fi', 'en'],
      rhythm: 'half-year',
      coordinator: 'followup-planner@example.org',
      channels: [{ channel: '19:announcements@thread.tacv2', language: 'sv' }],
      calendar: {
        opens: { workingDaysAfter: 10, at: '08:00' },
        deadline: { workingDaysAfter: 30, at: '16:00' },
        digest: { weekday: 1, at: '08:00' },
      },
    });
    expect(programme.policy.drafts).toBe(true);
    expect(replies.period).toBe('2024-H1');
  });

  it('holds 24 goals, three in each of 8 units', () => {
    const perUnit = new Map<string | undefined, number>();
    for (const goal of goals) {
      expect(goal.headings).toEqual([goal.unit]);
      perUnit.set(goal.unit?.sv, (perUnit.get(goal.unit?.sv) ?? 0) + 1);
    }
    expect([...perUnit]).toEqual([
      ['Kund- och resurscenter', 3],
      ['Hem- och boendeservice', 3],
      ['Psykosocial service', 3],
      ['Rehabilitering', 3],
      ['Social- och hälsocentral', 3],
      ['Sjukhusservice', 3],
      ['Förvaltning', 3],
      ['Räddningsverket', 3],
    ]);
  });

  it('holds 40 measures, of which only the personnel strategy’s has no baseline', () => {
    expect(goals.map((goal) => goal.fields.filter((each) => each.role === 'measure').length)).toEqual([
      2, 1, 3, 1, 1, 1, 3, 2, 2, 3, 2, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 1,
    ]);
    expect(measures).toHaveLength(40);
    expect(measures.every((measure) => measure.targets.length === 1)).toBe(true);
    expect(measures.filter((measure) => !measure.baseline).map((measure) => measure.id)).toEqual(['enps']);
    const kinds = measures.map((measure) => measure.kind);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect([count('number'), count('percent'), count('scale'), count('yes-no')]).toEqual([19, 19, 1, 1]);
  });

  it('holds 65 actions; two goals of the social and health centre have none', () => {
    expect(goals.flatMap((goal) => goal.actions)).toHaveLength(65);
    expect(goals.filter((goal) => goal.actions.length === 0).map((goal) => goal.id)).toEqual([
      'centre-2',
      'centre-3',
    ]);
  });

  it('asks every goal for a text in Swedish and one in Finnish', () => {
    for (const goal of goals)
      expect(goal.fields.filter((each) => each.role === 'narrative')).toMatchObject([
        { id: 'followup-sv', kind: 'text', language: 'sv', maxLength: 5000, required: true },
        { id: 'followup-fi', kind: 'text', language: 'fi', maxLength: 5000, required: true },
      ]);
  });

  it('collects five figures beside the measures, which are not judged', () => {
    const beside = goals.flatMap((goal) => goal.fields.filter((each) => each.role === undefined));
    expect(beside.map((each) => each.id)).toEqual([
      'waiting-home-care',
      'staffing-ratio',
      'operating-costs',
      'operating-income',
      'training-days',
    ]);
  });

  it.each([
    ['customer-1', 'speech-users', '40.0', '100.0'],
    ['customer-3', 'absence', '5.0', '4.8'],
    ['home-1', 'waiting-housing', '<3 månader', '<3 månader'],
    ['home-2', 'staffing-compliance', '100.0', '100.0'],
    ['psychosocial-2', 'training-days', '80.0', '40.0'],
    ['psychosocial-2', 'supervision', '0.0', '0.0'],
    ['rehab-1', 'remote-visits', '150.0', '500.0'],
    ['rehab-3', 'nps', '-10.0', '0.0'],
    ['centre-2', 'specialised-nurses', '0.0', '0.0'],
    ['centre-3', 'budget-reviews', '0.0', '12.0'],
    ['hospital-1', 'never-events', '0.2', '0.0'],
    ['hospital-2', 'births', '1,000.0', '1,100.0'],
    ['hospital-3', 'total-costs', '0.0', '0.0'],
    ['admin-2', 'area-processes', '0.0', '60.0'],
    ['admin-3', 'total-space', '0.0', '15.0'],
  ])('%s %s starts from %s and goes to %s', (goal, id, baseline, target) => {
    expect(raws(goal, id)).toEqual([baseline, target]);
  });

  it('knows the numbers behind the odd texts', () => {
    expect(field('hospital-2', 'births').targets[0]?.value).toBe(1100);
    expect(field('rehab-3', 'nps').baseline?.value).toBe(-10);
    expect(field('home-1', 'waiting-housing').targets[0]).toMatchObject({ value: 3, comparator: 'below' });
    expect(field('centre-2', 'specialised-nurses')).toMatchObject({ min: 0, max: 2 });
    expect(field('admin-1', 'enps').targets).toEqual([{ raw: '6', value: 6 }]);
  });

  it.each([
    ['customer-3', 'fixed-term', '43 %'],
    ['customer-3', 'absence', '3,7 %'],
    ['home-1', 'waiting-housing', '2,55 mån'],
    ['home-1', 'waiting-home-care', '<3 månader'],
    ['home-2', 'staffing-ratio', '0,67'],
    ['home-3', 'operating-margin', '48,4%'],
    ['rehab-1', 'remote-visits', '1181'],
    ['rehab-2', 'tendering', '0,75'],
    ['centre-3', 'budget-reviews', '6/6'],
    ['hospital-1', 'never-events', '0,2 % (3 / 1685)'],
    ['hospital-2', 'births', '470 (-30)'],
    ['admin-1', 'enps', '+10'],
    ['admin-2', 'core-processes', '90 %'],
  ])('%s %s was reported as %s', (goal, id, raw) => {
    expect(answer(goal, id)).toBe(raw);
  });

  it('reports a figure for 19 measures and both texts for every goal', () => {
    expect(replies.replies.map((reply) => reply.goal)).toEqual(goals.map((goal) => goal.id));
    const answered = goals.flatMap((goal) =>
      goal.fields.filter((each) => each.role === 'measure' && answer(goal.id, each.id) !== undefined),
    );
    expect(answered).toHaveLength(19);
    for (const reply of replies.replies)
      expect(reply.answers).toMatchObject({
        'followup-sv': expect.any(String),
        'followup-fi': expect.any(String),
      });
  });

  it('has owners who resolve to persons, and replies by owners', () => {
    const known = new Set([...personIds, 'planning@example.org']);
    for (const goal of goals) {
      const owners = goal.owners.flatMap(membersOf);
      expect(owners.length).toBeGreaterThanOrEqual(goal.owners.length);
      expect(owners.filter((owner) => !known.has(owner))).toEqual([]);
      expect(owners).toContain(replies.replies.find((reply) => reply.goal === goal.id)?.by);
    }
    expect(personIds).toContain(programme.coordinator);
    expect(goals.filter((goal) => goal.owners.includes('planning@example.org'))).toMatchObject([
      { id: 'admin-2', owners: ['planning@example.org'] },
    ]);
  });

  it('says everything in Swedish, Finnish and English', () => {
    const texts = goals.flatMap((goal) => [
      goal.title,
      ...goal.headings,
      ...goal.actions,
      ...goal.groups.map((group) => group.label),
      ...goal.fields.flatMap((each) => [each.label, each.hint ?? each.label, each.unit ?? each.label]),
    ]);
    for (const text of [...texts, programme.name, ...programme.headings])
      for (const language of languages) expect(text[language]).toEqual(expect.any(String));
  });

  it('names no address outside example.org', () => {
    const addresses =
      JSON.stringify([programme.coordinator, goals, people, replies]).match(/[^\s"]+@[^\s"]+/g) ?? [];
    expect(addresses.filter((address) => !address.endsWith('@example.org'))).toEqual([]);
  });
});
