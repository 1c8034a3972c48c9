import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { type StringKey, text } from '../../cards/strings';
import { actionData, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { type Locale, locales } from '../../src/goals/schema';
import { loadPerson, savePeople } from '../../src/people/directory';
import { askedPeople } from '../helpers/asked-people';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { postActivity } from '../helpers/raw-activity';
import { nodesOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

/** Coordinates nothing and is asked in one programme only. */
const director = 'reform-health-director@example.org';
/** Coordinates the productivity programme. */
const coordinator = 'reform-programme-manager@example.org';
/** Admin. */
const planning = 'planning@example.org';
const round = { programmeId: 'productivity-programme', period: '2025-H2' };

let running: BotUnderTest;

beforeAll(async () => {
  running = await startBotUnderTest();
  await running.bot.tick();
});
afterAll(() => running.stop());

async function speaking(personId: string, language: Locale): Promise<TeamsUser> {
  const person = (await loadPerson(running.store, personId))!;
  await savePeople(running.store, { persons: [{ ...person, language }], roles: [] });
  return personAt(running, personId);
}

/** Types to the bot and gives back what it wrote into the chat. */
async function say(user: TeamsUser, typed: string, rest: object = {}): Promise<PostedActivity[]> {
  const before = running.connector.sentTo(user.aadObjectId).length;
  expect((await postActivity(user, { type: 'message', text: typed, ...rest })).status).toBe(200);
  return running.connector.sentTo(user.aadObjectId).slice(before);
}

async function oneAnswer(user: TeamsUser, typed: string): Promise<Card> {
  const [answer, ...more] = await say(user, typed);
  expect(more).toEqual([]);
  expect(answer!.versions[0]!.summary).toMatch(/\S/);
  return cardShown(answer!);
}

describe.each([
  ['fi', 'ohje', 'omat tavoitteet', 'tilanne', 'kooste'],
  ['sv', 'hjälp', 'mina mål', 'läget', 'sammandrag'],
  ['en', 'help', 'my goals', 'status', 'digest'],
] as const)('in %s', (language, help, goals, status, digest) => {
  const word = (key: StringKey) => text(language, key);

  it('help lists every command in that language', async () => {
    const card = await oneAnswer(await speaking(director, language), help);
    expect(textsOf(card)).toContain(word('command.help.title'));
    for (const command of [help, goals, status, digest]) expect(textsOf(card)).toContain(`${command} –`);
  });

  it('my goals shows everything the person is asked, and where to start', async () => {
    const card = await oneAnswer(await speaking(director, language), goals);
    const own = (await askedPeople(running.store, round)).filter(({ personId }) => personId === director);
    const ids = nodesOf(card)
      .filter(({ verb }) => verb === 'goal')
      .map(({ data }) => (data as { goalId: string }).goalId);
    expect(ids).toEqual(own.map(({ goal }) => goal.id));
    expect(actionData(card, 'start')).toEqual(round);
    expect(textsOf(card)).toContain(word('prompt.start'));
  });

  it('status shows a responsible person their own goals, and the coordinator the whole round', async () => {
    const own = (await askedPeople(running.store, round)).filter(({ personId }) => personId === director);
    const mine = textsOf(await oneAnswer(await speaking(director, language), status));
    expect(mine).toContain(`0/${own.length}`);
    const whole = textsOf(await oneAnswer(await speaking(coordinator, language), status));
    expect(whole).toContain(word('status.title'));
    expect(whole).toContain('0/77');
  });

  it('digest is for those who may see the whole round', async () => {
    const refused = textsOf(await oneAnswer(await speaking(director, language), digest));
    expect(refused).toBe(word('digest.nothingToRead'));
    const card = await oneAnswer(await speaking(coordinator, language), digest);
    const chart = nodesOf(card).find(({ type }) => type === 'Chart.Donut');
    expect(chart?.['data']).toEqual([
      expect.objectContaining({ legend: word('light.not-answered'), value: 77 }),
    ]);
    expect(await say(await speaking(planning, language), digest)).toHaveLength(5);
  });
});

describe('what people really type', () => {
  it.each([
    ['Omat tavoitteet', 'prompt.start'],
    ['  OMAT   TAVOITTEET!  ', 'prompt.start'],
    ['omat\u00a0tavoitteet', 'prompt.start'],
    ['mina ma\u030al', 'prompt.start'],
    ['my goals.', 'prompt.start'],
    ['omat tavoiteet', 'prompt.start'],
    ['Ohje.', 'command.help.title'],
    ['?', 'command.help.title'],
    ['statu', 'status.title'],
  ] as const)('"%s" is understood, in whatever language', async (typed, key) => {
    const card = await oneAnswer(await speaking(director, 'fi'), typed);
    expect(textsOf(card)).toContain(text('fi', key));
  });

  it.each([
    ['kooosteee', 'koosteet'],
    ['tavoite', 'tavoitteet'],
    ['help me', 'help'],
  ])('"%s" is no command: names the nearest, "%s"', async (typed, nearest) => {
    const card = await oneAnswer(await speaking(director, 'fi'), typed);
    expect(textsOf(card)).toBe(text('fi', 'command.unknown', { text: typed, nearest }));
  });

  it.each([
    ['Markdown and templates', '**a** [x](https://example.org) ${title} {nearest} <b>'],
    ['a long text', 'tavoite '.repeat(2000)],
    ['white space', '   \n '],
  ])('%s is answered with what was typed, shortened, and with nothing expanded', async (_name, typed) => {
    const card = await oneAnswer(await speaking(director, 'fi'), typed);
    expect(textsOf(card)).toContain(`”${typed.trim().slice(0, 60)}”`);
    expect(textsOf(card).length).toBeLessThan(400);
    expect(nodesOf(card).filter(({ type }) => type === 'TextBlock')).toEqual([]);
  });

  it('a mention of the bot before the command is left out', async () => {
    const user = await speaking(director, 'fi');
    const mention = {
      type: 'mention',
      text: '<at>Seuranta</at>',
      mentioned: { id: user.botId, name: 'Seuranta' },
    };
    const [answer] = await say(user, '<at>Seuranta</at> tilanne', { entities: [mention] });
    expect(textsOf(cardShown(answer!))).toContain(text('fi', 'status.title'));
  });

  it('a message without text, as with a file, is answered too', async () => {
    expect(await say(await personAt(running, director), '', { text: undefined })).toHaveLength(1);
  });
});

describe('a person whom the directory does not know', () => {
  it.each(locales)('is told so in the language of the client: %s', async (language) => {
    const stranger = await personAt(running, 'nobody@example.org');
    const before = dumpOf(running);
    const [answer] = await say(stranger, 'omat tavoitteet', { locale: `${language}-FI` });
    expect(textsOf(cardShown(answer!))).toBe(text(language, 'refused.unknown-person'));
    expect(dumpOf(running) === before).toBe(true);
  });
});

it('with no round open, says so', async () => {
  const later = await startBotUnderTest({ moment: '2026-06-15T07:00:00Z' });
  try {
    const user = await personAt(later, planning);
    const shown: string[] = [];
    for (const typed of ['omat tavoitteet', 'tilanne', 'kooste'])
      await postActivity(user, { type: 'message', text: typed });
    for (const posted of later.connector.sentTo(user.aadObjectId)) shown.push(textsOf(cardShown(posted)));
    expect(shown).toEqual([
      text('fi', 'command.nothing'),
      text('fi', 'command.noRounds'),
      text('fi', 'digest.nothingToRead'),
    ]);
  } finally {
    await later.stop();
  }
});
