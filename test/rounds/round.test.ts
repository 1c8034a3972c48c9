import {
  dueAt,
  isLate,
  lateTimes,
  reopened as reopenRound,
  reopeningOf,
  type Round,
  takesRepliesAt,
} from '../../src/rounds/round';
import { deadline, name, opens } from '../helpers/fixtures';

const closes = '2026-11-09T14:00:00.000Z';
const end = '2026-11-18T14:00:00.000Z';
const opened = { what: 'opened', by: 'schedule', at: opens.toISOString() } as const;
const closedEvent = { what: 'closed', by: 'schedule', at: closes } as const;
const reopenedEvent = {
  what: 'reopened',
  by: 'a@example.org',
  at: '2026-11-10T09:00:00.000Z',
  reason: 'x',
} as const;
const open: Round = {
  ...name,
  status: 'open',
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  events: [opened],
};
const graceful: Round = { ...open, closes };
const reopened: Round = {
  ...{ ...open, status: 'reopened', deadline: end, lateAfter: deadline.toISOString() },
  events: [opened, closedEvent, reopenedEvent],
};

const before = '2026-11-04T13:59:59.999Z';
const at = deadline.toISOString();

it('that is reopened forgets what its digest still had to tell, since the figures change', () => {
  const closed: Round = {
    ...{ ...open, status: 'closed', closes, events: [opened, closedEvent], snapshot: 's' },
    ...{ untold: 'step', unposted: { step: 'step', channels: [] }, lastDigest: 'step' },
  };
  const { what, ...event } = reopenedEvent;
  expect(reopenRound(closed, event, new Date(end))).toEqual({
    ...{ ...reopened, lastDigest: 'step', events: [opened, closedEvent, { ...event, what }] },
  });
});

describe('what is answered', () => {
  it.each([
    ['a round without days for late replies', open, before, false, true],
    ['it, at its deadline', open, at, true, false],
    ['one with such days, before the deadline', graceful, before, false, true],
    ['it, at the deadline', graceful, at, true, true],
    ['it, right before its closing', graceful, '2026-11-09T13:59:59.999Z', true, true],
    ['it, at its closing', graceful, closes, true, false],
    ['a reopened one, after its first deadline', reopened, '2026-11-12T09:00:00.000Z', true, true],
    ['it, at its new deadline', reopened, end, true, false],
  ])('in %s: late, taken', (_, round, moment, late, taken) => {
    expect([isLate(round, moment), takesRepliesAt(round, new Date(moment))]).toEqual([late, taken]);
    const times = { deadline: at, closing: round.closes ?? round.deadline };
    expect(lateTimes(round, new Date(moment))).toEqual(late && taken ? times : undefined);
  });

  it('in a round that was closed early and reopened is in time until its first deadline', () => {
    const early = { ...reopened, lateAfter: '2026-11-15T14:00:00.000Z' };
    expect(isLate(early, '2026-11-12T09:00:00.000Z')).toBe(false);
    expect(lateTimes(early, new Date('2026-11-12T09:00:00.000Z'))).toBeUndefined();
  });
});

describe('a reply is asked for', () => {
  it.each([
    [open, before, at],
    [graceful, before, at],
    [graceful, at, closes],
    [reopened, '2026-11-12T09:00:00.000Z', end],
  ])('until the deadline, and after it until the closing', (round, moment, due) => {
    expect(dueAt(round, new Date(moment))).toBe(due);
  });
});

describe('the reopening of a round', () => {
  it('is its latest one, while it takes replies again', () => {
    expect(reopeningOf(reopened)).toBe(reopenedEvent);
    const later = { ...reopenedEvent, reason: 'again' };
    expect(reopeningOf({ ...reopened, events: [...reopened.events, closedEvent, later] })).toBe(later);
  });

  it.each([[open], [{ ...reopened, status: 'closed', events: [...reopened.events, closedEvent] } as const]])(
    'is none of one that is open or closed: %#',
    (round) => expect(reopeningOf(round)).toBeUndefined(),
  );
});
