import { lightSigns } from '../../cards/parts/light-marks';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { type Card } from '../../cards/render';
import { type PlainKey, text } from '../../cards/parts/strings';
import { actionData, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { type Locale, locales } from '../../src/goals/schema';
import { loadPerson, loadRoles, savePeople } from '../../src/people/directory';
import { recordReply } from '../../src/replies/record-reply';
import { askedPeople } from '../helpers/asked-people';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { postActivity } from '../helpers/raw-activity';
import { buttonsOf } from '../helpers/pressing';
import { headingsOf, nodesOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

/** Coordinates nothing and is asked in one programme only. */
const director = 'reform-health-director@example.org';
/** Coordinates the productivity programme. */
const coordinator = 'reform-programme-manager@example.org';
/** Is asked in another programme only. */
const pharmacist = 'survey-pharmacist@example.org';
/** Coordinates the half-year follow-up, and is asked nothing. */
const planner = 'followup-planner@example.org';
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

/** Writes to the bot. @returns what it wrote in the chat */
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
  ['fi', 'ohje', 'omat tavoitteet', 'tilanne', 'kooste', ['seuraava', 'historia', 'kuka', 'kieli']],
  ['sv', 'hjälp', 'mina mål', 'läget', 'sammandrag', ['nästa', 'historik', 'vem', 'språk']],
  ['en', 'help', 'my goals', 'status', 'digest', ['next', 'history', 'who', 'language']],
] as const)('in %s', (language, help, goals, status, digest, more) => {
  const [next, history, who] = more;
  const word = (key: PlainKey) => text(language, key);

  it('help lists every command in that language', async () => {
    const card = await oneAnswer(await speaking(director, language), help);
    expect(textsOf(card)).toContain(word('command.help.title'));
    for (const command of [help, goals, status, digest, ...more])
      expect(textsOf(card)).toContain(`${command}\n –`);
  });

  it('my goals shows everything the person is asked, and where to start', async () => {
    const card = await oneAnswer(await speaking(director, language), goals);
    const own = (await askedPeople(running.store, round)).filter(({ personId }) => personId === director);
    const ids = nodesOf(card)
      .filter(({ verb }) => verb === 'goal')
      .map(({ data }) => (data as { goalId: string }).goalId);
    // A page of the card holds twelve.
    expect(ids).toEqual(own.slice(0, 12).map(({ goal }) => goal.id));
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
    expect(textsOf(card)).toContain(`${lightSigns['not-answered']}\u00a077`);
    expect(textsOf(card)).toContain(word('digest.noAnswers'));
    expect(await say(await speaking(planning, language), digest)).toHaveLength(5);
  });

  it('digest with the name of a programme is its alone', async () => {
    const card = await oneAnswer(await speaking(planning, language), `${digest} tuottavuusohjelma`);
    const named = { fi: 'Tuottavuusohjelma', sv: 'Produktivitetsprogrammet', en: 'Productivity programme' };
    expect(textsOf(card)).toContain(named[language]);
    expect(await say(await speaking(planning, language), `${digest} jokin muu`)).toHaveLength(5);
  });

  it('next is the first goal that the person has not answered, to be answered at once', async () => {
    const [first] = (await askedPeople(running.store, round)).filter(({ personId }) => personId === director);
    const card = await oneAnswer(await speaking(director, language), next);
    expect(actionData(card, 'save')).toMatchObject({ ...round, goalId: first!.goal.id });
    const idle = await oneAnswer(await speaking(planner, language), next);
    expect(textsOf(idle)).toBe(word('command.nothing'));
  });

  it('history shows a goal of the person’s own with the light and the words of last time', async () => {
    const card = await oneAnswer(await speaking(director, language), `${history} 1.1 b`);
    const shown = textsOf(card);
    expect(shown).toContain('1.1 b');
    expect(shown).toContain(wordingFor(language).period('2024-H2'));
    expect(shown).toContain('HUSin kanssa tehtävästä kehittämistyöstä');
    expect(shown).toContain((await loadPerson(running.store, director))!.name);
  });

  it('history and who without a goal say what to type', async () => {
    for (const command of [history, who])
      expect(textsOf(await oneAnswer(await speaking(director, language), command))).toBe(
        text(language, 'find.how', { command }),
      );
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
    ['kooosteee', 'digest.nothingToRead'],
    ['help me', 'command.help.title'],
  ] as const)('"%s" is understood, in whatever language', async (typed, key) => {
    const card = await oneAnswer(await speaking(director, 'fi'), typed);
    expect(textsOf(card)).toContain(text('fi', key));
  });

  it.each([
    ['fi', 'kotsee', 'kooste', 'digest'],
    // Equally near in all three languages: the reader's own comes first.
    ['fi', 'hisstorri', 'historia', 'history'],
    ['sv', 'hisstorri', 'historik', 'history'],
    ['en', 'hisstorri', 'history', 'history'],
  ] as const)('in %s, "%s" is no command: offers the nearest, "%s"', async (language, typed, nearest, id) => {
    const card = await oneAnswer(await speaking(director, language), typed);
    expect(textsOf(card)).toContain(text(language, 'talk.near'));
    expect(buttonsOf(card, 'command')[0]).toMatchObject({ title: nearest, data: { command: id } });
  });

  it('what is near no command gets no guess, but four things to do', async () => {
    const card = await oneAnswer(await speaking(director, 'fi'), 'budjetti');
    expect(textsOf(card)).toContain(text('fi', 'talk.unknown'));
    expect(buttonsOf(card).map(({ data }) => data['command'])).toEqual([
      'my goals',
      'remind me later',
      'substitute',
      'help',
    ]);
  });

  it.each([
    ['Markdown and templates', '**a** [x](https://example.org) ${title} {nearest} <b>'],
    ['a long text', 'asdf '.repeat(2000)],
    ['fifty thousand characters with phrases in them', `${'lomalla muistuta 1.2. '.repeat(2_500)} 97,3`],
    ['fifty thousand figures', '1.2.-'.repeat(10_000)],
    ['white space', '   \n '],
    ['emoji', '🦄'.repeat(200)],
  ])('%s is answered shortly, with nothing of it shown or expanded', async (_name, typed) => {
    const card = await oneAnswer(await speaking(director, 'fi'), typed);
    expect(textsOf(card)).toContain(text('fi', 'talk.unknown'));
    expect(textsOf(card).length).toBeLessThan(400);
    expect(headingsOf(card)).toEqual([text('fi', 'talk.unknown')]);
    expect(textsOf(card)).not.toMatch(/example|asdf|lomalla|🦄/);
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

describe('a goal that is looked for', () => {
  it.each([
    [director, 'historia Q6'],
    [director, 'historia 1.2 d'],
    [pharmacist, 'kuka vastaa productivity-programme 1.1 b'],
  ])('is not found by %s, whose business it is not: "%s"', async (personId, typed) => {
    const shown = textsOf(await oneAnswer(await speaking(personId, 'fi'), typed));
    const wanted = typed.replace(/^historia |^kuka vastaa /, '');
    expect(shown).toContain(text('fi', 'find.none', { text: wanted }));
  });

  it('by a code of several programmes is listed, and found when its programme is named', async () => {
    const user = await speaking(planning, 'fi');
    const listed = textsOf(await oneAnswer(user, 'historia 1.2'));
    expect(listed).toContain(text('fi', 'find.several', { text: '1.2', count: 2 }));
    expect(listed).toContain('1.2 Tasapainoinen talous');
    expect(listed).toContain('historia Tavoitteiden 1.2');
    const chosen = await oneAnswer(user, 'historia Tavoitteiden 1.2');
    expect(textsOf(chosen)).toContain('1–6/2024');
  });

  it('by a word of many titles is listed only in part', async () => {
    const listed = textsOf(await oneAnswer(await speaking(planning, 'fi'), 'kuka palvelu'));
    expect(listed.split('\n').filter((line) => /^[^:]+: \S+ /.test(line))).toHaveLength(10);
    expect(listed).toMatch(/ja \d+ muuta/);
  });

  it('is quoted as it was typed, shortened, and with nothing expanded', async () => {
    const typed = `**a** \${title} {text} <b> ${'x'.repeat(20_000)}`;
    const card = await oneAnswer(await speaking(director, 'fi'), `historia ${typed}`);
    expect(textsOf(card)).toContain('”**a** ${title} {text} <b> xxx');
    expect(textsOf(card).length).toBeLessThan(400);
    expect(headingsOf(card)).toEqual(['Seuranta']);
  });

  it('has its owners named, roles with who is in them, and who answered last', async () => {
    const user = await speaking('reform-elderly-director@example.org', 'fi');
    const [role] = (await loadRoles(running.store)).filter(({ id }) => id === 'reform-care-pathway-group');
    const members = await Promise.all(role!.members.map((id) => loadPerson(running.store, id)));
    const shown = textsOf(await oneAnswer(user, 'kuka vastaa 1.1 b'));
    const names = members.map((member) => member!.name).join(', ');
    expect(shown).toContain(`${members[0]!.name}, Hoitopolkutyöryhmä (${names})`);
    expect(shown).toContain(text('fi', 'who.unanswered', { period: wordingFor('fi').period('2025-H2') }));
    const typed = { status: 'in-progress', description: 'Etenee' };
    const by = { ...round, goalId: '1-1-b', by: director, typed, locale: 'fi' as const, seenVersion: 0 };
    await recordReply(running.store, by, running.clock.now());
    const after = textsOf(await oneAnswer(user, 'kuka vastaa 1.1 b'));
    expect(after).toContain(`viimeksi vastannut ${members[0]!.name}`);
  });

  it('has the owners of its tasks named', async () => {
    const shown = textsOf(await oneAnswer(await speaking(planning, 'fi'), 'kuka strategic-goals 1.1'));
    expect(shown).toContain('Omaolon oirearviot ja valmennukset: ');
    expect(shown).toContain('Koordinaattori: ');
  });
});

describe('the language', () => {
  it.each([
    ['kieli ruotsi', 'sv'],
    ['Språk: engelska', 'en'],
    ['language FI', 'fi'],
    ['SVENSKA', 'sv'],
    ['in english', 'en'],
    ['suomeksi!', 'fi'],
  ] as const)('"%s" is answered in the new one, and so is what comes next', async (typed, language) => {
    const user = await personAt(running, pharmacist);
    expect(textsOf(await oneAnswer(user, typed))).toContain(text(language, 'command.language.changed'));
    expect(textsOf(await oneAnswer(user, 'help'))).toContain(text(language, 'command.help.title'));
    expect(textsOf(await oneAnswer(user, 'kieli'))).toContain(text(language, 'command.language.now'));
  });

  it('that the bot does not know stays what it was', async () => {
    const user = await speaking(director, 'sv');
    const before = dumpOf(running);
    const shown = textsOf(await oneAnswer(user, 'kieli ranska'));
    expect(shown).toContain(text('sv', 'command.language.unknown', { text: 'ranska' }));
    expect(dumpOf(running) === before).toBe(true);
  });

  it('is learnt from the client of a person for whom the directory says none', async () => {
    const newcomer = { id: 'new@example.org', name: 'Ny', admin: false, aadObjectId: randomUUID() };
    await savePeople(running.store, { persons: [newcomer], roles: [] });
    const user = await personAt(running, newcomer.id);
    const said = async (locale: string) => textsOf(cardShown((await say(user, 'help', { locale }))[0]!));
    expect(await said('de-DE')).toContain(text('fi', 'command.help.title'));
    expect(await said('sv-FI')).toContain(text('sv', 'command.help.title'));
    expect(await said('en-GB')).toContain(text('sv', 'command.help.title'));
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
