/** Submits that were right when the card was drawn, but the round, the reply or the store has changed since. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { actionData, inputsOf, submit, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { StorageError } from '../../src/errors';
import { findMessage } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { promptKey } from '../../src/rounds/open-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { doDueWork } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { askedPeople } from '../helpers/asked-people';
import {
  type BotUnderTest,
  dumpOf,
  personAt,
  promptsFor,
  startBotUnderTest,
} from '../helpers/bot-under-test';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';

const name = { programmeId: 'productivity-programme', period: '2025-H2' };
const coordinator = 'Tuottavuusohjelman ohjelmapäällikkö';

let running: BotUnderTest;
let user: TeamsUser;
/** The person's card of a goal that is not answered yet. */
let card: Card;
/** Persons who are all asked about the same goal; the first is `user`. */
let owners: readonly string[];
let goalId: string;
let failing: 'nothing' | 'commits' | 'everything' | 'everything after a reply' = 'nothing';

beforeEach(async () => {
  failing = 'nothing';
  running = await startBotUnderTest({ wrapStore: failingOnDemand });
  await doDueWork(running.bot.tickOptions);
  const asked = await askedPeople(running.store, name);
  const askedFor = (id: string) => asked.filter(({ goal }) => goal.id === id);
  goalId = asked.find(({ goal }) => askedFor(goal.id).length > 1)!.goal.id;
  owners = askedFor(goalId).map(({ personId }) => personId);
  user = await atPrompt(owners[0]!);
  card = await cardAfter(user, 'goal', { ...name, goalId });
});
afterEach(() => running.stop());

function failingOnDemand(store: EntityStore): EntityStore {
  const guard = (...modes: (typeof failing)[]) => {
    if (modes.includes(failing)) throw new StorageError('disk I/O error: /var/seuranta.db');
  };
  return {
    get: async (partition, key) => {
      guard('everything');
      return store.get(partition, key);
    },
    async *range(partition, range) {
      guard('everything');
      yield* store.range(partition, range);
    },
    commit: async (partition, changes) => {
      guard('commits', 'everything');
      await store.commit(partition, changes);
      const reply = changes.some(({ key }) => key.startsWith('reply|'));
      if (reply && failing === 'everything after a reply') failing = 'everything';
    },
    close: () => store.close(),
  };
}

/** The person with the round's prompt; no other prompts are sent. */
async function atPrompt(personId: string): Promise<TeamsUser> {
  const { aadObjectId } = (await loadPerson(running.store, personId))!;
  const prompt = await findMessage(running.store, roundPartition(name), promptKey(name, personId));
  await running.bot.tickOptions.deliver(prompt!.value);
  return personAt(running, personId, promptsFor(running, aadObjectId!, name)[0]);
}

async function cardAfter(by: TeamsUser, verb: string, data: object): Promise<Card> {
  const { type, value } = await submit(by, verb, data);
  expect(type).toBe('application/vnd.microsoft.card.adaptive');
  return value as Card;
}

/** A valid submit of the goal's card, identified by its narrative. */
function filled(from: Card, narrative: string): Record<string, unknown> {
  const typed = Object.fromEntries(
    inputsOf(from).map(({ id, choices }): [string, string] => [id, choices?.[0]?.value ?? narrative]),
  );
  return { ...actionData(from, 'save'), ...typed };
}

const save = (by: TeamsUser, narrative: string, from = card) =>
  cardAfter(by, 'save', filled(from, narrative));
const valuesOf = (shown: Card) => inputsOf(shown).map(({ value }) => value);
const withoutDrafts = () => dumpOf(running, { drafts: false });
const replyNow = async () => (await loadReplies(running.store, name)).get(goalId);
const tester = { by: 'a test', way: 'cli' } as const;
const standing = (): Card => cardShown(promptsFor(running, user.aadObjectId, name)[0]!);

describe('a round that takes no replies any more', () => {
  const closedText = text('fi', 'refused.round-not-open', { coordinator });
  const kept = text('fi', 'draft.keptClosed');

  it('closed: says so, shows what was asked, and offers no more answering', async () => {
    await closeRound(running.store, { ...name, ...tester }, running.clock.now());
    const before = withoutDrafts();
    for (const [verb, keeps] of [
      ['goal', false],
      ['save', true],
    ] as const) {
      const shown = await cardAfter(user, verb, filled(card, 'late'));
      expect(bannerOf(shown)).toEqual({ style: 'attention', text: closedText });
      expect(textsOf(shown).includes(kept)).toBe(keeps);
      expect(actionData(shown, 'goal')).toBeUndefined();
      expect(actionData(shown, 'start')).toBeUndefined();
    }
    expect(withoutDrafts() === before).toBe(true);
  });

  it('closed, and opened again: what came too late stands in the card', async () => {
    await closeRound(running.store, { ...name, ...tester }, running.clock.now());
    await save(user, 'late');
    const act = { ...name, ...tester, reason: 'late', deadline: new Date('2026-12-01T00:00:00Z') };
    await reopenRound(running.store, act, running.clock.now());
    expect(valuesOf(await cardAfter(user, 'goal', { ...name, goalId }))).toContain('late');
  });

  it('over its deadline: says so already at the deadline itself, also before the round is closed', async () => {
    const { deadline } = (await readRound(running.store, name))!.value;
    const before = withoutDrafts();
    running.clock.set(deadline);
    const shown = await save(user, 'late');
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: closedText });
    expect(textsOf(shown)).toContain(kept);
    expect(withoutDrafts() === before).toBe(true);
    running.clock.set(new Date(Date.parse(deadline) - 1).toISOString());
    expect(bannerOf(await save(user, 'just in time'))?.style).toBe('good');
  });
});

describe('a goal that somebody else answered meanwhile', () => {
  const conflictOf = (value: string) => text('fi', 'field.conflict', { name: user.name, value });
  let other: TeamsUser;
  /** The other person's card, with what both typed. */
  let shown: Card;
  let before: string;

  beforeEach(async () => {
    other = await atPrompt(owners[1]!);
    const otherCard = await cardAfter(other, 'goal', { ...name, goalId });
    await save(user, 'the first');
    before = withoutDrafts();
    shown = await save(other, 'the second', otherCard);
  });

  it('says who, shows both, and keeps that reply; saving once more is enough to change it', async () => {
    expect(bannerOf(shown)).toEqual({
      style: 'attention',
      text: text('fi', 'refused.changed-meanwhile', { by: user.name }),
    });
    expect(valuesOf(shown)).toContain('the second');
    expect(textsOf(shown)).toContain(conflictOf('the first'));
    expect(textsOf(shown)).toContain(text('fi', 'goal.saveOwn'));
    expect(withoutDrafts() === before).toBe(true);
    expect(bannerOf(await save(other, 'the second', shown))?.style).toBe('good');
    expect((await loadHistory(running.store, name, goalId)).map(({ by }) => by)).toEqual(owners.slice(0, 2));
  });

  it('is kept by the button that says so, and asks nothing again', async () => {
    expect(textsOf(shown)).toContain(text('fi', 'goal.keepTheirs'));
    const theirs = await cardAfter(other, 'discard', actionData(shown, 'discard')!);
    expect(valuesOf(theirs)).toContain('the first');
    expect(textsOf(theirs)).not.toContain(conflictOf('the first'));
    expect(withoutDrafts() === before).toBe(true);
  });
});

it('of several who save a goal at the same moment one is saved and the others are told', async () => {
  const others = await Promise.all(owners.slice(1).map(atPrompt));
  const shown = await Promise.all([user, ...others].map((by) => save(by, `from ${by.name}`)));
  const styles = shown.map((each) => bannerOf(each)?.style);
  expect(styles.filter((style) => style === 'good')).toHaveLength(1);
  expect(styles.filter((style) => style === 'attention')).toHaveLength(owners.length - 1);
  expect(await replyNow()).toMatchObject({ version: 1 });
});

describe('the same submit again', () => {
  it.each([
    ['one after the other', false],
    ['at the same moment', true],
  ])('%s: is answered as saved and writes one version', async (_name, atOnce) => {
    const first = save(user, 'the same');
    if (!atOnce) await first;
    const shown = await Promise.all([first, save(user, 'the same')]);
    expect(shown.map((each) => bannerOf(each)?.style)).toEqual(['good', 'good']);
    expect(await loadHistory(running.store, name, goalId)).toHaveLength(1);
  });

  it('from an old card that came back with another text: is the person’s own newer answer', async () => {
    await save(user, 'the first');
    expect(bannerOf(await save(user, 'the second'))?.style).toBe('good');
    expect(await loadHistory(running.store, name, goalId)).toHaveLength(2);
  });
});

describe('a store that fails', () => {
  it('on writing: says that nothing was saved, with everything typed, and trying again is enough', async () => {
    failing = 'commits';
    const shown = await save(user, 'typed with care');
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.not-saved') });
    const typed = filled(card, 'typed with care');
    expect(inputsOf(shown).map(({ id, value }) => [id, value])).toEqual(
      inputsOf(card).map(({ id }) => [id, typed[id]]),
    );
    expect(textsOf(shown)).not.toContain('disk I/O');
    expect(await replyNow()).toBeUndefined();
    failing = 'nothing';
    expect(bannerOf(await save(user, 'typed with care', shown))?.style).toBe('good');
    expect(JSON.stringify(await replyNow())).toContain('typed with care');
  });

  it('once the reply is written: never says that it was not saved', async () => {
    failing = 'everything after a reply';
    const shown = await save(user, 'typed with care');
    failing = 'nothing';
    expect(JSON.stringify(await replyNow())).toContain('typed with care');
    expect(bannerOf(shown)?.style).toBe('good');
    expect(bannerOf(shown)?.text).toContain('Tallennettu');
  });

  it('on everything: is answered with a text that gives away nothing', async () => {
    failing = 'everything';
    const answer = await postInvoke(user, { action: { verb: 'save', data: filled(card, 'typed') } });
    expect(shownBy(answer).text).toMatch(/\S/);
    expect(JSON.stringify(answer)).not.toContain('disk I/O');
  });
});

describe('the card in the conversation', () => {
  it('becomes the one that was shown last, and stays as it was when a submit was refused', async () => {
    const after = await save(user, 'the first');
    expect(standing()).toEqual(after);
    await cardAfter(user, 'save', { ...actionData(after, 'save'), field_none: 'x' });
    expect(standing()).toEqual(after);
  });

  it('may be gone: the person is answered all the same', async () => {
    running.connector.fault = ({ kind }) => (kind === 'update' ? faults.activityNotFound : undefined);
    expect(bannerOf(await save(user, 'the first'))?.style).toBe('good');
  });
});

it('a survey reply that was sent is locked: says so and keeps what was sent', async () => {
  const survey = { programmeId: 'county-survey', period: '2025' };
  const [first] = (await askedPeople(running.store, survey)).filter(({ fields }) =>
    fields.every(({ kind }) => ['single-choice', 'text', 'yes-no'].includes(kind)),
  );
  const person = await personAt(running, first!.personId);
  const question = await cardAfter(person, 'goal', { ...survey, goalId: first!.goal.id });
  const asking = await save(person, 'sent', question);
  expect(bannerOf(asking)).toEqual({ style: 'warning', text: text('fi', 'goal.lockAsk') });
  expect(bannerOf(await save(person, 'sent', asking))?.style).toBe('good');
  const before = dumpOf(running);
  const locked = text('fi', 'refused.locked', { coordinator: 'Selvityksen koordinaattori' });
  expect(textsOf(await save(person, 'sent, and then changed', question))).toContain(locked);
  expect(dumpOf(running) === before).toBe(true);
});
