/** What people type is shown as they typed it: it neither formats, links nor mentions, and breaks no card. */
import { beforeEach, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadPerson, savePeople } from '../../src/people/directory';
import { personAt, reform, eachWithBot } from '../helpers/bot-under-test';
import { nodesOf, stringsOf, wrongWith } from '../helpers/card-faults';
import {
  atCard,
  atPrompt,
  type Inputs,
  press,
  promptOnly,
  sentMeanwhile,
  show,
  valuesOf,
} from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const [giverId, coOwnerId] = ['reform-hospital-manager@example.org', 'reform-homecare-manager@example.org'];
/** Of both. */
const goal = { ...reform, goalId: '1-4-b' };
const receiver = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };

const marker = 'INJ';
const nasty = `${marker} **b** [x](https://example.org/) <at>All</at> \${title} \${$root} {by} {{d}} # c | "q" & <b>i</b> 'o' \\n`;
const typed: Inputs = { field_status: 'challenges', field_description: nasty };

const running = eachWithBot();
let user: TeamsUser;
let other: TeamsUser;

beforeEach(async () => {
  await promptOnly(running, [giverId, coOwnerId]);
  user = await atPrompt(running, giverId, reform);
  other = await atPrompt(running, coOwnerId, reform);
});

/** Where the typed text stands: a run of text, or the value of an input; anything else is a fault. */
function placesOf(card: Card): string[] {
  // Our own unfilled places are a fault; what looks like one and was typed is not.
  expect(wrongWith(card).filter((fault) => !fault.includes(marker))).toEqual([]);
  const places = stringsOf(card).filter(([, value]) => value.includes(marker));
  return places.map(([place, , node]) => `${String(node['type'])}.${place.split('.').at(-1)!}`);
}

/** The runs that show it show all of it, unchanged. */
const runsOf = (card: Card) =>
  nodesOf(card).flatMap(([, { type, text }]) =>
    type === 'TextRun' && String(text).includes(marker) ? [String(text)] : [],
  );

it('in a draft', async () => {
  const request = await press(user, await show(user, 'goal', goal), 'keep', typed);
  expect(placesOf(request)).toEqual([]);
  const card = await show(user, 'goal', goal);
  expect(placesOf(card)).toEqual(['Input.Text.value']);
  expect(valuesOf(card)['field_description']).toBe(nasty.trim());
});

it('in an answer that a colleague sees, and beside which they typed something else', async () => {
  const before = await show(other, 'goal', goal);
  await press(user, await show(user, 'goal', goal), 'save', typed);
  expect(placesOf(await show(other, 'goal', goal))).toEqual(['Input.Text.value']);
  const conflict = await press(other, before, 'save', { ...typed, field_description: `${nasty} too` });
  expect(new Set(placesOf(conflict))).toEqual(new Set(['Input.Text.value', 'TextRun.text']));
  expect(runsOf(conflict).some((run) => run.includes(nasty.trim()))).toBe(true);
});

it('in an answer to a field of one’s goal that is somebody else’s', async () => {
  const shared = { programmeId: 'strategic-goals', period: '2025-Q4', goalId: 'foresight-4' };
  const author = await personAt(running, 'strategy-development-director@example.org');
  const card = await show(author, 'goal', shared);
  const given = inputsOf(card).map(({ id, choices }) => [id, choices?.[0]?.value ?? '5'] as const);
  const answers = { ...Object.fromEntries(given), field_summary: nasty };
  expect(bannerOf(await press(author, card, 'save', answers))?.style).toBe('good');
  const reader = await personAt(running, 'strategy-digital-services-manager@example.org');
  const seen = await show(reader, 'goal', shared);
  expect(new Set(placesOf(seen))).toEqual(new Set(['TextRun.text']));
  expect(runsOf(seen).join()).toContain('**b** [x](https://example.org/) <at>All</at>');
});

it('as a choice that there is not', async () => {
  const back = await press(user, await show(user, 'goal', goal), 'save', { ...typed, field_status: nasty });
  expect(bannerOf(back)?.style).toBe('attention');
  const allowed = ['Input.ChoiceSet.value', 'Input.Text.value', 'TextRun.text'];
  expect(allowed).toEqual(expect.arrayContaining(placesOf(back)));
});

it('as the name of a colleague', async () => {
  const form = await press(user, await show(user, 'goal', goal), 'hand-over');
  const back = await press(user, form, 'hand-over-to', { person_typed: nasty });
  expect(placesOf(back)).toEqual(['Input.Text.value']);
  expect(valuesOf(back)['person_typed']).toBe(nasty.trim());
});

it('as the name of a substitute', async () => {
  const set = { person_typed: nasty, from: nasty, to: nasty };
  const back = await show(user, 'substitute-set', set);
  expect(['Input.Text.value', 'Input.Date.value']).toEqual(expect.arrayContaining(placesOf(back)));
});

it('in the name of a person, wherever it is shown', async () => {
  const person = (await loadPerson(running.store, giverId))!;
  await savePeople(running.store, { persons: [{ ...person, name: nasty.slice(0, 90) }], roles: [] });
  const form = await press(user, await show(user, 'goal', { ...reform, goalId: '2-3-a' }), 'hand-over');
  await press(user, form, 'hand-over-to', { person_typed: receiver.id });
  const [message] = await sentMeanwhile(running, await personAt(running, receiver.id), () =>
    running.bot.tick(),
  );
  const theirs = await atCard(running, receiver.id, message!);
  expect(new Set(placesOf(theirs.card))).toEqual(new Set(['TextRun.text']));
  const card = await press(theirs.user, theirs.card, 'goal', {}, { goalId: '2-3-a' });
  expect(new Set(placesOf(card))).toEqual(new Set(['TextRun.text']));
  expect(textsOf(card)).toContain('**b** [x](https://example.org/) <at>All</at>');
});
