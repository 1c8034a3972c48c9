import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { type Field, type Light } from '../../src/goals/schema';
import { disagreeingSides, lacksSide, saidSides } from '../../src/goals/judging/target-side';
import { inTexts, lights, measures as byHand, printed, units } from './half-year-by-hand';
import { type Judged, judgedAsPublished, judgedBy } from './judged';
import { numbersIn } from './numbers-in';

const seed = readSeed(path.join(seedsDirectory, 'half-year-follow-up'));
const { programme, goals, people, replies } = seed;
const languages = ['sv', 'fi', 'en'] as const;
const measures = goals.flatMap((goal) => goal.fields.filter((field) => field.role === 'measure'));
const personIds = people.persons.map((person) => person.id);

function field(goalId: string, fieldId: string): Field {
  const found = goals.find((goal) => goal.id === goalId)?.fields.find((each) => each.id === fieldId);
  if (!found) throw new Error(`no field ${fieldId} in ${goalId}`);
  return found;
}

/** "percent 0.2 → 0.0 at-most by direction, adds up" */
function shown({ kind, baseline, targets: [target], direction, accumulates }: Field): string {
  const [said] = saidSides({ baseline, direction }, target!);
  const side = said ? `${said.side} by ${said.by}` : 'no side';
  return `${kind} ${baseline?.raw ?? '–'} → ${target!.raw} ${side}${accumulates ? ', adds up' : ''}`;
}

function answer(goalId: string, fieldId: string) {
  return replies.replies.find((reply) => reply.goal === goalId)?.answers[fieldId];
}

function asJudged([light, percent, kept]: readonly [Light, number?, boolean?]): Judged {
  return { light, ...(percent !== undefined && { percent }), ...(kept !== undefined && { kept }) };
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

  it('starts and goes where the document says, and on which side is good', () => {
    const named = goals.flatMap(({ id, fields }) =>
      fields
        .filter(({ role }) => role === 'measure')
        .map((each) => [`${id} ${each.id}`, shown(each)] as const),
    );
    expect(named.map(([name]) => name)).toEqual(Object.keys(byHand));
    expect(Object.fromEntries(named)).toEqual(byHand);
    expect(measures.filter(lacksSide).map(({ id }) => id)).toEqual(['supervision', 'total-costs']);
    // Money is used from 0 on and held to its plan: a year's sum has no way that would speak against that.
    const disagreeing = measures.filter((each) => disagreeingSides(each, each.targets[0]!));
    expect(disagreeing.map(({ id }) => id)).toEqual([]);
  });

  it('computes with the figures that are printed, but for the target of the scale', () => {
    for (const { id, baseline, targets } of measures)
      for (const figure of [baseline, ...targets]) {
        if (!figure) continue;
        // "1,000.0" is a thousand, "<3 månader" three.
        const number = Number(figure.raw.replace(',', '').replace(/^<(\d) månader$/, '$1'));
        const isScale = id === 'specialised-nurses' && figure !== baseline;
        expect([id, figure.value]).toEqual([id, isScale ? undefined : number]);
      }
    expect(field('centre-2', 'specialised-nurses')).toMatchObject({ min: 0, max: 2 });
  });

  it('has its units in each language', () => {
    const named = goals.flatMap(({ id, fields }) =>
      fields.flatMap(({ id: fieldId, unit }) => (unit ? [[`${id} ${fieldId}`, unit] as const] : [])),
    );
    expect(
      Object.fromEntries(named.map(([name, unit]) => [name, languages.map((each) => unit[each])])),
    ).toEqual(units);
  });

  it('reports the figures of the document as printed, of 19 measures and beside them, and both texts', () => {
    expect(replies.replies.map((reply) => reply.goal)).toEqual(goals.map((goal) => goal.id));
    const figures = replies.replies.map(({ goal, answers }) => {
      const { 'followup-sv': sv, 'followup-fi': fi, ...rest } = answers;
      expect([sv, fi]).toEqual([expect.any(String), expect.any(String)]);
      return [goal, rest] as const;
    });
    const given = figures.filter(([, rest]) => Object.keys(rest).length > 0);
    expect(Object.fromEntries(given)).toEqual(printed);
    const judged = given.flatMap(([id, rest]) =>
      Object.keys(rest).filter((fieldId) => field(id, fieldId).role === 'measure'),
    );
    expect(judged).toHaveLength(19);
  });

  it('says the same figures in Swedish and Finnish', () => {
    for (const language of ['sv', 'fi'] as const) {
      const found = goals
        .map(({ id }) => [id, numbersIn(String(answer(id, `followup-${language}`)), language)] as const)
        .filter(([, numbers]) => numbers !== '');
      expect(Object.fromEntries(found)).toEqual(inTexts);
    }
  });

  it('publishes no lights, and has those that follow from the figures', () => {
    expect(programme.publishes).toBe('none');
    const expected = goals.map(({ id }) => [id, asJudged(lights[id] ?? ['not-assessable'])] as const);
    expect(judgedAsPublished(seed)).toEqual(new Map(expected));
  });

  it.each<[string, string, string, string, readonly [Light, number?, boolean?]]>([
    // A year's births, of which half are due at half-time.
    ['hospital-2', 'births', '470', '2025-H1', ['yellow', 85.45, false]],
    ['hospital-2', 'births', '550', '2025-H1', ['green', 100, true]],
    ['hospital-2', 'births', '550', '2025-H2', ['yellow', 50, false]],
    ['hospital-2', 'births', '1 100', '2025-H2', ['green', 100, true]],
    ['centre-3', 'budget-reviews', '6', '2025-H1', ['green', 100, true]],
    ['centre-3', 'budget-reviews', '3', '2025-H1', ['yellow', 50, false]],
    ['centre-3', 'budget-reviews', '6', '2025-H2', ['yellow', 50, false]],
    ['centre-3', 'budget-reviews', '12', '2025-H2', ['green', 100, true]],
    // 60 % of a year's money in half a year is too much, and so is 104 % in a whole one.
    ['home-3', 'operating-margin', '48,4', '2025-H1', ['green', 100, true]],
    ['home-3', 'operating-margin', '60', '2025-H1', ['yellow', 83.33, false]],
    ['home-3', 'operating-margin', '100', '2025-H2', ['green', 100, true]],
    ['home-3', 'operating-margin', '104', '2025-H2', ['green', 96.15, false]],
    ['rescue-3', 'resource-use', '51', '2025-H1', ['green', 98.04, false]],
    ['rehab-1', 'remote-visits', '200', '2025-H1', ['yellow', 80, false]],
    ['rehab-3', 'managers-in-units', '25', '2025-H1', ['green', 100, true]],
    ['hospital-3', 'total-costs', '51,1 %', '2025-H1', ['not-assessable']],
    // Not counted from January.
    ['customer-2', 'staff-cost-ratio', '100', '2025-H1', ['green', 100, true]],
    ['customer-2', 'staff-cost-ratio', '99', '2025-H1', ['red', 0, false]],
    ['home-1', 'waiting-housing', '<3 månader', '2025-H1', ['green', 100, true]],
    ['home-1', 'waiting-housing', '3', '2025-H1', ['red', 0, false]],
    ['home-2', 'staffing-compliance', '101', '2025-H1', ['green', 100, true]],
    ['psychosocial-2', 'training-days', '60', '2025-H1', ['yellow', 50, false]],
    ['psychosocial-2', 'supervision', '5', '2025-H1', ['not-assessable']],
    ['rehab-1', 'lighter-housing', '5', '2025-H1', ['yellow', 50, false]],
    ['centre-2', 'specialised-nurses', '0', '2025-H1', ['red', 0]],
    ['centre-2', 'specialised-nurses', '2', '2025-H1', ['green', 100]],
    ['admin-1', 'enps', '5', '2025-H1', ['yellow', 83.33, false]],
  ])('judges %s %s at %s in %s: %s', (goalId, fieldId, raw, period, standing) => {
    const goal = goals.find(({ id }) => id === goalId)!;
    expect(judgedBy(programme, goal, { [fieldId]: raw }, period)).toEqual(asJudged(standing));
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
