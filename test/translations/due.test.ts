/** From whom a round's translations are due, and since when. */
import { insert } from '../../src/storage/rows';
import { leftKey } from '../../src/people/left';
import { peoplePartition } from '../../src/people/directory';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { readRound } from '../../src/rounds/round-store';
import { roundTranslations, translatorLoads } from '../../src/translations/due';
import { handTranslation } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { pendingTasksOf } from '../../src/translations/tasks';
import {
  anna,
  bo,
  cia,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
} from '../helpers/fixtures';
import { annaSaves, openBilingual, task } from './setting';

const stored = eachWithStore();
const at = (minutes: number) => new Date(during.getTime() + minutes * 60_000);
const hand = (to: string, when: Date) => handTranslation(stored.store, { ...task, by: anna, to }, when);

/** As `field person,person handed? since`. */
async function due(): Promise<string[]> {
  const round = (await readRound(stored.store, name))!.value;
  const source = (await loadAskedPersonsSource(stored.store, round))!;
  return roundTranslations(source).map(({ field, persons, isHanded, since }) =>
    [field.id, persons.join(), isHanded ? 'handed' : 'own', since].join(' '),
  );
}
const leave = (personId: string) =>
  stored.store.commit(peoplePartition, [
    insert(leftKey(personId), { personId, day: '2026-10-12', why: 'gone' }),
  ]);

beforeEach(() => openBilingual(stored.store));

it('a translation is due from the owner since the text was written, and from the translator since being asked', async () => {
  expect(await due()).toEqual([]);
  await annaSaves(stored.store, { fi: 'Etenee' });
  expect(await due()).toEqual([`sv ${anna} own ${during.toISOString()}`]);
  await hand(bo, at(5));
  expect(await due()).toEqual([`sv ${bo} handed ${at(5).toISOString()}`]);
});

it('is due anew since the source was changed', async () => {
  await annaSaves(stored.store, { fi: 'Etenee' });
  await hand(bo, at(-5));
  const text = { by: bo, text: 'Framskrider', locale: 'sv', seenSource: 1, seen: 0 } as const;
  await recordTranslation(stored.store, { ...task, ...text }, at(1));
  expect(await due()).toEqual([]);
  await annaSaves(stored.store, { fi: 'Etenee!', sv: 'Framskrider' }, 2);
  expect(await due()).toEqual([`sv ${bo} handed ${during.toISOString()}`]);
});

it('of a translator who has left is the owner’s again, everywhere', async () => {
  await annaSaves(stored.store, { fi: 'Etenee' });
  await hand(bo, at(1));
  await leave(bo);
  expect(await due()).toEqual([`sv ${anna} own ${during.toISOString()}`]);
  expect(await pendingTasksOf(stored.store, name, bo, at(2))).toEqual([]);
  const [asked] = (await loadAskedRound(stored.store, name, anna, at(2)))!.goals;
  expect(asked?.translators).toBeUndefined();
  const text = { by: bo, text: 'Framskrider', locale: 'sv', seenSource: 1, seen: 0 } as const;
  const write = () => recordTranslation(stored.store, { ...task, ...text }, at(2));
  await expectNothingWritten(stored.now, write, refusal('translation-not-yours'));
  await hand(cia, at(3));
  expect(await due()).toEqual([`sv ${cia} handed ${at(3).toISOString()}`]);
});

it('are counted by person with the one that has waited longest, the most first', () => {
  const of = (persons: string[], since: string) => ({ persons, since }) as never;
  expect(translatorLoads([of([anna], '3'), of([bo], '2'), of([bo, cia], '1'), of([], '0')])).toEqual([
    { personId: bo, count: 2, since: '1' },
    { personId: anna, count: 1, since: '3' },
    { personId: cia, count: 1, since: '1' },
  ]);
});
