/** A goal of a bilingual programme, over HTTP: own language first, and the translation that is pending everywhere. */
import { beforeEach, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { atPrompt, type Inputs, press, promptOnly, show } from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { say } from '../helpers/saying';

const followUp = { programmeId: 'half-year-follow-up', period: '2025-H2' };
const goal = { ...followUp, goalId: 'customer-1' };
const owner = 'followup-customer-director@example.org';
const planner = 'followup-planner@example.org';
const figures: Inputs = { 'field_speech-users': '60', 'field_digital-users': '12' };
const texts = { sv: 'field_followup-sv', fi: 'field_followup-fi' };

/** How often the card says it. */
const times = (card: Card, said: string) => textsOf(card).split(said).length - 1;

const running = eachWithBot();
let user: TeamsUser;

beforeEach(async () => {
  await promptOnly(running, [owner]);
  user = await atPrompt(running, owner, followUp);
});

it.each([
  ['på svenska', 'sv', ['sv', 'fi']],
  ['suomeksi', 'fi', ['fi', 'sv']],
  ['in english', 'en', ['sv', 'fi']],
] as const)('a person who reads %s is asked in that language first', async (said, locale, expected) => {
  await say(running, user, said);
  const card = await show(user, 'goal', goal);
  const ids = inputsOf(card).map(({ id }) => id);
  expect(ids).toEqual([...Object.keys(figures), ...expected.map((language) => texts[language])]);
  expect(times(card, text(locale, 'translation.oneIsEnough'))).toBe(2);
});

it('no language at all is refused at both, in words that fit', async () => {
  const card = await press(user, await show(user, 'goal', goal), 'save', figures);
  expect(bannerOf(card)?.text).toContain(text('sv', 'problem.one-language'));
  expect(problemsOf(card)).toEqual([1, 2].map(() => text('sv', 'problem.one-language')));
});

it('one language is saved as an answer, and its translation is said to be missing wherever the goal is', async () => {
  const card = await show(user, 'goal', goal);
  const next = await press(user, card, 'save', { ...figures, [texts.sv]: 'Framskrider enligt plan.' });
  expect(bannerOf(next)?.text).toContain(text('sv', 'translation.pending', { languages: 'finska' }));
  const state = text('sv', 'translation.state', { languages: 'finska' });
  const request = await show(user, 'overview', followUp);
  expect(times(request, ` · ${state}`)).toBe(1);
  const again = await show(user, 'goal', goal);
  expect(times(again, text('sv', 'translation.missing'))).toBe(1);

  const coordinator = await personAt(running, planner);
  expect(times(await say(running, coordinator, 'läget'), 'en punkt utan översättning')).toBe(1);
  const missing = textsOf(await say(running, coordinator, 'obesvarade'));
  expect(missing).toContain(text('sv', 'translation.missingLead', { count: 1 }));
  expect(missing).toContain(text('sv', 'translation.codes', { count: '1', codes: '1.1' }));
});

it('nobody but a coordinator is told of translations by the status', async () => {
  await press(user, await show(user, 'goal', goal), 'save', { ...figures, [texts.sv]: 'Framskrider.' });
  expect(textsOf(await say(running, user, 'läget'))).not.toContain('översättning');
});
