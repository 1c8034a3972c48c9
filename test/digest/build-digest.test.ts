import { buildDigest } from '../../src/digest/build-digest';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import {
  afterDeadline,
  deadline,
  during,
  eachWithStore,
  name,
  opens,
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
  openRound(stored.store, { ...name, period, opens, deadline, by: 's' }, opens);

describe('the digest of a stored round', () => {
  it('compares with the latest round that was closed before it', async () => {
    await saveOpenRound(stored.store, smallSetting());
    for (const [period, value] of [
      ['2026-Q1', '10'],
      ['2026-Q2', '60'],
    ] as const) {
      await openIn(period);
      await submit(value, period);
      await closeRound(stored.store, { ...name, period, by: 'admin' }, during);
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
    await openRound(stored.store, { ...other, opens, deadline, by: 's' }, opens);
    await closeRound(stored.store, { ...other, by: 'admin' }, during);
    expect(await buildDigest(stored.store, name, during)).not.toHaveProperty('previousPeriod');
  });

  it('writes nothing', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await closeRound(stored.store, { ...name, by: 'admin' }, afterDeadline);
    const before = stored.now.dump();
    await buildDigest(stored.store, name, afterDeadline);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is refused for a round that is not there', async () => {
    const work = buildDigest(stored.store, name, during);
    await expect(work).rejects.toMatchObject({ name: 'RefusedError', code: 'unknown-round' });
  });
});
