/** Translations are chased on their own, from whoever has to write them. */
import { schedule } from '../../src/audit/audit';
import { pendingMessages } from '../../src/outbox/message';
import { remindRound } from '../../src/reminders/remind-round';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-name';
import { handTranslation, takeTranslationBack } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { anna, bo, collect, during, eachWithStore, name, refusal } from '../helpers/fixtures';
import { annaSaves, openBilingual, task } from './setting';

const stored = eachWithStore();
const step = '2026-10-28T07:00:00.000Z';
const remind = () => remindRound(stored.store, { ...name, ...schedule, step }, new Date(step));
/** As `person kind`. */
const reminders = async () =>
  (await collect(pendingMessages(stored.store, roundPartition(name))))
    .map(({ value }) => value)
    .filter(({ kind }) => kind.endsWith('reminder'))
    .map(({ recipient, kind }) => `${recipient.type === 'person' ? recipient.personId : '?'} ${kind}`);

beforeEach(() => openBilingual(stored.store));

it('before anything is answered, the owner is reminded of the answer only', async () => {
  await remind();
  expect(await reminders()).toEqual([`${anna} reminder`]);
});

it('an owner who answered in one language is reminded of the translation, once a step', async () => {
  await annaSaves(stored.store, { fi: 'Etenee' });
  expect([await remind(), await remind()]).toEqual([1, 0]);
  expect(await reminders()).toEqual([`${anna} translation-reminder`]);
});

it('once it is handed on, the translator is reminded and the owner is not, and the other way round once it is taken back', async () => {
  await annaSaves(stored.store, { fi: 'Etenee' });
  await handTranslation(stored.store, { ...task, by: anna, to: bo }, during);
  await remind();
  expect(await reminders()).toEqual([`${bo} translation-reminder`]);
  await takeTranslationBack(stored.store, { ...task, by: anna }, during);
  const later = '2026-11-03T07:00:00.000Z';
  await remindRound(stored.store, { ...name, ...schedule, step: later }, new Date(later));
  expect((await reminders()).sort()).toEqual([anna, bo].map((id) => `${id} translation-reminder`));
});

it('nobody is reminded of a translation that is written, nor in a closed round', async () => {
  await annaSaves(stored.store, { fi: 'Etenee' });
  await handTranslation(stored.store, { ...task, by: anna, to: bo }, during);
  const written = { ...task, by: bo, text: 'Framskrider', locale: 'sv', seenSource: 1, seen: 0 } as const;
  await recordTranslation(stored.store, written, during);
  expect(await remind()).toBe(0);
  await closeRound(stored.store, { ...name, ...schedule }, during);
  await expect(remind()).rejects.toEqual(refusal('round-not-open'));
});
