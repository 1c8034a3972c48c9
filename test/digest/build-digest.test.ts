import { buildDigest } from '../../src/digest/build-digest';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import {
  afterDeadline,
  deadline,
  during,
  eachWithStore,
  name,
  opens,
  peopleOf,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const submit = (value: string, period: string) =>
  recordReply(
    stored.store,
    { ...name, period, goalId: 'a', by: 'anna@example.org', typed: { value }, locale: 'fi', seenVersion: 9 },
    during,
  );
const openIn = (period: string) =>
  openRound(stored.store, { ...name, period, opens, deadline, by: 's', way: 'card' }, opens);

describe('the digest of a stored round', () => {
  it('compares with the latest round that was closed before it', async () => {
    await saveOpenRound(stored.store, smallSetting());
    for (const [period, value] of [
      ['2026-Q1', '10'],
      ['2026-Q2', '60'],
    ] as const) {
      await openIn(period);
      await submit(value, period);
      await closeRound(stored.store, { ...name, period, by: 'admin', way: 'card' }, during);
    }
    await submit('95', name.period);
    const digest = await buildDigest(stored.store, name, during);
    expect(digest).toMatchObject({
      previousPeriod: '2026-Q2',
      better: [{ id: 'a', from: 'yellow', to: 'green' }],
      persons: { asked: 2, done: 0 },
    });
  });

  it('does not compare with a round that is still open, nor one of another programme', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await openIn('2026-Q2');
    await saveOpenRound(stored.store, smallSetting({ id: 'prog-2' }));
    const other = { programmeId: 'prog-2', period: '2026-Q1' };
    await openRound(stored.store, { ...other, opens, deadline, by: 's', way: 'card' }, opens);
    await closeRound(stored.store, { ...other, by: 'admin', way: 'card' }, during);
    expect(await buildDigest(stored.store, name, during)).not.toHaveProperty('previousPeriod');
  });

  it('counts who answers after hand-overs, also somebody who was asked nothing before', async () => {
    const { register } = smallSetting();
    const people = peopleOf(['anna@example.org', 'bo@example.org', 'cia@example.org']);
    await saveOpenRound(stored.store, { register, people });
    const persons = async () => (await buildDigest(stored.store, name, during)).persons;
    for (const goalId of ['a', 'both'])
      await handOver(
        stored.store,
        { ...name, goalId, by: 'anna@example.org', to: 'cia@example.org' },
        during,
      );
    expect(await persons()).toEqual({ asked: 2, done: 0 });
    for (const goalId of ['a', 'both'])
      await recordReply(
        stored.store,
        { ...name, goalId, by: 'cia@example.org', typed: { value: '5' }, locale: 'fi', seenVersion: 0 },
        during,
      );
    expect(await persons()).toEqual({ asked: 2, done: 1 });
    await takeBack(stored.store, { ...name, goalId: 'a', by: 'anna@example.org' }, during);
    expect(await persons()).toEqual({ asked: 3, done: 2 });
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, afterDeadline);
    expect(await persons()).toEqual({ asked: 3, done: 2 });
  });

  it('writes nothing', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, afterDeadline);
    const before = stored.now.dump();
    await buildDigest(stored.store, name, afterDeadline);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is refused for a round that is not there', async () => {
    const work = buildDigest(stored.store, name, during);
    await expect(work).rejects.toMatchObject({ name: 'RefusedError', code: 'unknown-round' });
  });
});
