import { type Answer, type Answers } from '../../../src/goals/answers/answer';
import { goalLight, type JudgingRules, lightOf } from '../../../src/goals/judging/light';
import { type Field, fieldSchema, groupSchema, type WorkState } from '../../../src/goals/schema';

const thresholds = { green: 90, yellow: 50 };

describe('the light of a percentage', () => {
  test.each([
    [100, 'green'],
    [90.000001, 'green'],
    [90, 'yellow'],
    [(45 / 50) * 100, 'yellow'],
    [90.00000000000001, 'yellow'],
    [50, 'yellow'],
    [49.99999999999999, 'yellow'],
    [49.999999, 'red'],
    [0, 'red'],
  ])('%d is %s', (percent, light) => {
    expect(lightOf(percent, thresholds)).toBe(light);
  });
  test('follows the programme’s own thresholds', () => {
    expect(lightOf(80, { green: 75, yellow: 25 })).toBe('green');
    expect(lightOf(25, { green: 75, yellow: 25 })).toBe('yellow');
  });
});

describe('the light of a goal', () => {
  const label = { fi: 'Kenttä' };
  const field = (more: object): Field => fieldSchema.parse({ kind: 'percent', label, ...more });
  const task = (number: number) => [
    field({ id: `progress-${number}`, role: 'progress', required: false, group: `task-${number}` }),
    field({ id: `state-${number}`, role: 'state', kind: 'work-state', group: `task-${number}` }),
  ];
  const form = {
    groups: [1, 2].map((number) => groupSchema.parse({ id: `task-${number}`, kind: 'task', label })),
    fields: [
      field({ id: 'share', role: 'measure', targets: [{ raw: 'enintään 6,75 %', value: 6.75 }] }),
      ...task(1),
      ...task(2),
      field({ id: 'own', role: 'state', kind: 'light' }),
      field({ id: 'stray', kind: 'light' }),
      field({ id: 'why', role: 'reason', kind: 'text', required: false }),
    ],
  };
  const workStates: WorkState[] = [
    { id: 'as-planned', label, light: 'green' },
    { id: 'challenges', label, light: 'yellow' },
    { id: 'stuck', label, light: 'red' },
    { id: 'not-started', label, light: 'not-assessable' },
  ];
  const judged = (values: Record<string, Answer['value']>, more: Partial<JudgingRules> = {}) => {
    const answers: Answers = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, { raw: String(value), value }]),
    );
    const rules = { attainment: 'mean', thresholds, workStates, lightBy: 'figures', ...more } as const;
    return goalLight(form, rules, answers, '2024-Q4');
  };

  test('is "not answered" without any answer', () => {
    expect(judged({})).toEqual({ light: 'not-answered', computed: 'not-answered', differs: false });
  });
  test('is by the measures, with whether the target is kept beside it', () => {
    expect(judged({ share: 7.14, 'progress-1': 10 })).toEqual({
      ...{ light: 'green', computed: 'green', by: 'measures', kept: false, differs: false },
      percent: expect.closeTo((100 * 6.75) / 7.14, 6) as number,
    });
    expect(judged({ share: 6.75 })).toMatchObject({ light: 'green', kept: true });
  });
  test('is by the tasks’ percentages where no measure can be judged', () => {
    expect(judged({ share: null, 'progress-1': 95, 'progress-2': 85 })).toEqual({
      ...{ light: 'yellow', computed: 'yellow', by: 'tasks', differs: false, percent: 90 },
    });
  });
  test('is never by a task’s state: that is a flag, counted over the goal’s tasks', () => {
    expect(judged({ 'progress-1': 95, 'state-1': 'stuck' })).toEqual({
      ...{ light: 'green', computed: 'green', by: 'tasks', differs: false, percent: 95 },
      support: { asking: 1, of: 2 },
    });
    expect(judged({ 'state-1': 'stuck', 'state-2': 'stuck' })).toEqual({
      ...{ light: 'not-assessable', computed: 'not-assessable', differs: false },
      support: { asking: 2, of: 2 },
    });
    expect(judged({ 'state-1': 'challenges' }).support).toEqual({ asking: 0, of: 2 });
    expect(judged({ share: 5, 'state-1': 'a state of last year' }).support).toBeUndefined();
  });
  test('is by the goal’s own state where nothing can be computed', () => {
    expect(judged({ share: null, own: 'red' })).toEqual({
      ...{ light: 'red', computed: 'not-assessable', own: 'red', by: 'state', differs: false },
    });
    expect(judged({ own: 'not-assessable' })).toMatchObject({
      light: 'not-assessable',
      own: 'not-assessable',
    });
    expect(judged({ stray: 'red' })).toMatchObject({ light: 'not-assessable' });
  });
  test('is by the figures where the owner says otherwise; that they differ is kept', () => {
    expect(judged({ share: 6, own: 'red' })).toMatchObject({ light: 'green', own: 'red', differs: true });
    expect(judged({ share: 6, own: 'green' })).toMatchObject({ light: 'green', differs: false });
    expect(judged({ share: 60, own: 'not-assessable' })).toMatchObject({ light: 'red', differs: false });
    expect(judged({ share: 6, own: 'red', why: 'Vain puolet mitattu.' }).reason).toBeUndefined();
  });
  test('is the owner’s where the programme says so, with a reason only', () => {
    const byOwner = { lightBy: 'owner' } as const;
    expect(judged({ share: 6, own: 'red', why: 'Vain puolet mitattu.' }, byOwner)).toMatchObject({
      ...{ light: 'red', by: 'owner', computed: 'green', differs: true, reason: 'Vain puolet mitattu.' },
    });
    expect(judged({ share: 6, own: 'red' }, byOwner)).toMatchObject({ light: 'green', by: 'measures' });
    const same = judged({ share: 6, own: 'green', why: 'Kaikki mitattu.' }, byOwner);
    expect(same).toMatchObject({ light: 'green', by: 'measures' });
    expect(same.reason).toBeUndefined();
  });
});
