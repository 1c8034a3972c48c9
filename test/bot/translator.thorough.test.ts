/** Somebody who was asked to translate, and their substitute, over HTTP: what they see where, and what they may do. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { pause, resume } from '../../src/brake/pauses';
import { setSubstitute } from '../../src/people/substitutions';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { loadRequest } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import { takeTranslationBack } from '../../src/translations/hand-translation';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { buttonsOf, press, sentMeanwhile, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { say } from '../helpers/saying';
import {
  answered,
  answerInSwedish,
  followUp,
  goal,
  handTo,
  owner,
  received,
  source,
  task,
  textFi,
  translated,
} from './bilingual';

/** Is asked nothing in any round. */
const reader = 'director@example.org';
/** Is asked in another programme. */
const manager = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const days = { from: '2026-01-20', to: '2026-01-21' };

const running = eachWithBot();
beforeEach(() => answered(running));

const titlesOf = (card: Parameters<typeof buttonsOf>[0], verb: string) =>
  buttonsOf(card, verb).map(({ title }) => title);
const standIn = (personId: string, substituteId: string) =>
  setSubstitute(running.store, { personId, substituteId, ...days }, running.clock.now());

describe('somebody who is asked for nothing but a translation', () => {
  it('is shown it by "my goals", and told of it by "hello" and "status"', async () => {
    const user = await personAt(running, reader);
    expect(textsOf(await say(running, user, 'omat tavoitteet'))).toContain(text('fi', 'command.nothing'));
    await handTo(running, reader);
    const next = await say(running, user, 'seuraava');
    const card = await say(running, user, 'omat tavoitteet');
    expect(titlesOf(next, 'translation-save')).toEqual(titlesOf(card, 'translation-save'));
    expect([textsOf(card).includes(source.split('\n')[1]!), titlesOf(card, 'translation-save')]).toEqual([
      true,
      [text('fi', 'translation.save')],
    ]);
    for (const typed of ['hei', 'tilanne'])
      expect(textsOf(await say(running, user, typed))).toContain('odotetaan yhtä käännöstä');
    await press(user, card, 'translation-save', { [textFi]: 'Etenee.' });
    for (const typed of ['omat tavoitteet', 'seuraava'])
      expect(textsOf(await say(running, user, typed))).toContain(text('fi', 'command.nothing'));
  });
});

it('somebody who is asked elsewhere has a section for it, with a button that opens it', async () => {
  await handTo(running, manager.id);
  const user = await personAt(running, manager.id);
  const due = await say(running, user, 'omat tavoitteet');
  expect(titlesOf(due, 'translation')).toEqual([text('fi', 'translation.write', { count: 1 })]);
  const card = await press(user, due, 'translation');
  expect(textsOf(card)).toContain(source.split('\n')[0]!);
});

it('an owner in the same round has a line and a button for it on the request', async () => {
  await handTo(running, 'followup-planner@example.org');
  await standIn('followup-planner@example.org', owner);
  const user = await personAt(running, owner);
  const request = await show(user, 'overview', followUp);
  expect(textsOf(request)).toContain('En översättning väntas av dig');
  const card = await press(user, request, 'translation');
  expect(titlesOf(card, 'translation-save')).toEqual([text('sv', 'translation.save')]);
});

describe('the substitute of a translator', () => {
  beforeEach(async () => {
    await standIn(reader, manager.id);
    await running.bot.tick();
    await handTo(running, reader);
  });

  it('gets the message, which says for whom, and writes it', async () => {
    const { posted, user, card } = await received(running, manager.id);
    const forWhom = text('fi', 'translation.asSubstitute', { name: 'Hyvinvointialuejohtaja' });
    expect([posted.versions[0]!.summary, textsOf(card)]).toEqual([
      expect.stringContaining(forWhom),
      expect.stringContaining(forWhom),
    ]);
    const saved = await press(user, card, 'translation-save', { [textFi]: 'Etenee suunnitellusti.' });
    expect(bannerOf(saved)?.style).toBe('good');
    expect(await translated(running)).toMatchObject({ by: manager.id, onBehalfOf: reader });
    const owners = await personAt(running, owner);
    expect(textsOf(await show(owners, 'goal', goal))).toContain(`${manager.name} i stället för`);
    const translators = await personAt(running, reader);
    expect(textsOf(await show(translators, 'translation', task))).toContain(`${manager.name} henkilön`);
  });

  it('is refused on another day, with what was typed', async () => {
    const { user, card } = await received(running, manager.id);
    running.clock.set('2026-01-22T08:00:00Z');
    const refused = await press(user, card, 'translation-save', { [textFi]: 'Etenee.' });
    expect([bannerOf(refused)?.style, textsOf(refused).includes('Etenee.'), buttonsOf(refused)]).toEqual([
      'attention',
      true,
      [],
    ]);
    expect(await translated(running)).toBeUndefined();
  });

  it('finds it on the card of all that is due', async () => {
    const due = await say(running, await personAt(running, manager.id), 'omat tavoitteet');
    expect(titlesOf(due, 'translation')).toHaveLength(1);
  });
});

it('the substitute of an owner is reminded of the translation that the owner lacks', async () => {
  const { goalIds } = (await loadRequest(running.store, followUp, owner))!.value;
  for (const goalId of goalIds) await answerInSwedish(running, goalId);
  const days = { from: '2026-02-05', to: '2026-02-07' };
  await setSubstitute(running.store, { personId: owner, substituteId: reader, ...days }, running.clock.now());
  running.clock.set('2026-02-05T07:01:00Z');
  await running.bot.tick();
  running.clock.set('2026-02-06T07:01:00Z');
  const { posted } = await received(running, reader);
  expect(String(posted.versions[0]!.summary)).toMatch(
    /^Muistutus: käännös puuttuu vielä: 1\.1.*Olet sijaisena: /,
  );
});

describe('what a translator reads when something has changed', () => {
  it('the source, once it is changed: the translation is said to be of an older text, and can be confirmed', async () => {
    await handTo(running, reader);
    const { user, card } = await received(running, reader);
    await press(user, card, 'translation-save', { [textFi]: 'Etenee.' });
    await answerInSwedish(running, goal.goalId, 'Framskrider långsamt.');
    const again = await show(user, 'translation', task);
    expect(textsOf(again)).toContain(text('fi', 'translation.outdated'));
    const saved = await press(user, again, 'translation-save', { [textFi]: 'Etenee.' });
    expect(textsOf(saved)).not.toContain(text('fi', 'translation.outdated'));
    const { answers } = (await readReply(running.store, followUp, goal.goalId))!.value;
    expect(answers['followup-fi']?.translatedFrom).toBe(answers['followup-sv']?.version);
  });

  it('the source, after the translation was taken back: the owner confirms the translation, or changes it', async () => {
    await handTo(running, reader);
    const { user, card } = await received(running, reader);
    await press(user, card, 'translation-save', { [textFi]: 'Etenee.' });
    await answerInSwedish(running, goal.goalId, 'Framskrider långsamt.');
    await takeTranslationBack(running.store, { ...task, by: owner }, running.clock.now());
    const refused = await show(user, 'translation', task);
    expect(bannerOf(refused)?.style).toBe('attention');
    const atOwner = await personAt(running, owner);
    const own = await press(atOwner, await show(atOwner, 'overview', followUp), 'translation');
    expect(textsOf(own)).toContain(text('sv', 'translation.outdated'));
    const saved = await press(atOwner, own, 'translation-save');
    expect(bannerOf(saved)?.style).toBe('good');
    expect(await translated(running)).toMatchObject({ raw: 'Etenee.', by: owner });
    expect(buttonsOf(await show(atOwner, 'overview', followUp), 'translation')).toEqual([]);
  });

  it('is asked again for a translation of an older text that is handed over', async () => {
    await handTo(running, reader);
    const { user, card } = await received(running, reader);
    await press(user, card, 'translation-save', { [textFi]: 'Etenee.' });
    await answerInSwedish(running, goal.goalId, 'Framskrider långsamt.');
    await handTo(running, manager.id);
    const asked = await received(running, manager.id);
    expect(textsOf(asked.card)).toContain('Framskrider långsamt.');
  });

  it('a closed round: when it was closed, and no box', async () => {
    await handTo(running, reader);
    const { user } = await received(running, reader);
    await closeRound(running.store, { ...followUp, ...schedule }, running.clock.now());
    const card = await show(user, 'translation', task);
    expect([textsOf(card).includes('Seurantakierros suljettiin'), buttonsOf(card)]).toEqual([true, []]);
  });

  it('nothing while the round is paused, and the message once it is resumed', async () => {
    const coordinator = { by: owner, way: 'card' as const };
    const user = await personAt(running, reader);
    await pause(running.store, followUp, coordinator, running.clock.now());
    await handTo(running, reader);
    expect(await sentMeanwhile(running, user, () => running.bot.tick())).toEqual([]);
    await resume(running.store, followUp, coordinator, running.clock.now());
    const { card } = await received(running, reader);
    expect(titlesOf(card, 'translation-save')).toHaveLength(1);
  });

  it('a round that was taken back: that nothing is asked any more', async () => {
    await handTo(running, reader);
    const { user } = await received(running, reader);
    await discardRound(running.store, { ...followUp, ...schedule }, running.clock.now());
    const said = shownBy(await postInvoke(user, { action: { verb: 'translation', data: task } }));
    expect(said.text ?? textsOf(said.card!)).toContain(text('fi', 'refused.round-discarded'));
  });
});
