/** How the other waiting messages of a person are found without reading every outbox for every message. */
import { expect, it } from '@jest/globals';
import { promptKey } from '../../src/rounds/open-round';
import { Together } from '../../src/reminders/told-together';
import { StorageError } from '../../src/errors';
import { type EntityStore } from '../../src/storage/store';
import {
  anna,
  bo,
  eachWithStore,
  goalWith,
  manyPersons,
  name,
  opens,
  peopleOf,
  programmeWith,
  saveOpenRound,
} from '../helpers/fixtures';

const stored = eachWithStore();
const programmes = ['one', 'two', 'three'];
const clock = { now: () => opens };
const zone = 'Europe/Helsinki';
const promptOf = (personId: string, programmeId = 'one') =>
  ({ kind: 'prompt', personId, key: promptKey({ ...name, programmeId }, personId) }) as const;

async function openAll(persons: readonly string[], ids: readonly string[] = programmes): Promise<void> {
  for (const id of ids)
    await saveOpenRound(stored.store, {
      register: { programme: programmeWith({ id }), goals: [goalWith(`${id}-1`, { owners: [...persons] })] },
      people: peopleOf(persons),
    });
}

/** Counts ranges, each of which reads many rows. */
function counting(store: EntityStore, ranges: { count: number; failing?: boolean }): EntityStore {
  return {
    get: (...args) => store.get(...args),
    range: (...args) => {
      ranges.count++;
      if (ranges.failing) throw new StorageError('gone');
      return store.range(...args);
    },
    commit: (...args) => store.commit(...args),
    close: () => store.close(),
  };
}

it('finds the person’s other messages, not those of others', async () => {
  await openAll([anna, bo]);
  const found = await new Together(stored.store, clock).waitingBeside(promptOf(anna), zone);
  expect(found.map(({ key }) => key)).toEqual([promptOf(anna, 'three').key, promptOf(anna, 'two').key]);
});

it('reads no more outboxes for a thousand persons than for fifty', async () => {
  const persons = manyPersons(1000);
  await openAll(persons);
  const ranges = { count: 0 };
  const together = new Together(counting(stored.store, ranges), clock);
  const readFor = async (some: readonly string[]) => {
    [ranges.count] = [0];
    for (const personId of some) {
      expect(await together.toldBy(promptOf(personId))).toBeUndefined();
      expect(await together.waitingBeside(promptOf(personId), zone)).toHaveLength(2);
    }
    return ranges.count;
  };
  // The list of rounds; then ten persons' waiting and ended messages in three rounds each; then everybody's.
  expect(await readFor(persons.slice(0, 50))).toBe(1 + (10 + 1) * 2 * programmes.length);
  expect(await readFor(persons.slice(50))).toBe(0);
  together.forget();
  expect(await readFor(persons.slice(0, 1))).toBe(1 + 2 * programmes.length);
});

it('reads everybody’s outboxes at once where many rounds are open', async () => {
  const many = Array.from({ length: 31 }, (_, index) => (index === 0 ? 'one' : `p${index}`));
  await openAll([anna, bo], many);
  const ranges = { count: 0 };
  const together = new Together(counting(stored.store, ranges), clock);
  for (const personId of [anna, bo])
    expect(await together.waitingBeside(promptOf(personId), zone)).toHaveLength(many.length - 1);
  expect(ranges.count).toBe(1 + 2 * many.length);
});

it('reads again what could not be read', async () => {
  await openAll([anna]);
  const ranges = { count: 0, failing: true };
  const together = new Together(counting(stored.store, ranges), clock);
  await expect(together.waitingBeside(promptOf(anna), zone)).rejects.toThrow('gone');
  ranges.failing = false;
  expect(await together.waitingBeside(promptOf(anna), zone)).toHaveLength(2);
});
