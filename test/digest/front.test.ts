/** Which rounds a channel's front post lists, and when it shows something else. */
import { describe, expect, it } from '@jest/globals';
import { computeDigest, type Digest } from '../../src/digest/digest';
import { frontFigures, frontRow, latestRounds, listedRounds } from '../../src/digest/front';
import { figuresOf } from '../../src/digest/figures';
import { documentSnapshot, type Round, type RoundEvent } from '../../src/rounds/round';
import { deadline, during, goalWith, opens } from '../helpers/fixtures';
import { sourceOf } from './fixtures';

const monday = '2026-10-11T21:00:00.000Z';
const event = (what: RoundEvent['what'], at: string, changes: Partial<RoundEvent> = {}): RoundEvent => ({
  ...{ what, at, by: 'schedule' },
  ...changes,
});
const round = (programmeId: string, period: string, changes: Partial<Round>): Round => ({
  ...{ programmeId, period, status: 'open', opens: opens.toISOString(), deadline: deadline.toISOString() },
  events: [event('opened', opens.toISOString())],
  ...changes,
});
const closedAt = (at: string, changes: Partial<RoundEvent> = {}): Partial<Round> => ({
  status: 'closed',
  events: [event('opened', opens.toISOString()), event('closed', at, changes)],
});
const programmes = [{ id: 'b' }, { id: 'a' }];
const namesOf = (rounds: readonly Round[]) =>
  rounds.map(({ programmeId, period }) => `${programmeId} ${period}`);

describe('a front post', () => {
  it.each<[string, Partial<Round>, boolean]>([
    ['an open round', {}, true],
    ['a reopened one', { status: 'reopened' }, true],
    ['one that is being closed', { status: 'closing' }, true],
    ['one that was closed this week', closedAt(monday), true],
    ['one that was closed last week', closedAt('2026-10-11T20:59:59.999Z'), false],
    [
      'figures of a document that were imported this week',
      closedAt(monday, { snapshot: documentSnapshot }),
      false,
    ],
    ['one that is planned', { status: 'planned', events: [] }, false],
    ['one that was skipped', { status: 'planned', events: [event('skipped', monday)] }, false],
    ['one of a programme that the channel does not get', { programmeId: 'other' }, false],
  ])('lists %s: %j', (_what, changes, isListed) => {
    expect(listedRounds(programmes, [round('a', '2026-Q3', changes)], monday)).toHaveLength(isListed ? 1 : 0);
  });

  it('lists every round of a programme, the programmes in their order and the periods in theirs', () => {
    const rounds = [
      round('a', '2026-Q3', {}),
      round('b', '2026-Q3', {}),
      round('a', '2026-Q2', closedAt(monday)),
      round('b', '2025-Q4', { status: 'reopened' }),
    ];
    expect(namesOf(listedRounds(programmes, rounds, monday))).toEqual([
      ...['b 2025-Q4', 'b 2026-Q3', 'a 2026-Q2', 'a 2026-Q3'],
    ]);
  });

  it('has the latest round of each programme at hand for a reader who asks while none is open', () => {
    const rounds = [
      round('a', '2026-Q2', closedAt('2026-08-01T00:00:00.000Z')),
      round('a', '2026-Q1', closedAt('2026-05-01T00:00:00.000Z')),
      round('a', '2026-Q3', { status: 'planned', events: [] }),
    ];
    expect(listedRounds(programmes, rounds, monday)).toEqual([]);
    expect(namesOf(latestRounds(programmes, rounds))).toEqual(['a 2026-Q2']);
  });
});

describe('what a front post shows', () => {
  const goals = [goalWith('a'), goalWith('b')];
  const digest = (value: string, changes: Partial<Digest> = {}): Digest => ({
    ...computeDigest(
      sourceOf({ goals, raws: { a: { value } }, previous: { goals, raws: { a: { value: '95' } } } }),
      during,
    ),
    ...changes,
  });

  it('is each round’s lights, answers, falls and requests for support', () => {
    const shortName = { fi: 'Lyhyt' };
    expect(frontRow(digest('60', { askSupport: 3, shortName }))).toMatchObject({
      ...{ programmeId: 'prog', shortName, period: '2026-Q3', judged: true, asked: 2, answered: 1 },
      ...{ worse: 1, askSupport: 3, lights: { yellow: 1, 'not-answered': 1 } },
    });
  });

  it.each<[string, (another: Digest) => Digest[], boolean]>([
    ['another light', (another) => [another, digest('20')], true],
    ['a round more', (another) => [another, digest('95'), digest('95')], true],
    ['a question more', (another) => [another, digest('95', { questions: 1 })], true],
    ['a closed round', (another) => [another, digest('95', { status: 'closed' })], true],
    ['another figure of the same light', (another) => [another, digest('97')], false],
    ['another moment', (another) => [another, digest('95', { asOf: monday })], false],
  ])('differs with %s: %#', (_what, then, differs) => {
    const another = digest('95', { programmeId: 'another' });
    expect(frontFigures(then(another)) !== frontFigures([another, digest('95')])).toBe(differs);
  });

  it('is the whole digest when there is only one', () => {
    expect(frontFigures([digest('95')])).toBe(figuresOf(digest('95')));
  });
});
