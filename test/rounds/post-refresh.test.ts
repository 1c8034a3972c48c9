import { isRefreshDue, refreshableFrom } from '../../src/rounds/post-refresh';
import { latestDigest, type Round } from '../../src/rounds/round';
import { deadline, name, opens } from '../helpers/fixtures';

const monday = '2026-10-12T05:00:00.000Z';
const later = '2026-11-10T08:00:00.000Z';
const opened = { what: 'opened', by: 'schedule', at: opens.toISOString() } as const;
const closed = { what: 'closed', by: 'schedule', at: deadline.toISOString() } as const;
const reopened = { what: 'reopened', by: 'admin@example.org', at: later } as const;
/** Before its first digest. */
const bare: Round = {
  ...{ ...name, status: 'open', opens: opens.toISOString(), deadline: deadline.toISOString() },
  events: [opened],
};
const marks = { lastDigest: monday, nextRefresh: '2026-10-12T06:00:00.000Z' };
const round = (changes: Partial<Round> = {}): Round => ({ ...bare, ...marks, ...changes });
const isDue = (changes: Partial<Round>, now = '2026-10-12T06:00:00.000Z') =>
  isRefreshDue(round(changes), new Date(now));

describe('the posts of a round', () => {
  it('may be edited an hour after they were drawn, not earlier', () => {
    expect(refreshableFrom(new Date(monday)).toISOString()).toBe('2026-10-12T06:00:00.000Z');
    expect(isDue({}, '2026-10-12T05:59:59.999Z')).toBe(false);
    expect(isDue({})).toBe(true);
  });

  it('are not edited where there are none, or before anybody has said when', () => {
    expect(isRefreshDue({ ...bare, lastDigest: monday }, deadline)).toBe(false);
    expect(isRefreshDue({ ...bare, nextRefresh: marks.nextRefresh }, deadline)).toBe(false);
  });

  it('stand still once the round is closed, also when it was reopened, until the next digest', () => {
    expect(isDue({ status: 'closed', events: [opened, closed] })).toBe(false);
    const again = { status: 'reopened', events: [opened, closed, reopened] } as const;
    expect(isDue(again, '2026-11-20T08:00:00.000Z')).toBe(false);
    expect(isDue({ ...again, lastDigest: '2026-11-16T06:00:00.000Z' }, '2026-11-16T07:00:00.000Z')).toBe(
      true,
    );
  });
});

describe('the latest digest of a round', () => {
  it('is that of the last step, of the closing, and none after it was reopened', () => {
    expect(latestDigest(bare)).toBeUndefined();
    expect(latestDigest(round())).toBe(monday);
    expect(latestDigest(round({ status: 'closed', events: [opened, closed] }))).toBe(`closing-${closed.at}`);
    const again = { status: 'reopened', events: [opened, closed, reopened] } as const;
    expect(latestDigest(round(again))).toBeUndefined();
  });
});
