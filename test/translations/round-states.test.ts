/** What becomes of a translation that somebody was asked for when its round is closed, reopened or paused. */
import { schedule } from '../../src/audit/audit';
import { findMessage, pendingMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { localDay } from '../../src/periods/local-time';
import { countAskedAgain, reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-name';
import { existingRound } from '../../src/rounds/round-store';
import { handTranslation } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { loadOpenTranslations, pendingTasksOf } from '../../src/translations/tasks';
import { afterDeadline, anna, bo, cia, collect, during, eachWithStore, name } from '../helpers/fixtures';
import { annaSaves, openBilingual, task } from './setting';

const stored = eachWithStore();
const deadline = new Date('2026-11-11T14:00:00.000Z');
const reopening = { ...name, by: 'admin@example.org', way: 'card' as const, reason: 'late', deadline };
const close = () => closeRound(stored.store, { ...name, ...schedule }, afterDeadline);
const reopen = () => reopenRound(stored.store, reopening, afterDeadline);
/** As `person kind`, those of the reopening only. */
const told = async () =>
  (await collect(pendingMessages(stored.store, roundPartition(name))))
    .map(({ value }) => value)
    .filter(({ key }) => key.includes('|reopened-'))
    .map(({ recipient, kind }) => `${recipient.type === 'person' ? recipient.personId : '?'} ${kind}`);

beforeEach(async () => {
  await openBilingual(stored.store);
  await annaSaves(stored.store, { fi: 'Etenee' });
});

it('a closed round sends no message about it any more, nor is it among what waits', async () => {
  await handTranslation(stored.store, { ...task, by: anna, to: bo }, during);
  const key = `${name.programmeId}|${name.period}|${bo}|translation-a-sv-${during.toISOString()}`;
  await close();
  expect((await findMessage(stored.store, roundPartition(name), key))?.value).toMatchObject({
    state: 'needless',
  });
  expect(await loadOpenTranslations(stored.store, bo, afterDeadline)).toEqual([]);
});

it('a reopened round tells the translator and today’s substitute, who may write it', async () => {
  await handTranslation(stored.store, { ...task, by: anna, to: bo }, during);
  await close();
  const day = localDay(afterDeadline, 'Europe/Helsinki');
  const standIn = { personId: bo, substituteId: cia, from: day, to: day };
  await setSubstitute(stored.store, standIn, afterDeadline);
  const closed = (await existingRound(stored.store, name)).value;
  expect(await countAskedAgain(stored.store, closed, afterDeadline)).toBe(2);
  await reopen();
  expect(await told()).toEqual([bo, cia].map((id) => `${id} translation-reminder`));
  expect(await pendingTasksOf(stored.store, name, bo, afterDeadline)).toHaveLength(1);
  const text = { by: cia, text: 'Framskrider', locale: 'sv', seenSource: 1, seen: 0 } as const;
  const reply = await recordTranslation(stored.store, { ...task, ...text }, afterDeadline);
  expect(reply.answers['sv']).toMatchObject({ by: cia, onBehalfOf: bo });
});

it('a reopened round tells the owner of a translation that nobody else was asked for, and nobody of one that is written', async () => {
  await close();
  await reopen();
  expect(await told()).toEqual([`${anna} translation-reminder`]);
  await annaSaves(stored.store, { fi: 'Etenee', sv: 'Framskrider' }, 1);
  await closeRound(stored.store, { ...name, ...schedule }, deadline);
  const closed = (await existingRound(stored.store, name)).value;
  expect(await countAskedAgain(stored.store, closed, deadline)).toBe(0);
});
