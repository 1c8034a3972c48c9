import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goalPages } from '../../../cards/goal/pages';
import { type Card } from '../../../cards/render';
import { text } from '../../../cards/parts/strings';
import { actionData, inputsOf, type TeamsUser, textsOf } from '../../../deploy/local/scripted-user';
import { loadProgramme } from '../../../src/goals/register';
import { type Field, locales } from '../../../src/goals/schema';
import { loadPerson, savePeople } from '../../../src/people/directory';
import { askedPeople } from '../../helpers/asked-people';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../../helpers/bot-under-test';
import { postInvoke, postText, shownBy } from '../../helpers/raw-activity';
import { problemsOf, textBytes, textNodesWith } from '../../helpers/read-card';

const survey = { programmeId: 'county-survey', period: '2025' };
const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
const socialDirector = 'survey-social-director@example.org';
/** Of two pages, and of one. */
const q8 = { ...survey, goalId: 'q8' };
const q9 = { ...survey, goalId: 'q9' };

let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  running = await startBotUnderTest();
  await running.bot.tick();
  user = await personAt(running, socialDirector);
});
afterAll(() => running.stop());

/** Whatever is submitted here is bad: none of it may change anything. */
function nothingIsWritten(rows: { readonly drafts: boolean } = { drafts: true }) {
  let before: string;
  beforeEach(() => void (before = dumpOf(running, rows)));
  afterEach(() => expect(dumpOf(running, rows) === before).toBe(true));
}

/** Submits and reads what the person sees; the HTTP status is 200 whatever was wrong. */
async function act(verb: string, data: unknown, by = user) {
  return shownBy(await postInvoke(by, { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }));
}

async function cardOf(verb: string, data: unknown, by = user): Promise<Card> {
  const { card } = await act(verb, data, by);
  if (!card) throw new Error(`${verb} gave no card`);
  return card;
}

/** The goal's card as the person gets it, and a submit of it with some inputs changed. */
async function saveWith(typed: (inputs: ReturnType<typeof inputsOf>) => Record<string, unknown>, goal = q8) {
  const card = await cardOf('goal', goal);
  return act('save', { ...actionData(card, 'save'), ...typed(inputsOf(card)) });
}

const inputNamed = (card: Card, id: string) => inputsOf(card).find((input) => input.id === id);

describe('a submit that is none of ours', () => {
  nothingIsWritten();
  const save = { ...q8, version: 0 };
  const execute = (verb: unknown, data: unknown) => ({ action: { type: 'Action.Execute', verb, data } });

  it.each<[string, unknown]>([
    ['no value', undefined],
    ['null', null],
    ['a text', 'save'],
    ['no action', {}],
    ['an action that is a list', { action: [execute('save', save)] }],
    ['no verb', { action: { data: save } }],
    ['an unknown verb', execute('delete', save)],
    ['a verb that is a number', execute(1, save)],
    ['the verb of a prototype', execute('constructor', save)],
    ['no data', execute('save', undefined)],
    ['data that are a text', execute('save', JSON.stringify(save))],
    ['data that are a list', execute('save', [save])],
    ['no programme', execute('start', { period: '2025' })],
    ['no period', execute('start', { programmeId: 'county-survey' })],
    ['no goal', execute('goal', survey)],
    ['no version', execute('save', q8)],
    ['a programme that is a number', execute('start', { ...survey, programmeId: 1 })],
    ['a programme that is an object', execute('start', { ...survey, programmeId: { id: 'county-survey' } })],
    ['a length that is no number', execute('remind', { ...survey, unit: { length: { toString: 'x' } } })],
    ['a path for a programme', execute('start', { ...survey, programmeId: '../county-survey' })],
    ['the separator of our keys in a goal', execute('goal', { ...survey, goalId: 'q8|x' })],
    ['a goal of 5,000 characters', execute('goal', { ...survey, goalId: 'q'.repeat(5000) })],
    ['a period that there is not', execute('start', { ...survey, period: '2025-Q9' })],
    ['a version that is a text', execute('save', { ...save, version: '0' })],
    ['a version below zero', execute('save', { ...save, version: -1 })],
    ['a version and a half', execute('save', { ...save, version: 1.5 })],
  ])('%s: says so and shows no card', async (_name, value) => {
    expect(shownBy(await postInvoke(user, value))).toEqual({ text: text('fi', 'refused.malformed') });
  });

  it('an invoke of another kind is not answered as a card', async () => {
    expect((await postInvoke(user, { action: {} }, { name: 'task/fetch' })).status).toBe(400);
  });

  it.each<[string, unknown]>([
    ['a number', 5],
    ['null', null],
    ['a list', ['a', 'b']],
    ['an object', { value: 'x' }],
    ['an object that says it is a text', { toString: 'x', length: 1 }],
  ])('%s as an input: says so above the card of the current state', async (_name, value) => {
    const { card } = await saveWith(([first]) => ({ [first!.id]: value }));
    expect(textsOf(card!)).toContain(text('fi', 'refused.malformed'));
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'no-such-field', ''])(
    'an input for the field "%s": says that the card is out of date',
    async (id) => {
      const { card } = await saveWith(() => ({ [`field_${id}`]: 'x' }), q9);
      expect(textsOf(card!)).toContain(text('fi', 'refused.unknown-field'));
    },
  );

  it.each([
    '"__proto__":{"polluted":"yes"}',
    '"field___proto__":"x"',
    '"constructor":{"prototype":{"polluted":1}}',
  ])('keys that reach for a prototype change no object: %s', async (member) => {
    const data = `${JSON.stringify(save).slice(0, -1)},${member}}`;
    const activity = JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: running.connector.url,
      from: { id: 'x', aadObjectId: user.aadObjectId },
      recipient: { id: user.botId },
      conversation: { id: user.receipt.conversationId, conversationType: 'personal' },
      value: { action: { type: 'Action.Execute', verb: 'save', data: 'DATA' } },
    }).replace('"DATA"', data);
    const { card, text: message } = shownBy(await postText(user.endpoint, activity));
    expect(card ?? message).toBeDefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a submit about what is not the sender’s', () => {
  nothingIsWritten();

  it('another person’s goal: says so above the sender’s own goals', async () => {
    const own = (await askedPeople(running.store, survey)).filter(
      ({ personId }) => personId === socialDirector,
    );
    const others = (await askedPeople(running.store, survey)).find(({ goal }) =>
      own.every((asked) => asked.goal.id !== goal.id),
    )!;
    for (const verb of ['goal', 'save']) {
      const data = { ...survey, goalId: others.goal.id, version: 0, [`field_${others.fields[0]!.id}`]: 'x' };
      const shown = textsOf(await cardOf(verb, data));
      expect(shown).toContain(text('fi', 'refused.not-yours', { coordinator: 'Selvityksen koordinaattori' }));
      expect(shown).not.toContain(others.goal.title.fi);
    }
  });

  it('another person’s field of a shared goal: says so', async () => {
    const asked = (await askedPeople(running.store, strategy)).find(
      ({ goal, fields }) => fields.length < goal.fields.length,
    )!;
    const { personId, goal, fields } = asked;
    const sender = await personAt(running, personId);
    const others = goal.fields.find((field) => !fields.includes(field))!;
    const card = await cardOf('goal', { ...strategy, goalId: goal.id }, sender);
    expect(inputNamed(card, `field_${others.id}`)).toBeUndefined();
    const data = { ...actionData(card, 'save'), [`field_${others.id}`]: '100' };
    expect(textsOf(await cardOf('save', data, sender))).toContain(
      text('fi', 'refused.not-yours', { coordinator: 'Suunnittelupäällikkö' }),
    );
  });

  it('a programme that the sender has nothing to do with: says so and shows no card', async () => {
    const refused = text('fi', 'refused.not-yours', { coordinator: 'Suunnittelupäällikkö' });
    expect(await act('start', strategy)).toEqual({ text: refused });
  });

  it.each([
    ['a round that there is not', { ...survey, period: '2031' }],
    ['a programme that there is not', { ...survey, programmeId: 'no-such-programme' }],
  ])('%s: says so and shows no card', async (_name, data) => {
    expect(await act('start', data)).toEqual({ text: text('fi', 'refused.unknown-round') });
  });

  it.each([
    ['whom the directory does not know', { aadObjectId: '5e0a7a00-0000-4000-8000-00000000dead' }],
    ['without a directory id', {}],
    ['who only claims a known address', { id: socialDirector, name: 'Sosiaalihuollon johtaja' }],
  ])('a sender %s is told so in the language of the client', async (_name, from) => {
    const value = { action: { type: 'Action.Execute', verb: 'start', data: survey } };
    for (const [locale, language] of [
      ['sv-FI', 'sv'],
      ['en-GB', 'en'],
      ['de-DE', 'fi'],
    ] as const) {
      const answer = await postInvoke(user, value, { from: { id: 'x', ...from }, locale });
      expect(shownBy(answer)).toEqual({ text: text(language, 'refused.unknown-person') });
    }
  });
});

describe('a value that does not fit', () => {
  nothingIsWritten({ drafts: false });

  it('comes back with its problem and with everything that was typed, also on another device', async () => {
    let typed: Record<string, string> = {};
    const { card } = await saveWith((inputs) => {
      typed = Object.fromEntries(inputs.map(({ id, type, choices }) => [id, choices ? 'x' : `${type} 1`]));
      return typed;
    });
    expect(Object.fromEntries(inputsOf(card!).map(({ id, value }) => [id, value]))).toEqual(typed);
    expect(problemsOf(card!)).toContain(text('fi', 'problem.unknown-option'));
    expect(problemsOf(card!)).toContain(
      text('fi', 'problem.number-unreadable.words-before', { text: 'Input.Text 1' }),
    );
    expect(inputsOf(await cardOf('goal', q8))).toEqual(inputsOf(card!));
  });

  it('a percentage over 100: names the largest allowed value', async () => {
    const { fields } = (await askedPeople(running.store, survey)).find(
      ({ personId, goal }) => personId === socialDirector && goal.id === 'q8',
    )!;
    const percent = fields.find(({ kind, max }) => kind === 'percent' && max === 100)!;
    const { card } = await saveWith(() => ({ [`field_${percent.id}`]: '100,5' }));
    expect(inputNamed(card!, `field_${percent.id}`)!.value).toBe('100,5');
    expect(problemsOf(card!)).toContain(text('fi', 'problem.above-maximum', { maximum: '100' }));
  });

  it('nothing at all: asks for an answer', async () => {
    const { card } = await saveWith(() => ({}));
    expect(problemsOf(card!)).toContain(text('fi', 'problem.required'));
  });

  it.each([
    ['texts', ['text'], 50_000],
    ['all texts and figures', ['text', 'number', 'percent'], 12_000],
  ])(
    '%s far too long: every one of a page has its problem, on a card that Teams still takes',
    async (_name, kinds, length) => {
      const typable = (fields: readonly Field[]) => fields.filter(({ kind }) => kinds.includes(kind));
      const asked = await askedPeople(running.store, survey);
      const most = asked.sort((a, b) => typable(b.fields).length - typable(a.fields).length)[0]!;
      const sender = await personAt(running, most.personId);
      const all = typable(most.fields).map(({ id }) => `field_${id}`);
      const long = Object.fromEntries(all.map((id) => [id, 'x'.repeat(length)]));
      const programme = (await loadProgramme(running.store, survey.programmeId))!;
      for (const page of goalPages(most.goal, most.fields, programme).keys()) {
        const card = await cardOf('goal', { ...survey, goalId: most.goal.id, page }, sender);
        // A client other than Teams may send the inputs of all pages at once.
        const back = await cardOf('save', { ...actionData(card, 'save'), ...long }, sender);
        const onPage = inputsOf(back).filter(({ id }) => all.includes(id));
        expect(onPage.length).toBeGreaterThan(0);
        expect(problemsOf(back).length).toBeGreaterThanOrEqual(onPage.length);
        expect(textBytes(back)).toBeLessThan(80 * 1024);
      }
    },
  );

  it('what was typed is shown as it was typed, in runs of text that render no Markdown', async () => {
    const nasty = '**a** [x](https://example.org) <at>All</at> ${title} ${$root} {text} {{b}} # c & d';
    const { card } = await saveWith((inputs) => Object.fromEntries(inputs.map(({ id }) => [id, nasty])));
    const values = new Set(inputsOf(card!).map(({ value }) => value));
    expect(values).toEqual(new Set([nasty]));
    const nodes = textNodesWith(card!, nasty.slice(0, 60));
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map(({ type }) => type))).toEqual(new Set(['TextRun']));
  });
});

it.each(locales)('a refusal is in the language of the person: %s', async (language) => {
  const person = (await loadPerson(running.store, socialDirector))!;
  await savePeople(running.store, { persons: [{ ...person, language }], roles: [] });
  const before = dumpOf(running);
  expect((await act('no-such-verb', survey)).text).toBe(text(language, 'refused.malformed'));
  expect(dumpOf(running) === before).toBe(true);
});
