import { isSyncDue } from '../../../src/schedule/people/people-mark';

const zone = 'Europe/Helsinki';
const now = new Date('2026-10-12T09:00:00.000Z');
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

it.each([
  ['never', undefined, true],
  ['today', { done: at(-1), tried: at(-1) }, false],
  ['yesterday', { done: at(-24), tried: at(-24) }, true],
  ['a moment ago by a clock that differs a little', { done: at(0.01), tried: at(0.01) }, false],
  ['tomorrow, by a clock that was set back since', { done: at(24), tried: at(24) }, true],
  ['next year, by a clock that was set back since', { done: at(9_000), tried: at(9_000) }, true],
  ['in vain ten minutes ago', { tried: at(-1 / 6), failure: 'no answer' }, false],
  ['in vain an hour ago', { tried: at(-1), failure: 'no answer' }, true],
  ['in vain tomorrow, by a clock that was set back since', { tried: at(24), failure: 'no answer' }, true],
])('persons compared %s: whether they are to be compared now', (_when, mark, isDue) => {
  expect(isSyncDue(mark, now, zone)).toBe(isDue);
});
