/** The first contact: a person or a channel is told once who asks, what, and how to change it. */
import { describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { install, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { loadPerson, savePeople } from '../../src/people/directory';
import { grant } from '../../src/people/grants';
import { peopleSchema } from '../../src/people/schema';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { buttonsOf, press } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { type Channel, channelData, say } from '../helpers/saying';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';

/** Is asked in all five programmes, coordinates one and is an admin. */
const planner = 'planning@example.org';
/** Is asked in one programme only. */
const owner = 'reform-health-director@example.org';

const running = eachWithBot();
const fi = textsIn('fi');

const userOf = (personId: string): Promise<TeamsUser> => personAt(running, personId);
const sentTo = async (personId: string): Promise<readonly PostedActivity[]> =>
  running.connector.sentTo((await userOf(personId)).aadObjectId);
const cardsTo = async (personId: string) => (await sentTo(personId)).map(cardShown);
const titleOf = (card: Card) => textsOf(card).split('\n')[0];
const installed = async (personId: string) => install(await userOf(personId));

/** Sends what waits for these persons and for channels. */
const send = (...to: readonly string[]) =>
  sendDue({
    ...running.bot.tickOptions,
    deliver: (message, mayCall) =>
      message.recipient.type === 'channel' || to.includes(message.recipient.personId)
        ? running.bot.tickOptions.deliver(message, mayCall)
        : Promise.resolve({ type: 'sent' }),
  });

describe('a person who gets the app', () => {
  it('is welcomed once, whatever Teams reports and however often', async () => {
    await Promise.all([installed(owner), installed(owner), installed(owner)]);
    await send(owner);
    await installed(owner);
    await send(owner);
    const user = await userOf(owner);
    await postActivity(user, { type: 'installationUpdate', action: 'remove' });
    await installed(owner);
    await say(running, user, 'ohje');
    await send(owner);
    const cards = await cardsTo(owner);
    expect(cards.filter((card) => titleOf(card) === fi('welcome.title'))).toHaveLength(1);
  });

  it('is told who asks, how often, how many goals, what it takes, and whom to ask', async () => {
    await doDueWork(running.bot.tickOptions);
    await installed(owner);
    await send(owner);
    const [welcome, request, ...more] = await cardsTo(owner);
    expect(more).toEqual([]);
    const told = textsOf(welcome!);
    const { name } = (await loadPerson(running.store, owner))!;
    const often = fi('schedule.rhythm.half-year');
    for (const part of [
      fi('welcome.hello', { name }),
      'Itä-Uudenmaan hyvinvointialue',
      fi('welcome.often', { often, goals: 14 }),
      fi('welcome.openUntil', { until: '13.2.2026 klo\u00a016.00' }),
      fi('welcome.effort'),
      'Tuottavuusohjelman ohjelmapäällikkö',
    ])
      expect(told).toContain(part);
    expect(buttonsOf(request!, 'start')).toHaveLength(1);
  });

  it('is welcomed before anything is asked, also if all of it waited longer', async () => {
    await doDueWork(running.bot.tickOptions);
    running.connector.fault = () => faults.notInstalled;
    await send(planner);
    running.connector.fault = () => undefined;
    expect(await sentTo(planner)).toHaveLength(0);
    await installed(planner);
    await send(planner);
    await send(planner);
    const [welcome, due, ...more] = await cardsTo(planner);
    expect(more).toEqual([]);
    expect([titleOf(welcome!), titleOf(due!)]).toEqual([fi('welcome.title'), fi('due.title')]);
    expect(buttonsOf(due!, 'overview')).toHaveLength(5);
  });

  it('is asked nothing by a message that was taken before the welcome', async () => {
    await doDueWork(running.bot.tickOptions);
    await installed(owner);
    const prompt = { kind: 'prompt', recipient: { type: 'person', personId: owner } } as const;
    const data = { programmeId: 'productivity-programme', period: '2025-H2' };
    const times = { createdAt: '', attempts: 0, notBefore: '', state: 'pending' } as const;
    const { deliver } = running.bot.tickOptions;
    expect(await deliver({ key: 'early', ...prompt, data, ...times })).toEqual({ type: 'held' });
    await send(owner);
    expect((await cardsTo(owner)).map(titleOf)[0]).toBe(fi('welcome.title'));
  });

  it('by writing first is answered, and then welcomed', async () => {
    const user = await userOf(owner);
    await say(running, user, 'ohje');
    await send(owner);
    expect((await cardsTo(owner)).map(titleOf)).toEqual([fi('command.help.title'), fi('welcome.title')]);
  });

  it('can read it in another language, in its place, and is not welcomed again in that one', async () => {
    await installed(owner);
    await send(owner);
    const [posted] = await sentTo(owner);
    const user = await personAt(running, owner, posted);
    const swedish = await press(user, cardShown(posted!), 'language', {}, { language: 'sv' });
    expect(titleOf(swedish)).toBe(text('sv', 'welcome.title'));
    const [now, ...more] = await sentTo(owner);
    expect([more, cardShown(now!)]).toEqual([[], swedish]);
    expect(buttonsOf(swedish, 'language').map(({ data }) => data['language'])).toEqual(['fi', 'en']);
    await installed(owner);
    await send(owner);
    expect(await sentTo(owner)).toHaveLength(1);
    expect((await loadPerson(running.store, owner))!.language).toBe('sv');
  });

  it('finds what its buttons say, and the welcome is there again later', async () => {
    await doDueWork(running.bot.tickOptions);
    await installed(planner);
    await send(planner);
    const [posted] = await sentTo(planner);
    const user = await personAt(running, planner, posted);
    const welcome = cardShown(posted!);
    expect(buttonsOf(welcome).map(({ verb }) => verb)).toEqual([
      ...['command', 'command', 'programmes', 'language', 'language', 'command'],
    ]);
    for (const [command, said] of [
      ['my goals', 'due.title'],
      ['substitute', 'substitute.explain'],
      ['help', 'command.help.title'],
    ] as const) {
      expect(JSON.stringify(await press(user, welcome, 'command', {}, { command }))).toContain(fi(said));
    }
    expect(cardShown((await sentTo(planner))[0]!)).toEqual(welcome);
  });
});

describe('a person who is asked nothing', () => {
  const programmeId = 'productivity-programme';

  async function welcomeOf(personId: string): Promise<Card> {
    await installed(personId);
    await send(personId);
    return (await cardsTo(personId))[0]!;
  }

  it.each([
    ['reader', 'welcome.reads', ['follows']],
    ['coordinator', 'welcome.coordinates', ['programmes']],
    ['unit-head', 'welcome.heads', ['follows']],
  ] as const)('as a %s is told what that means', async (role, key, verbs) => {
    const personId = 'division@example.org';
    const unit = role === 'unit-head' ? { unit: 'Kirurgia' } : {};
    await grant(running.store, { personId, role, programmeId, ...unit }, schedule, running.clock.now());
    const card = await welcomeOf(personId);
    const told = textsOf(card);
    const names = role === 'unit-head' ? 'Kirurgia' : 'Tuottavuus- ja uudistamisohjelma';
    expect(told).toContain(fi(key, { names }).split(':')[0]);
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(expect.arrayContaining([...verbs]));
  });

  it('and may nothing in particular is told when to expect a message', async () => {
    const id = 'new@example.org';
    const person = { id, name: 'Uusi Työntekijä', aadObjectId: objectIdFor(id) };
    await savePeople(running.store, peopleSchema.parse({ persons: [person] }));
    const card = await welcomeOf(id);
    expect(textsOf(card)).toContain(fi('welcome.later'));
    expect(textsOf(card)).toContain('Suunnittelupäällikkö');
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(['language', 'language', 'command']);
  });
});

describe('a channel', () => {
  const announcements: Channel = { id: '19:announcements@thread.tacv2' };
  const other: Channel = { id: '19:other@thread.tacv2' };

  /** Teams reports that the app was added to the channel. */
  async function added(channel: Channel): Promise<readonly PostedActivity[]> {
    const user = await userOf(planner);
    await postActivity(user, {
      ...{ type: 'installationUpdate', action: 'add', channelData: channelData(channel) },
      conversation: { id: channel.id, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
    });
    await send();
    return running.connector.postedIn(channel.id);
  }

  it('is told once what will be posted in it, when, and how to change that', async () => {
    await added(announcements);
    const [post, ...more] = await added(announcements);
    expect(more).toEqual([]);
    const told = textsOf(cardShown(post!)).replaceAll('\u00a0', ' ');
    expect(titleOf(cardShown(post!))).toBe(fi('intro.title'));
    expect(told).toContain('Valtuustoon nähden sitovat strategiset tavoitteet: maanantai klo 8.00');
    expect(told).toContain(fi('intro.change', { digest: 'kooste', command: 'tilaa' }));
  });

  it('that gets no digest is told how to get one', async () => {
    const [post] = await added(other);
    expect(textsOf(cardShown(post!))).toContain(fi('channel.notSubscribed', { command: 'tilaa' }));
  });
});
