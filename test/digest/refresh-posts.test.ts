/** The week's posts are edited while the round is open, each at most once an hour. */
import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { type Digest } from '../../src/digest/digest';
import { figuresOf } from '../../src/digest/figures';
import { unsubscribeChannel } from '../../src/goals/channels';
import { saveRegister } from '../../src/goals/register';
import { mostChannels, type Programme, type Register } from '../../src/goals/schema';
import { allMessages, countMessages, type Message, undelivered } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { savePeople } from '../../src/people/directory';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { askOwner } from '../../src/rounds/ask-owner';
import { changeOwner } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound } from '../../src/rounds/open-round';
import { readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { runTick } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  channel,
  collect,
  deadline,
  eachWithStore,
  goalWith,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { holidays } from '../schedule/ticking';
import { ask, respond } from '../questions/setting';
import { answer as askSupport, decide, supportSetting } from '../support/setting';

const stored = eachWithStore();
const admin = { ...name, by: 'admin@example.org', way: 'cli' } as const;
const at = (text: string) => new Date(`2026-${text}:00Z`);
const other = '19:other@thread.tacv2';
const twoChannels = [channel, other].map((each) => ({ channel: each, language: 'fi' as const }));

/** Posts and edits in a channel, in order. */
interface Drawn extends Pick<Message, 'kind' | 'edits'> {
  readonly channel: string;
  readonly digest: Digest;
}
let drawn: Drawn[];
let outcome: ((message: Message) => Outcome | undefined) | undefined;

beforeEach(async () => {
  drawn = [];
  outcome = undefined;
  await saveOpenRound(stored.store, smallSetting());
});

/** A tick that draws digests as the bot does; other messages are discarded. */
async function tick(moment: Date, store: EntityStore = stored.store): Promise<string[]> {
  const before = drawn.length;
  const failures: string[] = [];
  await runTick({
    ...{ store, holidays, clock: { now: () => moment } },
    deliver: (message) => deliver(store, message, moment),
    onFailure: (what) => failures.push(what),
  });
  if (failures.length > 0) throw new Error(failures.join(', '));
  return drawn.slice(before).map(({ kind }) => kind);
}

async function deliver(store: EntityStore, message: Message, moment: Date): Promise<Outcome> {
  const { recipient, kind, data, edits, key } = message;
  const receipt = edits ?? { conversationId: key, activityId: '1', serviceUrl: 'http://localhost' };
  const said = outcome?.(message);
  if (said) return said;
  if (recipient.type !== 'channel') return { type: 'sent', receipt };
  const { programmeId, period, step } = data as unknown as RoundName & { readonly step?: string };
  const digest = await buildDigest(store, { programmeId, period }, moment, step);
  drawn.push({ kind, channel: recipient.channelId, digest, ...(edits && { edits }) });
  return { type: 'sent', receipt, shown: figuresOf(digest) };
}

const answer = (goalId: string, value: string, moment: Date, store = stored.store) =>
  recordReply(
    store,
    {
      ...{ ...name, goalId, by: goalId === 'b' ? 'bo@example.org' : 'anna@example.org' },
      ...{ typed: { value }, locale: 'fi', seenVersion: 9 },
    },
    moment,
  );
const edits = async (store = stored.store) =>
  (await collect(allMessages(store, roundPartition(name))))
    .map(({ value }) => value)
    .filter((each) => each.edits);

describe('the post of a week', () => {
  it('is edited where it stands when somebody has answered, and shows the moment and the figures of then', async () => {
    expect(await tick(at('10-12T05:00'))).toEqual(['digest']);
    await answer('a', '95', at('10-12T05:30'));
    expect(await tick(at('10-12T06:00'))).toEqual(['digest-edit']);
    const [post, edit] = drawn;
    expect(edit!.edits!.conversationId).toBe(`prog|2026-Q3|${channel}|digest-2026-10-12T05:00:00.000Z-fi`);
    expect([post!.digest.answered, edit!.digest.answered]).toEqual([0, 1]);
    expect(edit!.digest.asOf).toBe(at('10-12T06:00').toISOString());
  });

  it('is edited at most once an hour, whatever comes in meanwhile', async () => {
    await tick(at('10-12T05:00'));
    for (const [minute, goalId] of [
      ['10', 'a'],
      ['20', 'b'],
    ] as const) {
      await answer(goalId, '95', at(`10-12T05:${minute}`));
      expect(await tick(at(`10-12T05:${minute}`))).toEqual([]);
    }
    expect(await tick(at('10-12T05:59'))).toEqual([]);
    expect(await tick(at('10-12T06:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.answered).toBe(2);
    await answer('both', '20', at('10-12T06:01'));
    expect(await tick(at('10-12T06:59'))).toEqual([]);
    expect(await tick(at('10-12T07:00'))).toEqual(['digest-edit']);
  });

  it('is left alone while nothing changed in it, though somebody answered the same, or another figure of the same light', async () => {
    await answer('a', '95', at('10-10T05:00'));
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-12T05:30'));
    await answer('a', '96', at('10-12T05:40'));
    for (const hour of ['06', '07', '08']) expect(await tick(at(`10-12T${hour}:00`))).toEqual([]);
    expect(await edits()).toEqual([]);
  });

  it('is edited once on the day on which a request for support grows old, and left alone before and after', async () => {
    await saveOpenRound(stored.store, supportSetting());
    await askSupport(stored.store, { s1: 'stuck' }, at('10-12T09:00'));
    expect(await tick(at('10-26T06:00'))).toEqual(['digest']);
    for (const hour of ['07', '08']) expect(await tick(at(`10-26T${hour}:00`))).toEqual([]);
    expect(await tick(at('10-27T06:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.oldSupport).toMatchObject({ goals: ['a'] });
    for (const hour of ['07', '08']) expect(await tick(at(`10-27T${hour}:00`))).toEqual([]);
  });

  it('is edited when a request of the round before is decided, or a question about that round responded to', async () => {
    await saveOpenRound(stored.store, supportSetting());
    await askSupport(stored.store, { s1: 'stuck' }, at('10-12T09:00'));
    await ask(stored.store, {}, at('10-12T09:00'));
    await closeRound(stored.store, admin, at('11-05T09:00'));
    const next = {
      ...name,
      period: '2026-Q4',
      ...schedule,
      opens: at('11-06T09:00'),
      deadline: at('12-20T14:00'),
    };
    await openRound(stored.store, next, at('11-06T09:00'));
    await tick(at('11-09T06:00'));
    expect(drawn.at(-1)!.digest).toMatchObject({ oldSupport: { count: 1 }, questions: 1 });
    expect(await tick(at('11-09T07:00'))).toEqual([]);
    await decide(stored.store, {}, at('11-09T07:10'));
    expect(await tick(at('11-09T08:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.oldSupport).toBeUndefined();
    await respond(stored.store, {}, at('11-09T08:10'));
    expect(await tick(at('11-09T09:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.questions).toBeUndefined();
  });

  it('is edited too when the deadline was moved', async () => {
    await tick(at('10-12T05:00'));
    await moveDeadline(stored.store, { ...admin, deadline: at('11-20T14:00') }, at('10-12T05:10'));
    expect(await tick(at('10-12T06:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.deadline).toBe(at('11-20T14:00').toISOString());
  });

  it('goes on comparing with the post before it, and so does the next one', async () => {
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-13T08:00'));
    await tick(at('10-13T09:00'));
    expect(drawn.at(-1)!.digest).not.toHaveProperty('sinceDigest');
    await tick(at('10-19T05:00'));
    const week = { at: at('10-12T05:00').toISOString(), answered: 1 };
    expect(drawn.at(-1)!.digest.sinceDigest).toMatchObject(week);
    await answer('b', '95', at('10-20T08:00'));
    await tick(at('10-20T09:00'));
    expect(drawn.at(-1)).toMatchObject({
      kind: 'digest-edit',
      digest: { sinceDigest: { ...week, answered: 2 } },
    });
    // On Wednesday, or for Wednesday later, the digest says what changed since Monday's post, edited or not.
    const sinceMonday = { at: at('10-19T05:00').toISOString(), answered: 1 };
    expect((await buildDigest(stored.store, name, at('10-21T08:00'))).sinceDigest).toMatchObject(sinceMonday);
    await tick(at('10-26T06:00'));
    expect((await buildDigest(stored.store, name, at('10-21T08:00'))).sinceDigest).toMatchObject(sinceMonday);
  });

  it('stands still once the next one was posted', async () => {
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-19T04:30'));
    expect(await tick(at('10-19T05:00'))).toEqual(['digest']);
    await answer('b', '95', at('10-19T05:30'));
    expect(await tick(at('10-19T06:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.edits!.conversationId).toContain('digest-2026-10-19T05:00');
  });

  it('stands still after the closing, and after the round was reopened until the next digest', async () => {
    await tick(at('11-02T06:00'));
    await answer('a', '95', at('11-04T13:59'));
    expect(await tick(deadline)).toEqual(['digest']);
    const act = { ...admin, reason: 'late', deadline: at('11-20T14:00') };
    await reopenRound(stored.store, act, at('11-06T08:00'));
    await answer('b', '20', at('11-06T09:00'));
    expect(await tick(at('11-06T12:00'))).toEqual([]);
    expect(await tick(at('11-09T06:00'))).toEqual(['digest']);
    await answer('both', '20', at('11-09T06:30'));
    expect(await tick(at('11-09T07:00'))).toEqual(['digest-edit']);
  });

  it('is drawn when it is sent: while it waits there is nothing to edit', async () => {
    outcome = () => ({ type: 'retry', reason: 'down', afterMs: 5 * 3600_000 });
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-12T05:30'));
    await tick(at('10-12T06:00'));
    expect(await edits()).toEqual([]);
    outcome = undefined;
    expect(await tick(at('10-12T10:00'))).toEqual(['digest']);
    expect(drawn[0]!.digest.answered).toBe(1);
    await answer('b', '95', at('10-12T10:01'));
    expect(await tick(at('10-12T10:59'))).toEqual([]);
    expect(await tick(at('10-12T11:00'))).toEqual(['digest-edit']);
  });
});

describe('a digest', () => {
  const carl = 'carl@example.org';
  const dora = 'dora@example.org';
  const goals = () => [...smallSetting().register.goals, goalWith('team', { owners: ['role:team'] })];
  const save = (changes: Partial<Register>) =>
    saveRegister(stored.store, { programme: programmeWith(), goals: goals(), ...changes });

  /** Carl owns a goal through a role; Dora owns none. */
  beforeEach(async () => {
    await savePeople(stored.store, peopleOf([carl, dora], { team: [carl] }));
    await save({});
    await askOwner(stored.store, name, { personId: carl, goalIds: ['team'] }, at('10-10T05:00'));
  });

  /** Counts how often a tick reads the replies, which is once per digest. */
  const built = async (moment: Date): Promise<number> => {
    let count = 0;
    const beforeRange = (_partition: string, from: string) => {
      if (from === 'reply|') count++;
      return Promise.resolve();
    };
    await tick(moment, interrupted(stored.store, { beforeRange }));
    return count;
  };

  it('is built for the comparison once, and not again while nothing was written to the round', async () => {
    await answer('a', '95', at('10-10T05:00'));
    await tick(at('10-12T05:00'));
    expect(await built(at('10-12T06:00'))).toBe(1);
    for (const hour of ['07', '08', '09']) expect(await built(at(`10-12T${hour}:00`))).toBe(0);
    await answer('a', '96', at('10-12T09:10'));
    expect(await built(at('10-12T10:00'))).toBe(1);
    expect(await built(at('10-12T11:00'))).toBe(0);
    expect(await edits()).toEqual([]);
    await answer('b', '95', at('10-12T11:10'));
    // Once to compare, and once to draw the edit.
    expect(await built(at('10-12T12:00'))).toBe(2);
    expect(await edits()).toHaveLength(1);
    for (const hour of ['13', '14']) expect(await built(at(`10-12T${hour}:00`))).toBe(0);
  });

  it('is not built because another round of the programme had its posts compared', async () => {
    const another = { programmeId: name.programmeId, period: '2026-Q4' };
    await openRound(stored.store, { ...another, ...schedule, opens, deadline }, at('10-10T05:00'));
    await tick(at('10-12T05:00'));
    await tick(at('10-12T06:00'));
    expect(await built(at('10-12T07:00'))).toBe(0);
  });

  it('is built again for an answer that came in while the tick ran that built it', async () => {
    await tick(at('10-12T05:00'));
    const compared = at('10-12T06:00');
    let isAnswered = false;
    const beforeRange = async (_partition: string, from: string) => {
      if (from !== 'gate|' || isAnswered) return;
      isAnswered = true;
      await answer('a', '95', at('10-12T06:01'));
    };
    await tick(compared, interrupted(stored.store, { beforeRange }));
    await tick(at('10-12T07:00'));
    expect(drawn.at(-1)!.digest.answered).toBe(1);
  });

  /** Each changes what a digest says. */
  const changes: Readonly<Record<string, (now: Date) => Promise<unknown>>> = {
    'an answer': (now) => answer('a', '95', now),
    'a corrected answer': (now) => answer('b', '20', now),
    'a moved deadline': (now) => moveDeadline(stored.store, { ...admin, deadline: at('11-20T14:00') }, now),
    'a hand-over': (now) =>
      handOver(stored.store, { ...name, goalId: 'a', by: 'anna@example.org', to: dora }, now),
    'an added owner': (now) =>
      changeOwner(stored.store, { programmeId: name.programmeId, goalId: 'b', to: dora }, admin, now),
    'another member of a role': () => savePeople(stored.store, peopleOf([], { team: ['bo@example.org'] })),
    'a goal that is new in the register': () => save({ goals: [...goals(), goalWith('new')] }),
    'another unit of the goals': () =>
      save({ goals: goals().map((goal) => ({ ...goal, headings: [{ fi: 'Other' }] })) }),
    'other thresholds of the lights': () =>
      save({ programme: programmeWith({ thresholds: { green: 99, yellow: 50 } }) }),
    'an earlier round that was closed': async (now) => {
      const earlier = { ...name, period: '2026-Q2' };
      await openRound(stored.store, { ...earlier, ...schedule, opens, deadline }, now);
      await closeRound(stored.store, { ...admin, ...earlier }, now);
    },
  };

  it.each(Object.keys(changes))('that says something else by %s is edited', async (what) => {
    await answer('b', '95', at('10-10T05:00'));
    await tick(at('10-12T05:00'));
    for (const hour of ['06', '07']) expect(await tick(at(`10-12T${hour}:00`))).toEqual([]);
    await changes[what]!(at('10-12T07:30'));
    expect(await tick(at('10-12T08:00'))).toContain('digest-edit');
    expect(await tick(at('10-12T09:00'))).not.toContain('digest-edit');
  });
});

describe('an edit', () => {
  /** Monday's post, and an answer that changes it. */
  const posted = async () => {
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-12T05:30'));
  };

  it('that waits to be sent is not joined by another one, and shows what is so when it is sent', async () => {
    await posted();
    outcome = () => ({ type: 'retry', reason: 'down', afterMs: 3 * 3600_000 });
    await tick(at('10-12T06:00'));
    await answer('b', '95', at('10-12T06:30'));
    await tick(at('10-12T07:00'));
    await tick(at('10-12T08:00'));
    expect(await edits()).toHaveLength(1);
    outcome = undefined;
    expect(await tick(at('10-12T09:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.digest.answered).toBe(2);
    for (const hour of ['10', '11']) expect(await tick(at(`10-12T${hour}:00`))).toEqual([]);
  });

  it.each(['needless', 'not-installed'] as const)(
    'that ended as %s was the last one: the post is gone, or the bot is',
    async (state) => {
      await posted();
      outcome = ({ edits: edited }) => (edited ? { type: 'ended', state, reason: '' } : undefined);
      await tick(at('10-12T06:00'));
      outcome = undefined;
      await answer('b', '95', at('10-12T06:30'));
      for (const hour of ['07', '08']) expect(await tick(at(`10-12T${hour}:00`))).toEqual([]);
      expect(await tick(at('10-19T05:00'))).toEqual(['digest']);
    },
  );

  it('that failed is made again an hour later', async () => {
    await posted();
    outcome = ({ edits: edited }) => (edited ? { type: 'ended', state: 'failed', reason: '500' } : undefined);
    await tick(at('10-12T06:00'));
    outcome = undefined;
    expect(await tick(at('10-12T06:59'))).toEqual([]);
    expect(await tick(at('10-12T07:00'))).toEqual(['digest-edit']);
  });

  it('is no message that reached nobody, and is not counted as one that was sent', async () => {
    await posted();
    const before = await countMessages(stored.store, roundPartition(name));
    outcome = ({ edits: edited }) => (edited ? { type: 'ended', state: 'failed', reason: '500' } : undefined);
    await tick(at('10-12T06:00'));
    outcome = undefined;
    await tick(at('10-12T07:00'));
    expect((await edits()).map(({ state }) => state)).toEqual(['failed', 'sent']);
    expect(await undelivered(stored.store, roundPartition(name))).toEqual([]);
    expect(await countMessages(stored.store, roundPartition(name))).toEqual(before);
  });
});

describe('several posts', () => {
  const subscribe = (channels: Programme['channels']) =>
    saveRegister(stored.store, smallSetting({ channels }).register);

  it('are edited each an hour after it was drawn itself', async () => {
    await subscribe(twoChannels);
    const isLate = ({ recipient }: Message) => recipient.type === 'channel' && recipient.channelId === other;
    outcome = (message) =>
      isLate(message) ? { type: 'retry', reason: 'down', afterMs: 30 * 60_000 } : undefined;
    await tick(at('10-12T05:00'));
    outcome = undefined;
    await tick(at('10-12T05:30'));
    await answer('a', '95', at('10-12T05:40'));
    expect(await tick(at('10-12T06:00'))).toEqual(['digest-edit']);
    expect(await tick(at('10-12T06:29'))).toEqual([]);
    expect(await tick(at('10-12T06:30'))).toEqual(['digest-edit']);
    expect(drawn.slice(-2).map((each) => each.channel)).toEqual([channel, other]);
  });

  it('are left alone in a channel that gets the digest no more', async () => {
    await subscribe(twoChannels);
    await tick(at('10-12T05:00'));
    await unsubscribeChannel(
      stored.store,
      { programmeId: name.programmeId, channel: other },
      { by: 'admin@example.org', way: 'cli' },
      at('10-12T05:10'),
    );
    await answer('a', '95', at('10-12T05:30'));
    expect(await tick(at('10-12T06:00'))).toEqual(['digest-edit']);
    expect(drawn.at(-1)!.channel).toBe(channel);
  });

  it('as many as a programme may have are edited by one commit', async () => {
    const channels = Array.from({ length: mostChannels }, (_, index) => ({
      channel: `19:${index}@thread.tacv2`,
      language: 'fi' as const,
    }));
    await subscribe(channels);
    expect(await tick(at('10-12T05:00'))).toHaveLength(mostChannels);
    await answer('a', '95', at('10-12T05:30'));
    expect(await tick(at('10-12T06:00'))).toEqual(channels.map(() => 'digest-edit'));
  });
});

describe('a tick that edits', () => {
  it('changes nothing when it runs again, and two at once make one edit', async () => {
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-12T05:30'));
    await Promise.all([tick(at('10-12T06:00')), tick(at('10-12T06:00'))]);
    expect(await edits()).toHaveLength(1);
    const before = stored.now.dump();
    await tick(at('10-12T06:00'));
    expect(stored.now.dump()).toEqual(before);
  });

  it('and is cut off at any commit is made up for by the next one', async () => {
    await atEveryCommit(async (n) => {
      const { store, remove } = await openTempStore();
      await saveOpenRound(store, smallSetting());
      await tick(at('10-12T05:00'), store);
      await answer('a', '95', at('10-12T05:30'), store);
      const dying = dyingAtCommit(store, n);
      const survived = await tick(at('10-12T06:00'), dying).then(
        () => true,
        () => false,
      );
      await tick(at('10-12T06:01'), store);
      const [edit, ...more] = await edits(store);
      expect([edit?.state, more]).toEqual(['sent', []]);
      expect((await readRound(store, name))!.value.nextRefresh).toBe(
        new Date(Date.parse(edit!.createdAt) + 3600_000).toISOString(),
      );
      await remove();
      return { survived };
    });
  });

  it('and is overtaken by the closing leaves the post as it was', async () => {
    await tick(at('10-12T05:00'));
    await answer('a', '95', at('10-12T05:30'));
    await closeRound(stored.store, admin, at('10-12T05:40'));
    expect(await tick(at('10-12T06:00'))).toEqual(['digest']);
    expect(await edits()).toEqual([]);
  });
});
