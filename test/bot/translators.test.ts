/** A coordinator decides who writes a round's pending translations, and sees who has them, over HTTP. */
import { beforeEach, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { readAudit, schedule } from '../../src/audit/audit';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-name';
import { readTranslationTask } from '../../src/rounds/responsibility-store';
import { dumpOf, eachWithBot, personAt } from '../helpers/bot-under-test';
import { buttonsOf, press, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { say } from '../helpers/saying';
import {
  answered,
  answerInSwedish,
  coordinator,
  followUp,
  owner,
  received,
  task,
  textFi,
  translated,
} from './bilingual';

const translator = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const ownerName = 'Direktör för kund- och resurscentret';

const running = eachWithBot();
let user: TeamsUser;
beforeEach(async () => {
  await answered(running);
  user = await personAt(running, coordinator);
});

const list = () => show(user, 'translations', { ...followUp, page: 0 });
const form = async () => press(user, await list(), 'translator');
const assign = async (name = translator.name) =>
  press(user, await form(), 'translator-set', { person_typed: name });
const verbs = (card: Card) => buttonsOf(card).map(({ verb }) => verb);
const taskNow = async () => (await readTranslationTask(running.store, task))?.value;

it('lists them from "missing", with whose they are and since when', async () => {
  const missing = await say(running, user, 'obesvarade');
  const shown = textsOf(await press(user, missing, 'translations')).replaceAll('\u00a0', ' ');
  expect(shown).toContain('1.1');
  expect(shown).toContain(`finska: ${ownerName} (ansvarig person), väntar sedan 20.1.2026 kl. 9.00`);
});

it('asks somebody, who gets one message and writes it; "status" says who has it', async () => {
  const done = await assign();
  expect(bannerOf(done)?.style).toBe('good');
  expect(textsOf(done)).toContain(`finska: ${translator.name} (översättare)`);
  await assign();
  expect(await taskNow()).toMatchObject({ translator: translator.id, by: coordinator });
  expect(textsOf(await say(running, user, 'läget')).replaceAll('\u00a0', ' ')).toContain(
    `Översättning väntas av: ${translator.name} 1 (sedan tis 20.1.2026)`,
  );
  const { user: writer, card } = await received(running, translator.id);
  await press(writer, card, 'translation-save', { [textFi]: 'Etenee.' });
  expect(await translated(running)).toMatchObject({ by: translator.id, raw: 'Etenee.' });
  expect(textsOf(await list())).toContain(text('sv', 'translation.listNone'));
  const entries = await readAudit(running.store, [roundPartition(followUp)], { what: 'translation-handed' });
  expect(entries.map(({ by, personId }) => [by, personId])).toEqual([[coordinator, translator.id]]);
});

it('gives it back to the owner, or to somebody else', async () => {
  await assign();
  const back = await press(user, await form(), 'translator-remove');
  expect(textsOf(back)).toContain(`finska: ${ownerName} (ansvarig person)`);
  expect(await taskNow()).toBeUndefined();
  expect(verbs(await form())).toEqual(['translator-set', 'translations']);
  await assign('Hyvinvointialuejohtaja');
  expect(await taskNow()).toMatchObject({ translator: 'director@example.org' });
});

it('may take it on as well', async () => {
  await assign(coordinator);
  expect(await taskNow()).toMatchObject({ translator: coordinator, by: coordinator });
});

it('asks again for an unknown name, and writes nothing', async () => {
  const shown = await form();
  const before = dumpOf(running);
  const again = await press(user, shown, 'translator-set', { person_typed: 'Xyzzy' });
  expect(textsOf(again)).toContain(text('sv', 'person.unknown'));
  expect(inputsOf(again).find(({ id }) => id === 'person_typed')?.value).toBe('Xyzzy');
  expect(dumpOf(running)).toEqual(before);
});

it('is shown the list with the reason on a form that is out of date', async () => {
  const old = await form();
  await assign();
  const { user: writer, card } = await received(running, translator.id);
  await press(writer, card, 'translation-save', { [textFi]: 'Etenee.' });
  const late = await press(user, old, 'translator-set', { person_typed: owner });
  expect(bannerOf(late)).toEqual({ style: 'attention', text: text('sv', 'refused.translation-not-pending') });
  const removed = await show(user, 'translator-remove', task);
  expect(bannerOf(removed)?.text).toBe(text('sv', 'refused.translation-not-pending'));
  expect(await taskNow()).toMatchObject({ translator: translator.id });
  expect(await translated(running)).toMatchObject({ raw: 'Etenee.' });
});

it('sees them in a closed round, and can no longer ask anybody', async () => {
  const old = await form();
  await closeRound(running.store, { ...followUp, ...schedule }, running.clock.now());
  expect(verbs(await list())).toEqual(['missing']);
  const refused = await press(user, old, 'translator-set', { person_typed: translator.name });
  expect(bannerOf(refused)?.style).toBe('attention');
  expect(await taskNow()).toBeUndefined();
});

it('lists each of several', async () => {
  for (let number = 1; number <= 3; number++) await answerInSwedish(running, `customer-${number}`);
  expect(verbs(await list()).filter((verb) => verb === 'translator')).toHaveLength(3);
});
