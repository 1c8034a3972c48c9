/** Commenting on a unit over HTTP: what heads and coordinators get in chat, and that nothing they typed is lost. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { loadCommentVersions } from '../../src/comments/comment-store';
import { unitToken } from '../../src/goals/unit';
import { grant, revoke } from '../../src/people/grants';
import { closeRound } from '../../src/rounds/close-round';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { name } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { anna, coordinator, headOfSurgery, pressed, reader, say, startTwoUnits } from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const cli = { by: 'cli:root', way: 'cli' } as const;
const surgery = { ...name, unit: unitToken('Kirurgia') };
const hostile = '**Lihava** [linkki](https://evil.example) <at>all</at>';

async function card(personId: string, verb: string, data: object): Promise<Card> {
  const shown = await pressed(running, personId, verb, data);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}
const save = (by: string, comment: string, seen = 0) =>
  card(by, 'unit-comment-save', { ...surgery, seen, comment });
const inputOf = (shown: Card) => JSON.stringify(shown).match(/"id":"comment".*?"value":"(.*?)"/)?.[1];

it('the head comes from the list of who is missing, and those who read find it in the digest and below it', async () => {
  const [missing] = await say(running, headOfSurgery, 'vastaamatta');
  const [button] = buttonsOf(missing!, 'unit-comment');
  const form = await card(headOfSurgery, 'unit-comment', button!.data);
  expect(textsOf(form)).toContain('Kirurgia');
  const [send] = buttonsOf(form, 'unit-comment-save');
  const saved = await card(headOfSurgery, 'unit-comment-save', { ...send!.data, comment: hostile });
  expect(bannerOf(saved)?.text).toBe(text('fi', 'unitComment.saved', { unit: 'Kirurgia' }));
  const [digest] = await say(running, reader, 'kooste');
  expect(textsOf(digest!)).toContain('Yksikön kommentti: Kirurgia');
  const place = { ...name, language: 'fi' };
  for (const [verb, data] of [
    ['divisions', place],
    ['division', { ...place, division: 'Kirurgia' }],
  ] as const) {
    expect(textsOf(await card(reader, verb, data))).toContain(hostile);
    expect(textsOf(await card(headOfSurgery, verb, data))).toContain(hostile);
    // Anna only answers for goals of the unit.
    expect(textsOf(await card(anna, verb, data))).not.toContain(hostile);
  }
  expect(textsOf(await card(reader, 'division', { ...place, division: 'Kirurgia' }))).toContain('Head ');
});

it('the head’s own digest has the text and who wrote it', async () => {
  await card(headOfSurgery, 'follow-save', { programmeId: name.programmeId, units: surgery.unit });
  await save(headOfSurgery, 'Ensimmäinen rivi.\nToinen rivi.');
  const own = await card(headOfSurgery, 'digest', { ...name, language: 'fi', own: true });
  expect(textsOf(own)).toContain('”Ensimmäinen rivi. Toinen rivi.” · Head');
});

it('the second of two is told who was first, keeps the own text, and can save it then', async () => {
  await save(coordinator, 'Koordinaattorin teksti.');
  const late = await save(headOfSurgery, 'Oma teksti.');
  expect(textsOf(late)).toMatch(/ehti muuttaa kommenttia ennen sinua/);
  expect(textsOf(late)).toContain('Koordinaattorin teksti.');
  expect(inputOf(late)).toBe('Oma teksti.');
  const [again] = buttonsOf(late, 'unit-comment-save');
  const saved = await card(headOfSurgery, 'unit-comment-save', { ...again!.data, comment: 'Oma teksti.' });
  expect(bannerOf(saved)?.style).toBe('good');
  expect((await loadCommentVersions(running.store, name)).map(({ by }) => by)).toEqual([
    coordinator,
    headOfSurgery,
  ]);
});

it('too long a comment is refused with its limit, and its beginning is still in the box', async () => {
  const refused = await save(headOfSurgery, 'Pitkä kommentti. '.repeat(3_000));
  expect(textsOf(refused)).toContain(text('fi', 'refused.unit-comment-too-long', { maximum: '600' }));
  expect(inputOf(refused)).toMatch(/^Pitkä kommentti/);
});

it('an empty comment withdraws the earlier one; at first it is asked for', async () => {
  expect(textsOf(await save(headOfSurgery, ' '))).toContain(text('fi', 'refused.comment-missing'));
  await save(headOfSurgery, 'Etenee.');
  const withdrawn = await save(headOfSurgery, '', 1);
  expect(bannerOf(withdrawn)?.text).toBe(text('fi', 'unitComment.withdrawn', { unit: 'Kirurgia' }));
  const [digest] = await say(running, reader, 'kooste');
  expect(textsOf(digest!)).not.toContain('kommentti');
});

it('whoever has two units chooses one', async () => {
  const care = {
    personId: headOfSurgery,
    role: 'unit-head',
    unit: 'Hoiva',
    programmeId: name.programmeId,
  } as const;
  await grant(running.store, care, cli, running.clock.now());
  const choice = await card(headOfSurgery, 'unit-comment', name);
  expect(JSON.stringify(choice)).toContain('"title":"Hoiva"');
  const [open] = buttonsOf(choice, 'unit-comment');
  expect(
    textsOf(await card(headOfSurgery, 'unit-comment', { ...open!.data, unit: unitToken('Hoiva') })),
  ).toContain('Hoiva');
});

it('what was typed is shown to whoever lost the role meanwhile, or came after the closing', async () => {
  const role = {
    personId: headOfSurgery,
    role: 'unit-head',
    unit: 'Kirurgia',
    programmeId: name.programmeId,
  } as const;
  await revoke(running.store, role, cli, running.clock.now());
  const refused = await save(headOfSurgery, 'Ehdinkö vielä?');
  expect(textsOf(refused)).toContain('Ehdinkö vielä?');
  expect(buttonsOf(refused)).toEqual([]);
  await closeRound(running.store, { ...name, ...cli }, running.clock.now());
  const late = await save(coordinator, 'Entä minä?');
  expect(textsOf(late)).toContain('Entä minä?');
  expect(bannerOf(late)?.text).toMatch(/vain, kun kierros on auki/);
  const [digest] = await say(running, reader, 'kooste');
  expect(
    buttonsOf(await card(coordinator, 'divisions', { ...name, language: 'fi' }), 'unit-comment'),
  ).toEqual([]);
  expect(digest).toBeDefined();
});
