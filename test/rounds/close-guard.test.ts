import { schedule } from '../../src/audit/audit';
import { mostChannels } from '../../src/goals/schema';
import { closeRound } from '../../src/rounds/close-round';
import { openGates, passGate, readGate, readGates } from '../../src/rounds/close-guard';
import { readRound } from '../../src/rounds/round-store';
import { readReply } from '../../src/replies/reply-store';
import { recordReply } from '../../src/replies/record-reply';
import { MAX_CHANGES } from '../../src/storage/limits';
import { type EntityStore } from '../../src/storage/store';
import { interrupted } from '../helpers/failing-store';
import {
  channel,
  during,
  eachWithStore,
  name,
  refusal,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const partition = `round|${name.programmeId}|${name.period}`;
const reply = (store: EntityStore = stored.store, goalId = 'a') =>
  recordReply(
    store,
    { ...name, goalId, by: 'anna@example.org', typed: { value: '80' }, locale: 'fi', seenVersion: 0 },
    during,
  );
const close = (store: EntityStore = stored.store) =>
  closeRound(store, { ...name, by: 'admin@example.org', way: 'card' }, during);

/** A store in which `work` happens once, right before the first commit to the round. */
function meanwhile(work: () => Promise<unknown>): EntityStore {
  let done = false;
  return interrupted(stored.store, {
    beforeCommit: async (where) => {
      if (done || where !== partition) return;
      done = true;
      await work();
    },
  });
}

describe('a reply and a closing at the same time', () => {
  beforeEach(() => saveOpenRound(stored.store, smallSetting()));

  it('a reply that is overtaken by the closing is refused and not written', async () => {
    await expect(reply(meanwhile(close))).rejects.toEqual(refusal('round-not-open'));
    expect(await readReply(stored.store, name, 'a')).toBeUndefined();
  });

  it('a closing that is overtaken by a reply closes with that reply', async () => {
    const round = await close(meanwhile(() => reply()));
    expect(round.status).toBe('closed');
    expect((await readReply(stored.store, name, 'a'))?.value.version).toBe(1);
    expect((await readRound(stored.store, name))?.value).toMatchObject({
      status: 'closed',
      snapshot: round.snapshot,
    });
  });

  it('many replies and a closing: what was accepted is there, what was refused is not', async () => {
    const goals = ['a', 'both'];
    const [closing, ...replies] = await Promise.allSettled([
      close(),
      ...goals.map((goalId) => reply(stored.store, goalId)),
    ]);
    expect(closing.status).toBe('fulfilled');
    for (const [index, goalId] of goals.entries()) {
      const written = (await readReply(stored.store, name, goalId)) !== undefined;
      expect(written).toBe(replies[index]!.status === 'fulfilled');
    }
  });

  it('replies to several goals do not refuse one another', async () => {
    const both = meanwhile(() => reply(stored.store, 'both'));
    await expect(reply(both, 'a')).resolves.toMatchObject({ version: 1 });
  });
});

describe('gates', () => {
  it('are there from the opening on, and each goal always passes the same one', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const keys = (await readGates(stored.store, name)).map(({ key }) => key);
    expect(keys).toHaveLength(openGates().length);
    const goals = ['a', 'b', 'ä', 'goal-77', '\u{1f600}', 'x'.repeat(200)];
    for (const goalId of goals) {
      const [first, second] = [
        await readGate(stored.store, name, goalId),
        await readGate(stored.store, name, goalId),
      ];
      expect(keys).toContain(first!.key);
      expect(second!.key).toBe(first!.key);
    }
  });

  it('spread the goals, so that replies to many goals seldom wait for one another', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const used = new Map<string, number>();
    for (let goal = 0; goal < 320; goal++) {
      const { key } = (await readGate(stored.store, name, `goal-${goal}`))!;
      used.set(key, (used.get(key) ?? 0) + 1);
    }
    expect(used.size).toBeGreaterThan(openGates().length / 2);
    expect(Math.max(...used.values())).toBeLessThan(32);
  });

  it('are none before the round was opened', async () => {
    expect(await readGate(stored.store, name, 'a')).toBeUndefined();
    expect(await readGates(stored.store, name)).toEqual([]);
  });

  it('are passed once: of two who pass the same one, the second has to look again', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const gate = (await readGate(stored.store, name, 'a'))!;
    await stored.store.commit(partition, [passGate(gate)]);
    await expect(stored.store.commit(partition, [passGate(gate)])).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('leave a closing room for the digests of many channels in its one commit', async () => {
    // The round, the entry of its closing, and that of the steps that were left out.
    const room = MAX_CHANGES - openGates().length - 3;
    expect(mostChannels).toBeLessThanOrEqual(room);
    const channels = Array.from({ length: mostChannels }, (_, index) => ({
      channel: `${index}${channel}`,
      language: 'fi' as const,
    }));
    await saveOpenRound(stored.store, smallSetting({ channels }));
    const act = { ...name, ...schedule, missed: ['2026-10-12T05:00:00.000Z'] };
    expect((await closeRound(stored.store, act, during)).status).toBe('closed');
  });
});
