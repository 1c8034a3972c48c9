import { readAudit, schedule } from '../../src/audit/audit';
import { brakePartition, loadPauses, pause, resume } from '../../src/brake/pauses';
import { pauseOver, type Scope } from '../../src/brake/scope';
import { countMessages, findMessage } from '../../src/outbox/message';
import { remindRound } from '../../src/reminders/remind-round';
import { promptKey } from '../../src/rounds/open-round';
import { roundPartition } from '../../src/rounds/round-store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  opens,
  refusal,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { sent, tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const admin = { by: 'admin@example.org', way: 'card' as const };
const programme = { programmeId: name.programmeId };
const scopes: readonly (readonly [string, Scope])[] = [
  ['everything', {}],
  ['the programme', programme],
  ['the round', name],
];
const later = (days: number) => new Date(during.getTime() + days * 24 * 3_600_000);
const states = () => countMessages(stored.store, roundPartition(name));

beforeEach(() => saveOpenRound(stored.store, smallSetting()));

describe('a pause', () => {
  it.each(scopes)('of %s sends nothing of its round, and a resumption sends what waits', async (_, scope) => {
    expect(await pause(stored.store, scope, admin, opens)).toBe(true);
    expect((await tickOn(stored.store, during)).delivered).toEqual([]);
    expect(await states()).toMatchObject({ pending: 3, sent: 0 });
    expect(await resume(stored.store, scope, admin, during)).toBe(true);
    expect((await tickOn(stored.store, during)).delivered).toEqual(['digest', 'prompt', 'prompt']);
  });

  it('of another programme or round changes nothing here', async () => {
    const other = smallSetting({ id: 'other', channels: [] });
    await saveOpenRound(stored.store, other);
    await pause(stored.store, { programmeId: 'other' }, admin, opens);
    await pause(stored.store, { ...name, programmeId: 'other' }, admin, opens);
    expect((await tickOn(stored.store, opens)).delivered).toEqual(['prompt', 'prompt']);
  });

  it('takes effect at the next message, also when another replica pauses', async () => {
    let delivered = 0;
    const outcome = () => {
      delivered += 1;
      return sent();
    };
    const store = interrupted(stored.store, {
      beforeCommit: async (partition) => {
        // Before the first message is marked as sent.
        if (partition === roundPartition(name) && delivered === 1)
          await pause(stored.store, name, admin, opens);
      },
    });
    await tickOn(store, opens, outcome);
    // Both prompts were under way at once.
    expect(delivered).toBe(2);
    await tickOn(stored.store, during, outcome);
    expect(delivered).toBe(2);
  });

  it('lasts until it is taken back, whatever wider or narrower one ends', async () => {
    for (const [, scope] of scopes) await pause(stored.store, scope, admin, opens);
    expect(await resume(stored.store, {}, admin, during)).toBe(true);
    expect(pauseOver(await loadPauses(stored.store), name)).toMatchObject(programme);
    expect(await resume(stored.store, programme, admin, during)).toBe(true);
    expect(pauseOver(await loadPauses(stored.store), programme)).toBeUndefined();
    expect(pauseOver(await loadPauses(stored.store), name)).toMatchObject({ ...name, by: admin.by });
  });

  it('is written once, with who did it, and taken back once', async () => {
    expect(await pause(stored.store, programme, admin, opens)).toBe(true);
    await expectUnchanged(() => pause(stored.store, programme, schedule, during));
    expect(await loadPauses(stored.store)).toEqual([{ ...programme, by: admin.by, at: opens.toISOString() }]);
    expect(await resume(stored.store, programme, admin, during)).toBe(true);
    await expectUnchanged(() => resume(stored.store, programme, admin, during));
    expect(await readAudit(stored.store, [brakePartition])).toMatchObject([
      { what: 'paused', by: admin.by, way: 'card', ...programme },
      { what: 'resumed', by: admin.by, way: 'card', ...programme },
    ]);
  });

  it('by several persons at the same moment keeps all of theirs', async () => {
    await Promise.all(scopes.map(([, scope]) => pause(stored.store, scope, admin, opens)));
    expect(await loadPauses(stored.store)).toHaveLength(3);
  });

  it('cut off at its commit is not there, and can be repeated', async () => {
    const commits = await atEveryCommit(async (n) => {
      const done = pause(dyingAtCommit(stored.store, n), name, admin, opens);
      const survived = await done.then(
        () => true,
        () => false,
      );
      expect(await loadPauses(stored.store)).toHaveLength(survived ? 1 : 0);
      return { survived };
    });
    expect(commits).toBe(1);
  });

  it.each([
    [{ programmeId: 'nowhere' }, 'unknown-programme'],
    [{ ...name, period: '2026-Q2' }, 'unknown-round'],
    [{ period: '2026-Q3' }, 'unknown-programme'],
  ])('of %j is refused', async (scope, code) => {
    await expectNothingWritten(stored.now, () => pause(stored.store, scope, admin, opens), refusal(code));
  });
});

describe('after a resumption', () => {
  const remind = (now: Date) =>
    remindRound(stored.store, { ...name, ...schedule, step: now.toISOString() }, now);
  const stateOf = async (key: string) =>
    (await findMessage(stored.store, roundPartition(name), key))?.value.state;

  it('nobody is reminded of what they have not been asked yet', async () => {
    await pause(stored.store, {}, admin, opens);
    await remind(during);
    await resume(stored.store, {}, admin, later(1));
    const { delivered } = await tickOn(stored.store, later(1));
    expect(delivered.filter((kind) => kind !== 'digest')).toEqual(['prompt', 'prompt']);
    expect(await stateOf(promptKey(name, anna))).toBe('sent');
    expect(await stateOf(`prog|2026-Q3|${bo}|reminder-${during.toISOString()}`)).toBe('needless');
  });

  it('only the latest of several reminders and digests is sent', async () => {
    await tickOn(stored.store, opens);
    await pause(stored.store, {}, admin, opens);
    for (const days of [1, 8, 15]) {
      await remind(later(days));
      expect((await tickOn(stored.store, later(days))).delivered).toEqual([]);
    }
    await resume(stored.store, {}, admin, later(15));
    expect((await tickOn(stored.store, later(15))).delivered).toEqual(['digest', 'reminder', 'reminder']);
    expect(await states()).toMatchObject({ pending: 0 });
  });

  it('a round that was closed meanwhile sends only its closing digest', async () => {
    await pause(stored.store, {}, admin, opens);
    await tickOn(stored.store, new Date('2026-11-04T14:00:00Z'));
    await resume(stored.store, {}, admin, new Date('2026-11-05T08:00:00Z'));
    expect((await tickOn(stored.store, new Date('2026-11-05T08:00:00Z'))).delivered).toEqual(['digest']);
    expect(await states()).toMatchObject({ pending: 0, sent: 1 });
  });
});

async function expectUnchanged(work: () => Promise<boolean>): Promise<void> {
  const before = stored.now.dump();
  expect(await work()).toBe(false);
  expect(stored.now.dump()).toEqual(before);
}
