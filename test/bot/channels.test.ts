/** Which channels get a programme's digest, and what the bot answers in them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { readAudit } from '../../src/audit/audit';
import { loadKnownChannels } from '../../src/goals/known-channels';
import { loadProgramme, programmesPartition } from '../../src/goals/register';
import {
  type BotUnderTest,
  dumpOf,
  firstDigest,
  personAt,
  startBotUnderTest,
} from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { buttonsOf, type Inputs, press, promptOnly, show } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { type Channel, channelData, say, sayInChannel } from '../helpers/saying';
import { cardShown } from '../helpers/teams-conversations';

const planning = 'planning@example.org';
const programmeId = 'strategic-goals';
const announcements = '19:announcements@thread.tacv2';
const board: Channel = { id: '19:board@thread.tacv2', team: 'Johtoryhmä', name: 'Seuranta' };
const boardName = 'Johtoryhmä › Seuranta';

let running: BotUnderTest;
let admin: TeamsUser;

async function start(): Promise<void> {
  running = await startBotUnderTest();
  admin = await personAt(running, planning);
}
const stop = () => running.stop();

const channels = async (id = programmeId) => (await loadProgramme(running.store, id))!.channels;
const inBoard = async (typed: string, user = admin, channel = board) =>
  (await sayInChannel(running, user, channel, typed)).map(textsOf);
/** Teams reports that the app was added to the channel. */
const install = (channel: Channel, user = admin) =>
  postActivity(user, {
    ...{ type: 'installationUpdate', action: 'add', channelData: channelData(channel) },
    conversation: { id: channel.id, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
  });

describe('a channel', () => {
  beforeEach(start);
  afterEach(stop);

  it('is known once the app was added to it or it was written from, by the name Teams gives', async () => {
    await install(board);
    await inBoard('hei', await personAt(running, 'nobody@example.org'), { id: '19:other@thread.tacv2' });
    await inBoard('hei', admin, { id: '19:third@thread.tacv2' });
    await inBoard('hei', admin, { id: board.id });
    await inBoard('hei', admin, { id: board.id, team: 'Johtoryhmä' });
    await inBoard('hei', admin, { id: '19:unnamed123456@thread.tacv2', team: 'Johtoryhmä' });
    await inBoard('hei', admin, { id: '19:team@thread.tacv2', team: 'Johtoryhmä' });
    expect(await loadKnownChannels(running.store)).toEqual([
      { id: board.id, name: boardName },
      { id: '19:team@thread.tacv2', name: 'Johtoryhmä' },
      { id: '19:third@thread.tacv2', name: '19:third@thread.tacv2' },
      { id: '19:unnamed123456@thread.tacv2', name: 'Johtoryhmä › …123456' },
    ]);
  });

  it('is none where somebody writes in the chat with the bot, or in a group chat', async () => {
    await say(running, admin, 'ohje');
    const { thread } = running.connector.conversations.startThread('group', {});
    const conversation = { id: thread.id, conversationType: 'groupChat', isGroup: true };
    await postActivity(admin, { type: 'message', text: 'tilaa strategic-goals', conversation });
    const [answer] = thread.activities.slice(1).map(cardShown);
    expect(textsOf(answer!)).toContain(text('fi', 'channel.onlyInChat'));
    expect(await loadKnownChannels(running.store)).toEqual([]);
    expect(await channels()).toHaveLength(1);
  });
});

describe('the card of a programme’s channels', () => {
  let card: Card;
  beforeEach(async () => {
    await start();
    await install(board);
    card = await say(running, admin, `kanavat ${programmeId}`);
  });
  afterEach(stop);
  const add = (typed: Inputs, shown = card) => press(admin, shown, 'channel-add', typed);

  it('lists those that get the digest, and lets choose among those that are known', () => {
    expect(buttonsOf(card, 'channel-remove').map(({ data }) => data)).toEqual([
      { programmeId, channel: announcements },
    ]);
    const choice = inputsOf(card).find(({ id }) => id === 'channel')!;
    expect(choice.choices).toEqual([{ title: boardName, value: board.id }]);
  });

  it('without a programme’s name offers all of them', async () => {
    const listed = await say(running, admin, 'kanaler');
    expect(buttonsOf(listed, 'channels')).toHaveLength(5);
    const one = await press(admin, listed, 'channels', {}, { programmeId });
    expect(buttonsOf(one, 'channel-remove')).toHaveLength(1);
  });

  it('adds a channel, which then gets the digest in its language, once', async () => {
    const shown = await add({ channel: board.id, language: 'sv' });
    const said = text('fi', 'channels.added', { channel: boardName, language: 'ruotsi' });
    expect(bannerOf(shown)).toEqual({ style: 'good', text: said });
    expect(await readAudit(running.store, [programmesPartition])).toMatchObject([
      { by: planning, way: 'card', what: 'channels-changed', programmeId },
    ]);
    await promptOnly(running, []);
    running.clock.set(firstDigest);
    await running.bot.tick();
    await running.bot.tick();
    const posted = running.connector.postedIn(board.id).map(cardShown).map(textsOf);
    expect(posted).toHaveLength(1);
    expect(posted[0]).toContain(text('sv', 'digest.showAll'));
  });

  it('adding one again changes its language', async () => {
    await add({ channel: board.id, language: 'sv' });
    const before = dumpOf(running);
    await add({ channel: board.id, language: 'sv' });
    expect(dumpOf(running) === before).toBe(true);
    await add({ channel: board.id, language: 'en' });
    expect(await channels()).toContainEqual({ channel: board.id, language: 'en' });
    expect(await channels()).toHaveLength(2);
  });

  it('removes one after a question, which gets no digest any more; a second press says so', async () => {
    const asked = await press(admin, card, 'channel-remove');
    expect(textsOf(asked)).toContain(text('fi', 'channels.removeExplain'));
    expect(await channels()).toHaveLength(1);
    const shown = await press(admin, asked, 'channel-remove');
    expect(bannerOf(shown)?.style).toBe('good');
    expect(textsOf(shown)).toContain(text('fi', 'channels.none'));
    expect(await channels()).toEqual([]);
    const before = dumpOf(running);
    const again = await press(admin, card, 'channel-remove');
    expect(bannerOf(again)).toEqual({ style: 'warning', text: text('fi', 'channels.gone') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('puts a removed one back by a button on the receipt, until it is added again otherwise', async () => {
    await add({ channel: board.id, language: 'sv' });
    const removal = { programmeId, channel: board.id };
    const receipt = await show(admin, 'channel-remove', { ...removal, sure: true });
    expect(buttonsOf(receipt, 'channel-restore').map(({ data }) => data)).toEqual([removal]);
    expect(wrongWith(receipt)).toEqual([]);
    const back = await press(admin, receipt, 'channel-restore');
    const said = text('fi', 'channels.restored', { channel: boardName, language: 'ruotsi' });
    expect(bannerOf(back)).toEqual({ style: 'good', text: said });
    expect(buttonsOf(back, 'channel-restore')).toEqual([]);
    expect(await channels()).toContainEqual({ channel: board.id, language: 'sv' });
    const entries = await readAudit(running.store, [programmesPartition]);
    expect(entries.map(({ by, what }) => [by, what])).toEqual(
      Array.from({ length: 3 }, () => [planning, 'channels-changed']),
    );
    await show(admin, 'channel-remove', { ...removal, sure: true });
    await add({ channel: board.id, language: 'en' });
    const before = dumpOf(running);
    const late = await press(admin, receipt, 'channel-restore');
    expect(bannerOf(late)).toEqual({ style: 'warning', text: text('fi', 'channels.restoredAlready') });
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('in a channel', () => {
  beforeEach(start);
  afterEach(stop);

  it('a second programme in the same language is said to share a post with the first', async () => {
    const shared = text('fi', 'channel.shared');
    expect((await inBoard('tilaa strategic-goals'))[0]).not.toContain(shared);
    expect((await inBoard('tilaa tuottavuusohjelma ruotsi'))[0]).not.toContain(shared);
    expect((await inBoard('tilaa tuottavuusohjelma suomi'))[0]).toContain(shared);
  });

  it.each([
    ['tilaa strategic-goals', 'fi', 'suomi'],
    ['tilaa strategiset ruotsi', 'sv', 'ruotsi'],
    ['prenumerera strategic-goals på svenska', 'sv', 'ruotsi'],
    ['Subscribe: strategic-goals in English', 'en', 'englanti'],
    ['tilaa half-year-follow-up', 'sv', 'ruotsi'],
  ] as const)('an admin’s "%s" subscribes it', async (typed, language, called) => {
    const id = typed.includes('half') ? 'half-year-follow-up' : programmeId;
    const programme = (await loadProgramme(running.store, id))!.name.fi!;
    const how = text('fi', 'channel.howToEnd', { channels: 'kanavat' });
    const said = text('fi', 'channel.subscribed', { programme, language: called });
    expect(await inBoard(typed)).toEqual([`${said}\n${how}`]);
    expect(await channels(id)).toContainEqual({ channel: board.id, language });
    expect(await readAudit(running.store, [programmesPartition])).toMatchObject([
      { by: planning, way: 'command', what: 'channels-changed' },
    ]);
    const before = dumpOf(running);
    const again = text('fi', 'channel.subscribedAlready', { programme, language: called });
    expect(await inBoard(typed)).toEqual([`${again}\n${how}`]);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('that is subscribed the digest is shown in its language, also of the last round', async () => {
    await inBoard('tilaa strategic-goals ruotsi');
    const user = await personAt(running, 'finance@example.org');
    const [closed] = await inBoard('kooste', user);
    expect(closed).toContain('Q4/2024');
    await running.bot.work();
    const [open, ...more] = await inBoard('sammandrag', user);
    expect(more).toEqual([]);
    expect(open).toContain('Q4/2025');
    expect(open).toContain(text('sv', 'digest.noAnswers'));
  });

  it('a person whom the directory does not know is shown nothing', async () => {
    await inBoard('tilaa strategic-goals');
    const before = dumpOf(running);
    const stranger = await personAt(running, 'nobody@example.org');
    expect(await inBoard('kooste', stranger)).toEqual([text('fi', 'refused.unknown-person')]);
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('nothing is written', () => {
  beforeAll(start);
  afterAll(stop);

  it.each(['tilaa', 'tilaa tuottavuus', 'tilaa suomi'])('"%s" says what to type', async (typed) => {
    await install(board);
    const before = dumpOf(running);
    const [answer] = await inBoard(typed);
    expect(answer).toContain(text('fi', 'channel.subscribeWhich'));
    for (const line of [
      ...['tilaa Tuottavuus turvaa – Tuottavuus turvaa palvelut: avaintulokset', 'tilaa Tuottavuusohjelma'],
    ])
      expect(answer!.split('\n')).toContain(line);
    expect(dumpOf(running) === before).toBe(true);
  });

  it.each(['survey-coordinator@example.org', 'director@example.org'])(
    '%s, who is no admin, is told who is, and nothing is written',
    async (personId) => {
      const user = await personAt(running, personId);
      await install(board);
      const before = dumpOf(running);
      const admins = 'Suunnittelupäällikkö';
      expect(await inBoard('tilaa county-survey', user)).toEqual([
        text('fi', 'refused.admins-only', { admins }),
      ]);
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('everything else is answered with where it is talked about, and nothing is shown or written', async () => {
    await running.bot.work();
    await install(board);
    const before = dumpOf(running);
    const commands = [
      ...[
        'omat tavoitteet',
        'tilanne',
        'seuraava',
        'historia strategic-goals 1.1',
        'kuka strategic-goals 1.1',
      ],
      ...['lähetykset', 'sijainen', 'ohjelmat', 'vastaamatta', 'aikataulu', 'roolit', 'kanavat', 'ohje'],
      ...['vastuuhenkilöt strategic-goals 1.1', 'kieli ruotsi', 'suomeksi', 'hei kaikki', ''],
    ];
    for (const typed of commands) {
      const [answer, ...more] = await inBoard(typed);
      expect(more).toEqual([]);
      expect(answer).toBe(
        [
          text('fi', 'channel.onlyInChat'),
          text('fi', 'channel.onlyInChatWhy', { digest: 'kooste', subscribe: 'tilaa' }),
        ].join('\n'),
      );
    }
    expect(dumpOf(running) === before).toBe(true);
    expect(running.connector.sentTo(admin.aadObjectId)).toEqual([]);
  });

  it('that gets several digests they are on one card a language, or only the one that is named', async () => {
    const all = { ...board, id: announcements };
    const [finnish, swedish, ...others] = await inBoard('kooste', admin, all);
    expect(others).toEqual([]);
    expect(finnish).toContain(text('fi', 'front.title'));
    expect(finnish!.split('\n').filter((line) => line === text('fi', 'programmes.show'))).toHaveLength(4);
    // The only Swedish programme has its whole digest.
    expect(swedish).toContain(text('sv', 'digest.byUnit'));
    const [one, ...more] = await inBoard('kooste tuottavuusohjelma', admin, all);
    expect(more).toEqual([]);
    expect(one).toContain('Tuottavuusohjelma');
  });

  it('that is not subscribed no figures are shown, not even to an admin', async () => {
    expect(await inBoard('kooste')).toEqual([text('fi', 'channel.notSubscribed', { command: 'tilaa' })]);
  });

  it.each<[string, Inputs, ('channels.channelMissing' | 'channels.languageMissing')[]]>([
    ['no channel', { language: 'sv' }, ['channels.channelMissing']],
    ['a channel that nobody knows', { channel: '19:x@thread.tacv2' }, ['channels.channelMissing']],
    ['no language', { channel: board.id, language: '' }, ['channels.languageMissing']],
    [
      'a language that there is not',
      { channel: '', language: 'de' },
      ['channels.channelMissing', 'channels.languageMissing'],
    ],
  ])('%s: says what is wrong, keeps the rest, and writes nothing', async (_, typed, problems) => {
    await install(board);
    const card = await say(running, admin, `kanavat ${programmeId}`);
    const before = dumpOf(running);
    const back = await press(admin, card, 'channel-add', typed);
    expect(problemsOf(back)).toEqual(problems.map((key) => text('fi', key)));
    expect(inputsOf(back).map(({ id, value }) => [id, value])).toEqual([
      ['channel', typed['channel'] ?? ''],
      ['language', typed['language'] ?? 'fi'],
    ]);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('of a programme that is gone says so', async () => {
    await expect(show(admin, 'channels', { programmeId: 'gone' })).rejects.toThrow(
      text('fi', 'refused.unknown-programme'),
    );
  });

  it('in the bot’s own chat, subscribing says where that is done', async () => {
    const card = await say(running, admin, 'tilaa strategic-goals');
    expect(textsOf(card)).toContain('@Seuranta tilaa');
    expect(await channels()).toHaveLength(1);
  });
});
