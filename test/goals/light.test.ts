import { type Answer, type Answers } from '../../src/goals/answer';
import { goalLights, lightOf } from '../../src/goals/light';
import { type Field, fieldSchema, type WorkState } from '../../src/goals/schema';

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

describe('the lights of a goal', () => {
  const label = { fi: 'Kenttä' };
  const field = (more: object): Field => fieldSchema.parse({ kind: 'percent', label, ...more });
  const fields = [
    field({ id: 'task-1', role: 'progress' }),
    field({ id: 'state-1', role: 'state', kind: 'work-state' }),
    field({ id: 'state-2', role: 'state', kind: 'work-state' }),
    field({ id: 'own-light', role: 'state', kind: 'light' }),
    field({ id: 'stray-light', kind: 'light' }),
  ];
  const workStates: WorkState[] = [
    { id: 'as-planned', label, light: 'green' },
    { id: 'challenges', label, light: 'yellow' },
    { id: 'stuck', label, light: 'red' },
    { id: 'not-started', label, light: 'not-assessable' },
  ];
  const programme = { attainment: 'mean' as const, thresholds, workStates };
  const lights = (values: Record<string, Answer['value']>) => {
    const answers: Answers = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, { raw: String(value), value }]),
    );
    return goalLights({ fields }, programme, answers);
  };

  test('no answer at all is "not answered"', () => {
    expect(lights({})).toEqual({ computed: 'not-answered', shown: 'not-answered', differs: false });
  });
  test('the computed light is shown; a different opinion is kept and told', () => {
    expect(lights({ 'task-1': 95, 'state-1': 'challenges' })).toEqual({
      computed: 'green',
      selfAssessed: 'yellow',
      shown: 'green',
      differs: true,
    });
    expect(lights({ 'task-1': 95, 'state-1': 'as-planned' })).toMatchObject({
      shown: 'green',
      differs: false,
    });
  });
  test('the worst of several states counts', () => {
    expect(lights({ 'state-1': 'as-planned', 'state-2': 'stuck' })).toMatchObject({ selfAssessed: 'red' });
    expect(lights({ 'state-1': 'challenges', 'own-light': 'green' })).toMatchObject({
      selfAssessed: 'yellow',
    });
    expect(lights({ 'state-1': 'not-started', 'own-light': 'green' })).toMatchObject({
      selfAssessed: 'green',
    });
  });
  test('where nothing can be computed, the people’s own light is shown', () => {
    expect(lights({ 'task-1': null, 'state-1': 'stuck' })).toEqual({
      computed: 'not-assessable',
      selfAssessed: 'red',
      shown: 'red',
      differs: false,
    });
  });
  test('without either it is not assessable', () => {
    const nothing = { computed: 'not-assessable', shown: 'not-assessable', differs: false };
    expect(lights({ 'task-1': null })).toEqual(nothing);
    expect(lights({ 'task-1': null, 'stray-light': 'red', 'state-1': 'a state of last year' })).toEqual(
      nothing,
    );
  });
  test('"cannot be assessed" is no opposing opinion', () => {
    expect(lights({ 'task-1': 20, 'state-1': 'not-started' })).toEqual({
      computed: 'red',
      selfAssessed: 'not-assessable',
      shown: 'red',
      differs: false,
    });
  });
});
