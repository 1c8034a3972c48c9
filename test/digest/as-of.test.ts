/** What leadership saw at a moment, and what changed since the digest before. */
import { wordingFor } from '../../bot/views/wording';
import { digestCommand, type DigestOptions } from '../../bot/cli/rounds/digest';
import { type CliContext } from '../../bot/cli/parts/cli-command';
import { buildDigest } from '../../src/digest/build-digest';
import { type Digest } from '../../src/digest/digest';
import { loadProgramme } from '../../src/goals/register';
import { sendPending } from '../../src/outbox/sender';
import { holidayCalendar } from '../../src/periods/working-days';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { enqueueDigests } from '../../src/rounds/enqueue-digests';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound } from '../../src/rounds/open-round';
import { roundPartition } from '../../src/rounds/round-store';
import {
  deadline,
  eachWithStore,
  name,
  opens,
  refusal,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const admin = { ...name, by: 'admin@example.org', way: 'cli' } as const;
const later = new Date('2026-12-31T09:00:00Z');
const at = (text: string) => new Date(`2026-${text}:00Z`);
const digest = (moment: Date) => buildDigest(stored.store, name, moment);
const figures = ({ status, answered, lights: { green, red } }: Digest) => [status, answered, green, red];

const answer = (goalId: string, value: string, moment: Date, period = name.period) =>
  recordReply(
    stored.store,
    {
      ...{ ...name, period, goalId, by: goalId === 'b' ? 'bo@example.org' : 'anna@example.org' },
      ...{ typed: { value }, locale: 'fi', seenVersion: 9 },
    },
    moment,
  );

/** Puts a digest into the outbox at its step, and sends everything waiting at `sent`. */
async function sendDigest(step: Date, sent: Date): Promise<Digest[]> {
  const programme = (await loadProgramme(stored.store, name.programmeId))!;
  await enqueueDigests(stored.store, programme, { period: name.period, step: step.toISOString() }, step);
  return sendAll(sent);
}

async function sendAll(sent: Date): Promise<Digest[]> {
  const drawn: Digest[] = [];
  const clock = { now: () => sent };
  const deliver = async ({ kind }: { readonly kind: string }) => {
    if (kind === 'digest') drawn.push(await digest(sent));
    return { type: 'sent', receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 's' } } as const;
  };
  await sendPending({ store: stored.store, clock, deliver }, roundPartition(name));
  return drawn;
}

beforeEach(async () => {
  const channels = ['19:a@thread.tacv2', '19:b@thread.tacv2'].map((channel) => ({
    channel,
    language: 'fi' as const,
  }));
  await saveSetting(stored.store, smallSetting({ channels }));
  await openRound(stored.store, { ...admin, opens, deadline }, opens);
});

describe('as of a moment', () => {
  it('a digest has the replies of then, whatever was answered afterwards', async () => {
    await answer('a', '95', at('10-09T08:00'));
    const before = await digest(at('10-12T05:00'));
    await answer('a', '20', at('10-12T05:01'));
    await answer('b', '95', at('10-13T08:00'));
    expect(await digest(at('10-12T05:00'))).toEqual(before);
    expect(figures(before)).toEqual(['open', 1, 1, 0]);
    expect(figures(await digest(at('10-13T08:00')))).toEqual(['open', 2, 1, 1]);
  });

  it('a round is open until it is closed, closed until it is reopened, and each closing keeps its figures', async () => {
    await answer('a', '95', at('10-09T08:00'));
    const first = at('11-04T14:00');
    await closeRound(stored.store, admin, first);
    const closed = await digest(first);
    await reopenRound(
      stored.store,
      { ...admin, reason: 'late', deadline: at('11-20T14:00') },
      at('11-10T08:00'),
    );
    await answer('a', '20', at('11-11T08:00'));
    await closeRound(stored.store, admin, at('11-20T14:00'));
    expect(await digest(at('11-05T08:00'))).toEqual(closed);
    expect(figures(await digest(at('10-10T08:00')))).toEqual(['open', 1, 1, 0]);
    expect(figures(await digest(at('11-05T08:00')))).toEqual(['closed', 1, 1, 0]);
    expect(figures(await digest(at('11-10T09:00')))).toEqual(['reopened', 1, 1, 0]);
    expect(figures(await digest(at('11-12T08:00')))).toEqual(['reopened', 1, 0, 1]);
    expect(figures(await digest(later))).toEqual(['closed', 1, 0, 1]);
    const deadlines = await Promise.all(
      ['10-10T08:00', '11-05T08:00', '11-12T08:00'].map(async (each) => (await digest(at(each))).deadline),
    );
    expect(deadlines).toEqual([deadline, deadline, at('11-20T14:00')].map((each) => each.toISOString()));
    expect((await digest(at('11-10T07:00'))).late).toBe(0);
    expect((await digest(at('11-12T08:00'))).late).toBe(1);
  });

  it('a deadline that was moved afterwards is the one of then', async () => {
    await moveDeadline(stored.store, { ...admin, deadline: at('11-20T14:00') }, at('10-20T08:00'));
    expect((await digest(at('10-19T08:00'))).deadline).toBe(deadline.toISOString());
    expect((await digest(at('10-21T08:00'))).deadline).toBe(at('11-20T14:00').toISOString());
  });

  it('it is compared with the period that was closed then', async () => {
    const q2 = '2026-Q2';
    await openRound(stored.store, { ...admin, period: q2, opens, deadline }, opens);
    await answer('a', '20', at('10-08T08:00'), q2);
    await answer('a', '95', at('10-09T08:00'));
    await closeRound(stored.store, { ...admin, period: q2 }, at('10-10T08:00'));
    expect(await digest(at('10-09T09:00'))).not.toHaveProperty('previousPeriod');
    expect(await digest(at('10-10T08:00'))).toMatchObject({
      previousPeriod: q2,
      greenAgain: [{ id: 'a' }],
      sincePeriod: { answered: 1, turnedRed: 0, recovered: 1 },
    });
  });
});

describe('since the last digest', () => {
  it('the digest drawn for every channel says the same, and the next one counts from it', async () => {
    await answer('a', '95', at('10-09T08:00'));
    const first = await sendDigest(at('10-12T05:00'), at('10-12T05:01'));
    expect(first).toHaveLength(2);
    for (const each of first) expect(each).not.toHaveProperty('sinceDigest');
    await answer('a', '20', at('10-13T08:00'));
    await answer('b', '95', at('10-13T08:00'));
    const sinceDigest = {
      at: at('10-12T05:01').toISOString(),
      answered: 1,
      turnedRed: 1,
      ...{ fellToYellow: 0, recovered: 0, newSupport: 0 },
    };
    expect(await digest(at('10-14T08:00'))).toMatchObject({ sinceDigest });
    const second = await sendDigest(at('10-19T05:00'), at('10-19T05:01'));
    expect(second.map((each) => each.sinceDigest)).toEqual([sinceDigest, sinceDigest]);
    expect((await digest(at('10-19T06:00'))).sinceDigest).toMatchObject({ answered: 0, turnedRed: 0 });
    expect((await digest(at('10-19T05:00'))).sinceDigest).toEqual(sinceDigest);
  });

  it('the closing digest counts from the last weekly one, also when it is read later', async () => {
    await sendDigest(at('10-12T05:00'), at('10-12T05:01'));
    await answer('b', '20', at('10-13T08:00'));
    await closeRound(stored.store, admin, at('11-04T14:00'));
    const closing = await sendAll(at('11-04T14:01'));
    expect(closing.map((each) => each.sinceDigest?.answered)).toEqual([1, 1]);
    expect(await digest(later)).toEqual(closing[0]);
  });

  it('where there is no channel, counts from the mark of the last one', async () => {
    const programme = (await loadProgramme(stored.store, name.programmeId))!;
    const step = { period: name.period, step: at('10-12T05:00').toISOString() };
    await enqueueDigests(stored.store, { ...programme, channels: [] }, step, at('10-12T05:00'));
    await answer('b', '20', at('10-13T08:00'));
    expect((await digest(at('10-14T08:00'))).sinceDigest).toMatchObject({ at: step.step, answered: 1 });
    expect(await digest(at('10-12T05:00'))).not.toHaveProperty('sinceDigest');
  });
});

describe('seuranta digest --as-of', () => {
  const asOf = async (moment?: string, now = later): Promise<Digest> => {
    let printed: unknown;
    const context: CliContext = {
      store: stored.now.store,
      clock: { now: () => now },
      holidays: holidayCalendar(),
      actor: { by: 'cli:test', way: 'cli' },
      output: (data) => (printed = data),
      soffice: () => undefined,
      say: () => undefined,
    };
    const options: DigestOptions = {
      ...{ programme: name.programmeId, period: name.period, format: 'json', lang: 'fi' },
      ...(moment !== undefined && { asOf: moment }),
    };
    await digestCommand(context, options);
    return printed as Digest;
  };

  it('takes local time, a day for its end, and what is to come for now', async () => {
    await answer('a', '95', at('10-12T05:30'));
    expect((await asOf('2026-10-12T08:00')).answered).toBe(0);
    expect((await asOf('2026-10-12T08:30')).answered).toBe(1);
    expect((await asOf('2026-10-11')).answered).toBe(0);
    expect((await asOf('2026-10-12')).answered).toBe(1);
    expect((await asOf('2099-01-01')).asOf).toBe(later.toISOString());
    expect((await asOf()).asOf).toBe(later.toISOString());
    expect(wordingFor('fi').moment((await asOf('2026-10-12T08:00')).asOf)).toContain(
      '12.10.2026 klo\u00a08.00',
    );
  });

  it('refuses what is no moment', async () => {
    await expect(asOf('last Monday')).rejects.toEqual(refusal('moment-unreadable'));
  });
});
