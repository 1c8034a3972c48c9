/** The substitute of a translator is told, reminded, and may write the translation on the translator's behalf. */
import { schedule } from '../../src/audit/audit';
import { pendingMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { localDay } from '../../src/periods/local-time';
import { remindRound } from '../../src/reminders/remind-round';
import { readReply } from '../../src/replies/reply-store';
import { roundPartition } from '../../src/rounds/round-name';
import { handTranslation, takeTranslationBack } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { loadOpenTranslations, pendingTasksOf } from '../../src/translations/tasks';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
} from '../helpers/fixtures';
import { annaSaves, openBilingual, task } from './setting';

const stored = eachWithStore();
const today = localDay(during, 'Europe/Helsinki');
const nextDay = new Date(during.getTime() + 24 * 3600 * 1000);
const hand = (to = bo) => handTranslation(stored.store, { ...task, by: anna, to }, during);
const substitute = (personId = bo, substituteId = cia) =>
  setSubstitute(stored.store, { personId, substituteId, from: today, to: today }, during);
const translate = (by = cia, text = 'Framskrider', now = during, seen = 0) =>
  recordTranslation(stored.store, { ...task, by, text, locale: 'sv', seenSource: 1, seen }, now);
/** As `person kind`, the kinds about translations only. */
const told = async () =>
  (await collect(pendingMessages(stored.store, roundPartition(name))))
    .map(({ value }) => value)
    .filter(({ kind }) => kind.startsWith('translation'))
    .map(({ recipient, kind }) => `${recipient.type === 'person' ? recipient.personId : '?'} ${kind}`)
    .sort();
const answer = async () => (await readReply(stored.store, name, 'a'))!.value.answers['sv'];
const tasksOf = (personId: string, now = during) => pendingTasksOf(stored.store, name, personId, now);

beforeEach(async () => {
  await openBilingual(stored.store);
  await annaSaves(stored.store, { fi: 'Etenee' });
});

it('is told with the translator, and once more of nothing when it is pressed again', async () => {
  await substitute();
  await hand();
  await hand();
  expect(await told()).toEqual([bo, cia].map((id) => `${id} translation`));
});

it('is not told if the substitute is who asks', async () => {
  await substitute(bo, anna);
  await hand();
  expect(await told()).toEqual([`${bo} translation`]);
  expect(await tasksOf(anna)).toEqual([{ goalId: 'a', fieldId: 'sv', onBehalfOf: bo }]);
});

it('has it among what waits on these days only, after the translations of their own', async () => {
  await hand();
  expect(await tasksOf(cia)).toEqual([]);
  await substitute();
  expect(await tasksOf(cia)).toEqual([{ goalId: 'a', fieldId: 'sv', onBehalfOf: bo }]);
  expect(await tasksOf(bo)).toEqual([{ goalId: 'a', fieldId: 'sv' }]);
  const [open] = await loadOpenTranslations(stored.store, cia, during);
  expect([open?.round.period, open?.tasks.length]).toEqual([name.period, 1]);
  expect(await tasksOf(cia, nextDay)).toEqual([]);
});

it('may write it, and it is recorded who wrote for whom', async () => {
  await substitute();
  await hand();
  await translate();
  expect(await answer()).toMatchObject({ raw: 'Framskrider', by: cia, onBehalfOf: bo, translatedFrom: 1 });
  expect(await tasksOf(bo)).toEqual([]);
  await translate(bo, 'Går framåt', during, 2);
  expect(await answer()).toMatchObject({ raw: 'Går framåt', by: bo });
  expect(await answer()).not.toHaveProperty('onBehalfOf');
});

it('may not write it on other days, nor once it is taken back or somebody else’s', async () => {
  await substitute();
  await hand();
  const refused = refusal('translation-not-yours', { by: bo });
  await expectNothingWritten(stored.now, () => translate(cia, 'Framskrider', nextDay), refused);
  await takeTranslationBack(stored.store, { ...task, by: anna }, during);
  await expectNothingWritten(stored.now, () => translate(), refusal('translation-not-yours'));
});

it('and the translator who save at once: one of the two is asked again', async () => {
  await substitute();
  await hand();
  const both = await Promise.allSettled([translate(bo, 'Bo'), translate(cia, 'Cia')]);
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  expect(refused).toEqual([refusal('changed-meanwhile')]);
});

describe('when reminders go out', () => {
  const remind = (step = '2026-10-28T07:00:00.000Z') =>
    remindRound(stored.store, { ...name, ...schedule, step }, during);
  const reminders = async () => (await told()).filter((each) => each.endsWith('reminder'));

  it('the translator’s substitute is reminded too, once', async () => {
    await substitute();
    await hand();
    expect([await remind(), await remind()]).toEqual([2, 0]);
    expect(await reminders()).toEqual([bo, cia].map((id) => `${id} translation-reminder`));
  });

  it('so is the substitute of an owner who has only the translation left', async () => {
    await substitute(anna, cia);
    await remind();
    expect(await reminders()).toEqual([anna, cia].map((id) => `${id} translation-reminder`));
  });

  it('a substitute who has a translation to write anyway gets one message', async () => {
    await substitute(anna, bo);
    await hand();
    await remind();
    expect(await reminders()).toEqual([`${bo} translation-reminder`]);
  });
});
