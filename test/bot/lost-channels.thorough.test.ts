/** Channels that take no posts, by Teams' events and its refusals over HTTP: who is told, and how posting resumes. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { loadOutages } from '../../src/channels/outages';
import { subscribeChannel } from '../../src/goals/channels';
import { loadKnownChannels } from '../../src/goals/known-channels';
import { StorageError } from '../../src/errors';
import { saveRegister } from '../../src/goals/register';
import { observeRounds } from '../../src/health/observe-rounds';
import { findingsIn } from '../../src/health/rules';
import { revoke } from '../../src/people/grants';
import { holidayCalendar } from '../../src/periods/working-days';
import { type EntityStore } from '../../src/storage/store';
import { type BotUnderTest, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { channel, name } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { problemsOf } from '../helpers/read-card';
import { sayInChannel } from '../helpers/saying';
import { cardShown } from '../helpers/teams-conversations';
import { type Fault, faults } from '../helpers/teams-faults';
import { admin, coordinator, deputy, pressed, register, startTwoUnits } from '../helpers/two-units';

const fi = textsIn('fi');
const team = { id: '19:team@thread.tacv2', name: 'Strategia' };
const board = { id: channel, team: team.name, name: 'Johto' };
const monday = '2026-10-19T05:00:00Z';
const later = '2026-10-19T06:00:00Z';
const nextMonday = '2026-10-26T06:00:00Z';
const lostTitle = fi('channels.lostTitle', { count: 1 });
const backTold = fi('channels.backTold', { count: 1, channels: 'Strategia › Johto' });

let running: BotUnderTest;
let user: TeamsUser;

beforeEach(async () => {
  running = await startTwoUnits();
  user = await personAt(running, admin);
  await sayInChannel(running, user, board, 'kooste');
  // The prompts, the welcomes, and the digest of the week before.
  await running.bot.tick();
});
afterEach(() => running.stop());

/** What Teams sends about a channel or a team; the bot's answer is HTTP 200. */
async function teamsSays(
  content: object,
  channelData: object = {},
  action = 'conversationUpdate',
): Promise<void> {
  const answered = await postActivity(user, {
    ...{ type: action, channelData: { team, ...channelData } },
    conversation: { id: channel, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
    ...content,
  });
  expect(answered.status).toBe(200);
}
const event = (eventType: string, channelName = board.name) =>
  teamsSays(
    {},
    { eventType, ...(eventType.startsWith('channel') && { channel: { id: channel, name: channelName } }) },
  );
const botIs = (what: 'membersAdded' | 'membersRemoved') => teamsSays({ [what]: [{ id: user.botId }] });
const refusing = (fault: Fault | undefined) => {
  running.connector.fault = ({ kind, channelId }) =>
    kind === 'create' && channelId === channel ? fault : undefined;
};
async function tickAt(moment: string): Promise<void> {
  running.clock.set(moment);
  // Work is done before messages are sent, so that a refusal is told at the next one.
  await running.bot.tick();
  await running.bot.tick();
}
const posts = () => running.connector.postedIn(channel).filter(({ versions }) => versions[0]!.attachments);
async function cardsFor(personId: string, title: string): Promise<Card[]> {
  const { aadObjectId } = await personAt(running, personId);
  const cards = running.connector.sentTo(aadObjectId).map(cardShown);
  return cards.filter((card) => textsOf(card).includes(title));
}
const outages = async () =>
  (await loadOutages(running.store)).map(({ value: { channel: id, why, worksSince } }) => [
    ...[id, why, worksSince !== undefined],
  ]);
const channelsCard = async () =>
  (await pressed(running, admin, 'channels', { programmeId: name.programmeId })).card!;
const findings = async () => {
  const now = running.clock.now();
  const rounds = await observeRounds(running.store, now, holidayCalendar());
  return findingsIn({ now, rounds }).filter(({ id }) => id === 'digest-overdue');
};

describe('a name that Teams changes', () => {
  it('is the one that cards show: the channel’s, and its team’s', async () => {
    await event('channelRenamed', 'Uusi johto');
    expect(textsOf(await channelsCard())).toContain('Strategia › Uusi johto');
    await teamsSays({}, { eventType: 'teamRenamed', team: { ...team, name: 'Hallitus' } });
    expect(await loadKnownChannels(running.store)).toEqual([{ id: channel, name: 'Hallitus › Uusi johto' }]);
  });
});

describe('a channel is marked', () => {
  it.each([
    ['channelDeleted', 'deleted', 'channelRestored'],
    ['teamArchived', 'archived', 'teamUnarchived'],
    ['teamDeleted', 'team-deleted', 'teamRestored'],
  ] as const)('by %s as %s, until %s', async (begins, why, ends) => {
    await event(begins);
    await event(begins);
    expect(await outages()).toEqual([[channel, why, false]]);
    expect(problemsOf(await channelsCard())[0]).toContain(fi(`channels.why.${why}`));
    await event(ends);
    expect(await outages()).toEqual([[channel, why, true]]);
    await running.bot.tick();
    expect(await outages()).toEqual([]);
    expect(problemsOf(await channelsCard())).toEqual([]);
  });

  it.each([
    ['a conversation update', () => botIs('membersRemoved'), () => botIs('membersAdded')],
    [
      'an installation update',
      () => teamsSays({ action: 'remove' }, {}, 'installationUpdate'),
      () => teamsSays({ action: 'add' }, {}, 'installationUpdate'),
    ],
  ])('by %s that removes the bot, until it is added', async (_, removed, added) => {
    await removed();
    expect(await outages()).toEqual([[channel, 'removed', false]]);
    await event('teamUnarchived');
    expect(await outages()).toEqual([[channel, 'removed', false]]);
    await added();
    await running.bot.tick();
    expect(await outages()).toEqual([]);
  });

  it('alone if only a private channel loses the bot', async () => {
    const secret = { id: '19:secret@thread.tacv2', team: team.name, name: 'Salainen' };
    await sayInChannel(running, user, secret, 'kooste');
    const channelData = { eventType: 'channelMemberRemoved', channel: { id: secret.id, name: secret.name } };
    await teamsSays({ membersRemoved: [{ id: user.botId }] }, channelData);
    expect(await outages()).toEqual([[secret.id, 'removed', false]]);
  });

  it('not by an upgrade of the app, by somebody else who leaves, or by another team’s event', async () => {
    await teamsSays({ action: 'remove-upgrade' }, {}, 'installationUpdate');
    await teamsSays({ membersRemoved: [{ id: '29:somebody' }] });
    const elsewhere = { id: '19:else@thread.tacv2', name: 'Muu' };
    await teamsSays(
      { conversation: { id: elsewhere.id, conversationType: 'channel', isGroup: true } },
      { eventType: 'teamArchived', team: elsewhere },
    );
    expect(await outages()).toEqual([]);
  });

  it.each([
    ['not in the roster', faults.notInRoster, 'removed'],
    ['disabled', faults.disabledByAdmin, 'refused'],
    ['writes blocked', faults.writesBlocked, 'refused'],
    ['not found', faults.conversationNotFound, 'not-found'],
  ] as const)('by a refused post (%s), once', async (_, fault, why) => {
    refusing(fault);
    await tickAt(monday);
    expect(await outages()).toEqual([[channel, why, false]]);
    expect(await cardsFor(coordinator, lostTitle)).toHaveLength(1);
  });

  it.each([
    ['a message that is too large', faults.tooBig],
    ['an unknown bot', faults.notRegistered],
    ['Teams out of order', faults.serviceError],
  ] as const)('not by %s', async (_, fault) => {
    refusing(fault);
    await tickAt(monday);
    expect(await outages()).toEqual([]);
    expect((await findings()).map(({ id }) => id)).toEqual(['digest-overdue']);
  });
});

describe('a refusal that cannot be noted', () => {
  it('is no end of the message: it is tried again', async () => {
    let fails = true;
    const wrapStore = (store: EntityStore): EntityStore => ({
      get: (partition, key) => store.get(partition, key),
      range: (partition, range) => store.range(partition, range),
      commit: (partition, changes) =>
        fails && changes.some(({ key }) => key.startsWith('outage|'))
          ? Promise.reject(new StorageError('disk full'))
          : store.commit(partition, changes),
      close: () => store.close(),
    });
    const other = await startTwoUnits({}, { wrapStore });
    other.connector.fault = ({ channelId }) => (channelId === channel ? faults.notInRoster : undefined);
    await other.bot.tick();
    expect(await loadOutages(other.store)).toEqual([]);
    fails = false;
    other.clock.set('2026-10-12T10:00:00Z');
    await other.bot.tick();
    expect(await loadOutages(other.store)).toHaveLength(1);
    await other.stop();
  });
});

describe('those who are told', () => {
  it('are the coordinators, once each, with what is wrong; not the admins', async () => {
    await event('channelDeleted');
    await tickAt(monday);
    await tickAt(later);
    for (const personId of [coordinator, deputy]) {
      const [card, ...more] = await cardsFor(personId, lostTitle);
      expect(more).toEqual([]);
      expect(wrongWith(card!)).toEqual([]);
      expect(textsOf(card!)).toContain('Strategia › Johto\nLeikkausohjelma');
      expect(textsOf(card!)).toContain(fi('channels.why.deleted'));
      expect(buttonsOf(card!, 'channels')).toEqual([]);
    }
    expect(await cardsFor(admin, lostTitle)).toEqual([]);
  });

  it('are the admins where there is no coordinator, with a button to the channels', async () => {
    const { store, clock } = running;
    await saveRegister(store, register({ coordinator: 'gone@example.org' }));
    const granted = { personId: deputy, role: 'coordinator', programmeId: name.programmeId } as const;
    await revoke(store, granted, schedule, clock.now());
    await event('channelDeleted');
    await tickAt(monday);
    const [card] = await cardsFor(admin, lostTitle);
    const shown = buttonsOf(card!, 'channels').map(({ data }) => data);
    expect(shown).toEqual([expect.objectContaining({ programmeId: name.programmeId })]);
  });

  it('of several channels of a team are told in one message', async () => {
    const second = '19:second@thread.tacv2';
    const by = { by: admin, way: 'card' } as const;
    const more = { programmeId: name.programmeId, channel: second, language: 'fi' as const };
    await subscribeChannel(running.store, more, by, running.clock.now());
    await sayInChannel(running, user, { ...board, id: second, name: 'Talous' }, 'kooste');
    await event('teamArchived');
    await tickAt(monday);
    const [card, ...others] = await cardsFor(coordinator, fi('channels.lostTitle', { count: 2 }));
    expect(others).toEqual([]);
    for (const each of ['Strategia › Johto', 'Strategia › Talous']) expect(textsOf(card!)).toContain(each);
    await event('teamUnarchived');
    await tickAt(later);
    const both = fi('channels.backTold', { count: 2, channels: 'Strategia › Johto, Strategia › Talous' });
    expect(await cardsFor(coordinator, both)).toHaveLength(1);
  });

  it('hear nothing of a channel that works again before they were told', async () => {
    await event('channelDeleted');
    await event('channelRestored');
    await tickAt(monday);
    expect(await outages()).toEqual([]);
    for (const title of [lostTitle, backTold]) expect(await cardsFor(coordinator, title)).toEqual([]);
  });
});

describe('while a channel is marked', () => {
  it('a digest is tried once, and what is missing is a finding and on the cards', async () => {
    refusing(faults.notInRoster);
    await tickAt(monday);
    await tickAt(later);
    const tried = running.connector.requests.filter(({ channelId }) => channelId === channel);
    const refused = tried.filter(({ status }) => status === 403);
    expect(refused).toHaveLength(1);
    expect(await findings()).toMatchObject([
      { id: 'digest-overdue', rounds: [name], figures: { count: 1, refused: 'removed' } },
    ]);
    const unposted = fi('channels.unposted', { rounds: 'Q3/2026' });
    expect(problemsOf(await channelsCard())).toContain(unposted);
    const programme = await pressed(running, admin, 'programme', { programmeId: name.programmeId });
    expect(textsOf(programme.card!)).toContain(fi('programme.lostChannels', { count: 1 }));
    await tickAt(nextMonday);
    expect(await cardsFor(coordinator, lostTitle)).toHaveLength(1);
  });
});

describe('when a channel works again', () => {
  it('what could not be posted is posted once, and coordinators hear of it in one line', async () => {
    refusing(faults.notInRoster);
    await tickAt(monday);
    const before = posts().length;
    refusing(undefined);
    await botIs('membersAdded');
    await tickAt(later);
    await tickAt('2026-10-19T07:00:00Z');
    expect(posts()).toHaveLength(before + 1);
    expect(await outages()).toEqual([]);
    expect(await findings()).toEqual([]);
    expect(await cardsFor(coordinator, backTold)).toHaveLength(1);
  });

  it('it is noticed by the next digest that arrives', async () => {
    refusing(faults.notInRoster);
    await tickAt(monday);
    refusing(undefined);
    const before = posts().length;
    await tickAt(later);
    expect(posts()).toHaveLength(before);
    await tickAt(nextMonday);
    await tickAt('2026-10-26T06:01:00Z');
    expect(posts()).toHaveLength(before + 1);
    expect(await outages()).toEqual([]);
    expect(await cardsFor(coordinator, backTold)).toHaveLength(1);
  });

  it('or by a message that somebody writes in it', async () => {
    await botIs('membersRemoved');
    await tickAt(later);
    await sayInChannel(running, user, board, 'kooste');
    await tickAt('2026-10-19T06:01:00Z');
    expect(await outages()).toEqual([]);
    expect(await cardsFor(coordinator, backTold)).toHaveLength(1);
  });

  it('and fails once more, that is told again', async () => {
    await event('teamArchived');
    await tickAt(monday);
    await event('teamUnarchived');
    await tickAt(later);
    await event('teamArchived');
    await tickAt('2026-10-19T07:00:00Z');
    expect(await cardsFor(coordinator, lostTitle)).toHaveLength(2);
  });
});

it('each reason has a text in each language', () => {
  for (const locale of ['fi', 'sv', 'en'] as const)
    expect(text(locale, 'channels.noPosts', { why: 'x', since: 'y' })).toContain('x (y)');
});
