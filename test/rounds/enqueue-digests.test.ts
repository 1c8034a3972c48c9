import { loadProgramme } from '../../src/goals/register';
import { enqueueDigests } from '../../src/rounds/enqueue-digests';
import {
  channel,
  during,
  eachWithStore,
  name,
  saveOpenRound,
  smallSetting,
  waitingDigests,
} from '../helpers/fixtures';

const stored = eachWithStore();

describe('a digest', () => {
  const steps = ['2026-10-12T05:00:00.000Z', '2026-10-19T05:00:00.000Z'] as const;
  const enqueue = async (step: string) =>
    enqueueDigests(
      stored.store,
      (await loadProgramme(stored.store, 'prog'))!,
      { period: name.period, step },
      during,
    );

  it('is put into the outbox once a step', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await enqueue(steps[0]);
    const before = stored.now.dump();
    await Promise.all([enqueue(steps[0]), enqueue(steps[0])]);
    expect(stored.now.dump()).toEqual(before);
    await enqueue(steps[1]);
    const keys = await waitingDigests(stored.store);
    expect(keys).toHaveLength(2);
    steps.forEach((step, index) => expect(keys[index]).toContain(`prog|2026-Q3|${channel}|digest-${step}`));
  });

  it('of a step before the latest is not put there any more', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await enqueue(steps[1]);
    await enqueue(steps[0]);
    expect(await waitingDigests(stored.store)).toHaveLength(1);
  });

  it('of the same step by two processes is there once', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await Promise.all([enqueue(steps[0]), enqueue(steps[0]), enqueue(steps[0])]);
    expect(await waitingDigests(stored.store)).toHaveLength(1);
  });
});
