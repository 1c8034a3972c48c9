/** What is typed in the chat fills in a card; only a press on it stores anything. */
import { describe, expect, it } from '@jest/globals';
import { type Card } from '../../../cards/render';
import { text } from '../../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf, submit } from '../../../deploy/local/scripted-user';
import { loadPerson, savePeople } from '../../../src/people/directory';
import { loadSubstitutionsOf } from '../../../src/people/substitutions';
import { loadAskedRound } from '../../../src/replies/asked-goals';
import { readReply } from '../../../src/replies/reply-store';
import { dumpOf, eachWithBot, personAt } from '../../helpers/bot-under-test';
import { buttonsOf, press, valuesOf } from '../../helpers/pressing';
import { bannerOf } from '../../helpers/read-card';
import { answersTo, say } from '../../helpers/saying';

/** Asked in 000 only: goals of one figure. */
const housing = 'okr-housing-manager@example.org';
/** Asked in all five programmes. */
const planning = 'planning@example.org';
/** Asked in 002 only, about words. */
const director = 'reform-health-director@example.org';
const okr = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const asu3 = { ...okr, goalId: 'asu-3' };

const running = eachWithBot();

async function at(personId: string): Promise<TeamsUser> {
  await running.bot.work();
  const person = (await loadPerson(running.store, personId))!;
  await savePeople(running.store, { persons: [{ ...person, language: 'fi' }], roles: [] });
  const user = await personAt(running, personId);
  await say(running, user, 'ohje');
  return user;
}

const figureOf = (card: Card) => inputsOf(card)[0]?.value;
const savedIn = async () => (await readReply(running.store, okr, 'asu-3'))?.value.answers['value']?.raw;

describe('a figure in a message', () => {
  it('with the goal’s code is in the goal’s card, and saved by its button', async () => {
    const user = await at(housing);
    const before = dumpOf(running);
    const card = await say(running, user, 'ASU-3 97,3');
    expect(figureOf(card)).toBe('97,3');
    expect(bannerOf(card)?.text).toBe(text('fi', 'talk.figureOffered', { value: '97,3\u00a0%' }));
    expect(dumpOf(running) === before).toBe(true);
    const after = await press(user, card, 'save');
    const confirmed = bannerOf(after)?.style === 'warning' ? await press(user, after, 'save') : after;
    expect(bannerOf(confirmed)?.style).toBe('good');
    expect(await savedIn()).toBe('97,3');
  });

  it('that the field does not take is shown with the reason', async () => {
    const card = await say(running, await at(housing), 'asu-3 97,3,4');
    expect(bannerOf(card)?.style).toBe('attention');
    expect(figureOf(card)).toBe('97,3,4');
    expect(await savedIn()).toBeUndefined();
  });

  it('without a code is for the goal that the message answers to', async () => {
    const user = await at(housing);
    const quote = (preview: string) =>
      `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Seuranta</strong><p itemprop="preview">${preview}</p></blockquote><p>97,3</p>`;
    const quoting = (preview: string) => ({
      ...{ type: 'message', text: '97,3' },
      attachments: [{ contentType: 'text/html', content: quote(preview) }],
    });
    const [card] = await answersTo(running, user, quoting('Tavoite 2/7 ASU-3 Asumisen'));
    expect(buttonsOf(card!, 'save')[0]!.data).toMatchObject(asu3);
    expect(figureOf(card!)).toBe('97,3');
    const entities = [{ type: 'quotedReply', quotedReply: { messageId: '1', preview: 'ASU-3: x' } }];
    const [other] = await answersTo(running, user, { type: 'message', text: '97,3', entities });
    expect(buttonsOf(other!, 'save')[0]!.data).toMatchObject(asu3);
    const [which] = await answersTo(running, user, quoting('<b>Kortti</b>'));
    expect(textsOf(which!)).toContain(text('fi', 'talk.figureWhich'));
  });

  it('without a code is for the only goal of one figure that waits', async () => {
    const user = await at(housing);
    const asked = (await loadAskedRound(running.store, okr, housing, running.clock.now()))!;
    for (const { goal } of asked.goals.slice(1)) {
      const card = await say(running, user, `${goal.code} 5`);
      const after = await press(user, card, 'save');
      if (bannerOf(after)?.style === 'warning') await press(user, after, 'save');
    }
    const [first] = asked.goals;
    const card = await say(running, user, '12,5 %');
    expect(buttonsOf(card, 'save')[0]!.data).toMatchObject({ ...okr, goalId: first!.goal.id });
    expect(figureOf(card)).toBe('12,5 %');
  });

  it('for a goal with no single figure opens it, and says that nothing was filled in', async () => {
    const card = await say(running, await at(director), '1.1 b 5');
    expect(bannerOf(card)?.text).toBe(text('fi', 'talk.figureNoPlace'));
    expect(Object.values(valuesOf(card)).join('')).not.toContain('5');
  });

  it('means nothing to a person who is asked for no figure', async () => {
    const card = await say(running, await at(director), '97,3');
    expect(textsOf(card)).toContain(text('fi', 'talk.unknown'));
  });
});

describe('a goal’s code', () => {
  it('of several goals is answered with a choice', async () => {
    const card = await say(running, await at(planning), '1.2');
    const goals = buttonsOf(card, 'goal').map(({ data }) => JSON.stringify(data));
    expect(goals.length).toBeGreaterThan(1);
    expect(new Set(goals).size).toBe(goals.length);
  });

  it('of a goal that the person may not see leads nowhere', async () => {
    const card = await say(running, await at(director), 'ASU-3');
    expect(textsOf(card)).toContain(text('fi', 'talk.unknown'));
  });
});

describe('a reminder', () => {
  it('is set by the press on the day that was typed', async () => {
    const user = await at(housing);
    const before = dumpOf(running);
    const card = await say(running, user, 'muistuta maanantaina');
    expect(valuesOf(card)['day']).toBe('2026-01-26');
    expect(dumpOf(running) === before).toBe(true);
    await press(user, card, 'snooze-until');
    const { snoozedUntil } = (await loadAskedRound(running.store, okr, housing, running.clock.now()))!;
    expect(snoozedUntil).toMatch(/^2026-01-26/);
  });

  it('in several programmes has a button each, with the day where it is possible', async () => {
    const card = await say(running, await at(planning), 'muistuta maanantaina');
    const buttons = [...buttonsOf(card, 'snooze-until'), ...buttonsOf(card, 'snooze')];
    expect(buttons.length).toBeGreaterThan(1);
    expect(new Set(buttons.map(({ data }) => data['programmeId'])).size).toBe(buttons.length);
    for (const { verb, data } of buttons) if (verb === 'snooze-until') expect(data['day']).toBe('2026-01-26');
  });

  it('is not offered to a person of whom nothing is asked', async () => {
    const card = await say(running, await at('followup-planner@example.org'), 'muistuta maanantaina');
    expect(textsOf(card)).toContain(text('fi', 'command.nothing'));
  });
});

describe('an absence', () => {
  it('fills in the days; the substitute is set by the press', async () => {
    const user = await at(housing);
    const before = dumpOf(running);
    const card = await say(running, user, 'Hei! Olen lomalla 1.2.–10.2.');
    expect(valuesOf(card)).toMatchObject({ from: '2026-02-01', to: '2026-02-10' });
    expect(dumpOf(running) === before).toBe(true);
    await press(user, card, 'substitute-set', { person_typed: 'okr-controller@example.org' });
    expect(await loadSubstitutionsOf(running.store, housing, running.clock.now())).toMatchObject([
      { from: '2026-02-01', to: '2026-02-10', substituteId: 'okr-controller@example.org' },
    ]);
  });

  it('has a button on the request, which stays in the chat', async () => {
    const user = await at(housing);
    const request = await say(running, user, 'omat tavoitteet');
    const before = dumpOf(running);
    const card = await press(user, request, 'command', {}, { command: 'substitute' });
    expect(textsOf(card)).toContain(text('fi', 'substitute.title'));
    const back = await press(user, card, 'command', {}, { command: 'my goals' });
    expect(buttonsOf(back, 'start')).toHaveLength(1);
    expect(dumpOf(running) === before).toBe(true);
  });
});

it('the status begins with what is asked of the person, also for coordinators', async () => {
  const lines = textsOf(await say(running, await at(planning), 'tilanne')).split('\n');
  const own = lines.map((line) => line.startsWith('Sinun vastauksesi: '));
  expect(own.filter(Boolean).length).toBeGreaterThan(0);
  // After the title, each round has two lines.
  expect(own.lastIndexOf(true)).toBe(2 * own.filter(Boolean).length - 1);
  expect(lines.length).toBeGreaterThan(2 * own.filter(Boolean).length + 1);
});

it('a button for several cards replaces one and sends the others', async () => {
  const user = await at(planning);
  const sent = running.connector.sentTo(user.aadObjectId).length;
  await submit(user, 'command', { command: 'digest' });
  expect(running.connector.sentTo(user.aadObjectId).length - sent).toBeGreaterThan(1);
});
