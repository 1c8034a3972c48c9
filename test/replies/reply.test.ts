import { type Answer } from '../../src/goals/answers/answer';
import { type Field } from '../../src/goals/schema';
import {
  completeness,
  goalCompleteness,
  type GivenAnswers,
  lateFields,
  nextVersion,
  overwrittenUnseen,
  saysNothingNew,
} from '../../src/replies/reply';
import { estimate, goalWith, text } from '../helpers/fixtures';

const goal = goalWith('g', { fields: [estimate('value'), text('note'), text('reason', { required: true })] });
const anna = { by: 'anna@example.org', at: '2026-10-12T09:00:00.000Z', formVersion: 1 };
const bo = { ...anna, by: 'bo@example.org', at: '2026-10-13T09:00:00.000Z' };
const answer = (raw: string): Answer => ({ raw, value: raw });
const given = (answers: Record<string, string | undefined>) =>
  new Map(
    Object.entries(answers).map(([id, raw]) => [id, raw === undefined ? undefined : answer(raw)] as const),
  );
const first = nextVersion(undefined, goal, given({ value: '10', note: 'x' }), anna);

describe('what was answered late', () => {
  const { answers } = nextVersion(first, goal, given({ value: '10', note: 'y', reason: 'z' }), bo);

  it.each([
    [{ deadline: '2026-10-12T08:59:00.000Z' }, ['value', 'note', 'reason']],
    [{ deadline: bo.at }, ['note', 'reason']],
    [{ deadline: '2026-10-13T09:00:00.001Z' }, []],
    [{ deadline: '2026-12-01T14:00:00.000Z', lateAfter: bo.at }, ['note', 'reason']],
  ])('is what has another answer since the first deadline: %j %j', (round, late) => {
    expect(lateFields(round, answers)).toEqual(late);
  });
});

describe('how complete a reply is', () => {
  const answersTo = (ids: readonly string[]): GivenAnswers =>
    nextVersion(undefined, goal, given(Object.fromEntries(ids.map((id) => [id, '1']))), anna).answers;
  const optional = goalWith('o', { fields: [text('one'), text('other')] });

  it.each([
    [[], 'unanswered'],
    [['note'], 'partly'],
    [['value'], 'partly'],
    [['value', 'note'], 'partly'],
    [['value', 'reason'], 'answered'],
    [['value', 'reason', 'note'], 'answered'],
    [['elsewhere'], 'unanswered'],
  ])('with answers to %j: %s', (ids, expected) => {
    expect(completeness(goal.fields, answersTo(ids))).toBe(expected);
  });

  it('without required fields: answered as soon as one is', () => {
    expect(goalCompleteness(optional, undefined)).toBe('unanswered');
    expect(completeness(optional.fields, answersTo(['other']))).toBe('answered');
  });

  it('does not take what every object has for an answer', () => {
    const odd: readonly Field[] = goalWith('odd', { fields: [estimate('constructor')] }).fields;
    expect(completeness(odd, {})).toBe('unanswered');
  });
});

describe('the next version', () => {
  it('marks with who, when and which version only what has changed', () => {
    const second = nextVersion(first, goal, given({ value: '10', note: 'y', reason: 'z' }), bo);
    expect(second).toEqual({
      goalId: 'g',
      version: 2,
      ...bo,
      answers: {
        value: first.answers['value'],
        note: { ...answer('y'), by: bo.by, at: bo.at, version: 2 },
        reason: { ...answer('z'), by: bo.by, at: bo.at, version: 2 },
      },
    });
  });

  it('removes an answer that was emptied and leaves those not given alone', () => {
    const second = nextVersion(first, goal, given({ note: undefined }), bo);
    expect(second.answers).toEqual({ value: first.answers['value'] });
  });

  it('does not change the version before', () => {
    const copy = structuredClone(first);
    nextVersion(first, goal, given({ value: '11', note: undefined }), bo);
    expect(first).toEqual(copy);
  });
});

describe('a submit', () => {
  it('says nothing new when all it says is there already, empty fields included', () => {
    expect(saysNothingNew(first, given({ value: '10', note: 'x', reason: undefined }))).toBe(true);
    expect(saysNothingNew(first, given({ value: '10', note: undefined }))).toBe(false);
    expect(saysNothingNew(first, given({ value: '10,0' }))).toBe(false);
  });

  it.each([
    ['by somebody else, unseen', 0, 'bo@example.org', { value: '20' }, ['value']],
    ['by somebody else, seen', 1, 'bo@example.org', { value: '20' }, []],
    ['by the same person from another device', 0, 'anna@example.org', { value: '20' }, []],
    ['by somebody else who says the same', 0, 'bo@example.org', { value: '10' }, []],
    ['by somebody else who empties it', 0, 'bo@example.org', { note: undefined }, ['note']],
    ['by somebody else to another field', 0, 'bo@example.org', { reason: 'z' }, []],
  ])('%s overwrites unseen answers or not', (_, seenVersion, by, answers, expected) => {
    expect(overwrittenUnseen([first], seenVersion, by, given(answers))).toEqual(expected);
  });
});
