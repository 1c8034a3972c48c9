/** The store is readable but accepts no writes, like a full disk: nobody is ever told that something was saved. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, submit, type TeamsUser } from '../../deploy/local/scripted-user';
import { StorageError } from '../../src/errors';
import { loadGoal } from '../../src/goals/register';
import { handOver } from '../../src/rounds/hand-over';
import { type EntityStore } from '../../src/storage/store';
import { doDueWork } from '../../src/schedule/tick';
import { type BotUnderTest, dumpOf, personAt, reform, startBotUnderTest } from '../helpers/bot-under-test';
import { buttonsOf, show, valuesOf } from '../helpers/pressing';
import { bannerOf, nodesOf } from '../helpers/read-card';
import { typedAnswer } from '../helpers/typed-answers';

const owner = 'strategy-knowledge-manager@example.org';
const reformOwner = 'reform-hospital-manager@example.org';
const goal = { ...reform, goalId: '1-4-b' };
const typed = { field_status: 'challenges', field_description: 'Vielä kesken oleva kuvaus' };

let running: BotUnderTest;
let isFull: boolean;
let refusedCommits = 0;

function fillable(store: EntityStore): EntityStore {
  return {
    get: (...at) => store.get(...at),
    range: (...at) => store.range(...at),
    commit: (...changes) => {
      if (!isFull) return store.commit(...changes);
      refusedCommits += 1;
      return Promise.reject(new StorageError('the disk is full'));
    },
    close: () => store.close(),
  };
}

beforeEach(async () => {
  isFull = false;
  running = await startBotUnderTest({ wrapStore: fillable, admins: owner });
  await doDueWork(running.bot.tickOptions);
});
afterEach(() => running.stop());

interface Answer {
  readonly card?: Card;
  readonly message?: string;
}

/** Presses while the store accepts nothing, and expects that nothing is written or reported as done. */
async function pressUnsaved(
  user: TeamsUser,
  verb: string,
  data: object,
  wantsToWrite = true,
): Promise<Answer> {
  const before = dumpOf(running);
  [isFull, refusedCommits] = [true, 0];
  const { type, value } = await submit(user, verb, data).finally(() => (isFull = false));
  expect(dumpOf(running)).toEqual(before);
  expect([verb, refusedCommits > 0]).toEqual([verb, wantsToWrite]);
  if (type !== 'application/vnd.microsoft.card.adaptive') {
    expect([text('fi', 'refused.unexpected'), text('fi', 'refused.not-saved')]).toContain(value);
    return { message: value as string };
  }
  const card = value as Card;
  expect(nodesOf(card).filter(({ style }) => style === 'good')).toEqual([]);
  return { card };
}

it.each(['save', 'keep', 'overview', 'hand-over'])(
  '%s gives the card back with what was typed, and says that it is not saved',
  async (verb) => {
    const user = await personAt(running, reformOwner);
    const shown = await show(user, 'goal', goal);
    const [button] = buttonsOf(shown, verb);
    const data = button?.data ?? { ...buttonsOf(shown, 'save')[0]!.data };
    const { card } = await pressUnsaved(user, verb, { ...data, ...valuesOf(shown), ...typed });
    expect(bannerOf(card!)).toEqual({ style: 'attention', text: text('fi', 'refused.not-saved') });
    expect(valuesOf(card!)).toMatchObject(typed);
  },
);

it('leaves people free to go where they want where nothing was typed', async () => {
  const user = await personAt(running, reformOwner);
  const shown = await show(user, 'goal', goal);
  const { card } = await pressUnsaved(user, 'overview', { ...goal, version: 0, ...valuesOf(shown) }, false);
  expect(bannerOf(card!)).toBeUndefined();
  expect(buttonsOf(card!, 'goal').length).toBeGreaterThan(0);
});

it('says of no part of a goal on several pages that it is kept', async () => {
  const name = { programmeId: 'county-survey', period: '2025', goalId: 'q8' };
  const user = await personAt(running, 'survey-social-director@example.org');
  const known = (await loadGoal(running.store, name.programmeId, name.goalId))!;
  const first = await show(user, 'goal', name);
  const answers = Object.fromEntries(
    inputsOf(first).map((input) => [input.id, typedAnswer(input, known, 0)]),
  );
  for (const verb of ['save', 'page']) {
    const { data } = buttonsOf(first, verb)[0]!;
    const { card } = await pressUnsaved(user, verb, { ...data, ...valuesOf(first), ...answers });
    expect(bannerOf(card!)).toEqual({ style: 'attention', text: text('fi', 'refused.not-saved') });
    expect(valuesOf(card!)).toEqual(answers);
  }
});

it('a draft that was there is not said to be what was typed now', async () => {
  const user = await personAt(running, reformOwner);
  const shown = await show(user, 'goal', goal);
  const { data } = buttonsOf(shown, 'keep')[0]!;
  await show(user, 'keep', { ...data, ...valuesOf(shown), ...typed });
  const again = await show(user, 'goal', goal);
  const changed = { ...valuesOf(again), field_description: 'Toinen kuvaus' };
  const { card } = await pressUnsaved(user, 'keep', { ...buttonsOf(again, 'keep')[0]!.data, ...changed });
  expect(valuesOf(card!)).toMatchObject({ field_description: 'Toinen kuvaus' });
});

it('no other act of an owner is said to be done', async () => {
  const colleague = 'reform-homecare-manager@example.org';
  const user = await personAt(running, reformOwner);
  const acts: readonly (readonly [string, object])[] = [
    ['hand-over-to', { ...goal, person_typed: colleague, scope: 'round' }],
    ['snooze-until', { ...reform, day: '2026-01-22' }],
    ['substitute-set', { person_typed: colleague, from: '2026-01-21', to: '2026-01-23' }],
  ];
  for (const [verb, data] of acts) await pressUnsaved(user, verb, data);
  await handOver(
    running.store,
    { ...goal, by: reformOwner, to: 'planning@example.org' },
    running.clock.now(),
  );
  await pressUnsaved(user, 'take-back', goal);
});

it('no act of an admin is said to be done', async () => {
  const admin = await personAt(running, owner);
  const { programmeId } = reform;
  const acts: readonly (readonly [string, object])[] = [
    ['close', reform],
    ['remind', { ...reform, step: running.clock.now().toISOString() }],
    ['move-deadline', { ...reform, deadline_day: '2026-03-02', deadline_time: '16:00' }],
    ['grant', { person_typed: 'planning@example.org', programme: programmeId, role: 'reader' }],
  ];
  for (const [verb, data] of acts) await pressUnsaved(admin, verb, data);
});
