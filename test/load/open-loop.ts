/** Requests at a fixed rate, whether those before are answered or not, as people press whenever they like. */
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts a piece of work at each planned moment and waits for all of them.
 * @param aSecond pieces, at even distances
 * @param work its place, from 0
 * @returns for each that ended well how long after its planned moment, in milliseconds: what is late at the start,
 *   because those before took long, counts
 */
export async function atRate(
  aSecond: number,
  seconds: number,
  work: (index: number) => Promise<void>,
): Promise<number[]> {
  const took: number[] = [];
  const running: Promise<void>[] = [];
  const first = performance.now();
  for (let index = 0; index < aSecond * seconds; index++) {
    const planned = first + (1000 * index) / aSecond;
    if (planned > performance.now()) await pause(planned - performance.now());
    running.push(work(index).then(() => void took.push(performance.now() - planned)));
  }
  await Promise.all(running);
  return took;
}
