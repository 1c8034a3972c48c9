/**
 * The strategic goals in two stages: the tasks' owners answer in the document's kind of words, and whoever writes a goal's
 * summary gets a draft that can be saved as it is.
 */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { existingProgramme, loadRegister, saveRegister } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { pendingMessages } from '../../src/outbox/message';
import { loadRequests, roundPartition } from '../../src/rounds/round-store';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply, type Submission, UnconfirmedReplyError } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { collect } from '../helpers/fixtures';
import { buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
/** As long as the sentences of the published summaries: a result, a figure, and what comes next. */
const sentences = [
  'Palvelu on otettu käyttöön kaikilla alueilla, ja käyttö on kasvanut 12 % viime vuodesta.',
  'Henkilöstö on koulutettu, ja asiakaspalautteen keruu alkoi syyskuussa.',
  'Hankinnan kilpailutus siirtyi ensi vuoteen, koska vaatimukset tarkentuivat; pilotti jatkuu kahdessa yksikössä.',
];
const wordsFor = (goal: Goal, task: number) => `${sentences[task % 3]} (${goal.code}.${task + 1})`;

const running = eachWithBot();

beforeEach(async () => {
  const register = (await loadRegister(running.store, round.programmeId))!;
  const stage = { of: 'tasks-and-measures' as const, workingDaysBefore: 5, at: '16:00', reminders: [] };
  const programme = { ...register.programme, calendar: { ...register.programme.calendar, stage } };
  await saveRegister(running.store, { ...register, programme });
  await doDueWork(running.bot.tickOptions);
});

const goalsNow = async () => (await loadRegister(running.store, round.programmeId))!.goals;
const now = () => running.clock.now();
const askedGoal = async (personId: string, goalId: string) =>
  (await loadAskedRound(running.store, round, personId, now()))!.goals.find(
    ({ goal }) => goal.id === goalId,
  )!;

/** Everybody who is asked something answers what is due first, each task once. */
async function answerTasks(isWanted: (goalId: string, task: number) => boolean = () => true): Promise<void> {
  for (const { personId } of await loadRequests(running.store, round)) {
    const asked = await loadAskedRound(running.store, round, personId, now());
    for (const { goal, fields, stage } of asked?.goals ?? []) {
      if (stage?.part !== 'first') continue;
      const tasks = goal.groups.filter(({ kind }) => kind === 'task').map(({ id }) => id);
      const typed: Record<string, string> = {};
      for (const { id, group, role } of fields) {
        const task = tasks.indexOf(group!);
        if (role === 'measure') typed[id] = '50';
        if (task < 0 || !isWanted(goal.id, task)) continue;
        if (id.endsWith('-words')) typed[id] = wordsFor(goal, task);
        else if (role === 'state') typed[id] = 'as-planned';
        else if (role === 'progress') typed[id] = '60';
      }
      const reply = (await readReply(running.store, round, goal.id))?.value;
      const open = Object.keys(typed).filter((id) => reply?.answers[id] === undefined);
      if (open.length === 0) continue;
      const given = Object.fromEntries(open.map((id) => [id, typed[id]!]));
      const name = { ...round, goalId: goal.id, by: personId, locale: 'fi' as const };
      const submission = { ...name, typed: given, shown: open, seenVersion: reply?.version ?? 0 };
      await record(submission);
    }
  }
}

/** As somebody who is sure that a figure is right. */
async function record(submission: Submission): Promise<void> {
  await recordReply(running.store, submission, now()).catch((error: unknown) => {
    if (!(error instanceof UnconfirmedReplyError)) throw error;
    return recordReply(running.store, { ...submission, confirmed: error.token }, now());
  });
}

/** Sends what waits to one person. @returns the last card */
async function lastSentTo(personId: string): Promise<Card> {
  const { tickOptions } = running.bot;
  await sendDue({ ...tickOptions, deliver: (message) => tickOptions.deliver(message) });
  const user = await personAt(running, personId);
  return cardShown(running.connector.sentTo(user.aadObjectId).at(-1)!);
}

const waitingFor = async () =>
  (await collect(pendingMessages(running.store, roundPartition(round))))
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'last-part');

describe('the document’s goals, when all tasks are in', () => {
  it('have a draft with every task’s words, saved unchanged in at most two taps', async () => {
    await answerTasks();
    await doDueWork(running.bot.tickOptions);
    const messages = await waitingFor();
    const taps: number[] = [];
    const lengths: number[] = [];
    const done = new Set<string>();
    for (const { recipient, data } of messages) {
      if (recipient.type !== 'person') continue;
      const user = await personAt(running, recipient.personId);
      for (const goalId of data['goalIds'] as string[]) {
        if (done.has(goalId)) continue;
        done.add(goalId);
        const card = await show(user, 'goal', { ...round, goalId });
        expect(wrongWith(card)).toEqual([]);
        expect(textsOf(card)).toContain(text('fi', 'stage.draft'));
        const draft = valuesOf(card)['field_summary']!;
        const { goal } = await askedGoal(recipient.personId, goalId);
        const tasks = goal.groups.filter(({ kind }) => kind === 'task');
        for (const [index] of tasks.entries()) expect(draft).toContain(wordsFor(goal, index));
        const saved = await press(user, card, 'save');
        expect(bannerOf(saved)?.style).toBe('good');
        const reply = (await readReply(running.store, round, goalId))!.value;
        expect(reply.answers['summary']).toMatchObject({ raw: draft, by: recipient.personId });
        // Opening the goal and saving it; a message about one goal is its card already.
        taps.push((data['goalIds'] as string[]).length === 1 ? 1 : 2);
        lengths.push(draft.length);
      }
    }
    const staged = (await goalsNow()).filter(({ groups }) => groups.some(({ kind }) => kind === 'task'));
    const alone = staged.filter(({ id }) => !done.has(id));
    // A goal of which somebody answers all that is due first is asked of them at once, and needs no draft.
    const persons = (await loadRequests(running.store, round)).map(({ personId }) => personId);
    for (const { id } of alone) {
      const parts = await Promise.all(persons.map((personId) => askedGoal(personId, id)));
      expect(parts.some((part) => part && part.stage === undefined)).toBe(true);
    }
    expect([done.size, alone.length, staged.length]).toEqual([14, 8, 22]);
    expect(Math.max(...taps)).toBeLessThanOrEqual(2);
    // The document's summaries have 365 to 1185 characters.
    expect(Math.min(...lengths)).toBeGreaterThan(150);
    expect(Math.max(...lengths)).toBeLessThan(1185);
  });

  it('reach the summary’s owner as the goal’s card itself, which says that they are in', async () => {
    await answerTasks();
    await doDueWork(running.bot.tickOptions);
    const message = (await waitingFor()).find(({ data }) => (data['goalIds'] as string[]).length === 1)!;
    if (message.recipient.type !== 'person') throw new Error('not to a person');
    const card = await lastSentTo(message.recipient.personId);
    const [goalId] = message.data['goalIds'] as [string];
    const { goal } = await askedGoal(message.recipient.personId, goalId);
    expect(bannerOf(card)?.text).toContain(goal.code);
    expect(buttonsOf(card, 'save')).toHaveLength(1);
  });
});

it('says at the stage’s end which tasks are missing, and drafts the others', async () => {
  await answerTasks((_, task) => task > 0);
  const { value: programme } = await existingProgramme(running.store, round.programmeId);
  expect(programme.calendar.stage).toBeDefined();
  running.clock.set('2026-02-06T14:00:30Z');
  await doDueWork(running.bot.tickOptions);
  // Whoever has answered what they had to in the first stage is asked for the rest.
  const asked = await Promise.all(
    (await waitingFor()).map(async ({ recipient, data }) => {
      const personId = recipient.type === 'person' ? recipient.personId : '';
      const [goalId] = data['goalIds'] as [string];
      return { personId, goalId, own: await askedGoal(personId, goalId) };
    }),
  );
  const { personId, goalId, own } = asked.find(({ own: { fields } }) =>
    fields.every(({ group }) => group === undefined),
  )!;
  const { goal } = own;
  const user = await personAt(running, personId);
  const card = await show(user, 'goal', { ...round, goalId });
  const missing = goal.groups.find(({ kind }) => kind === 'task')!.label.fi!;
  expect(textsOf(card)).toContain(text('fi', 'stage.missing', { tasks: missing }));
  expect(valuesOf(card)['field_summary']).toContain(wordsFor(goal, 1));
});

it('goes straight on to the summary for whoever answers the last task and writes it', async () => {
  // Answers one task of a colleague's goal, and the summary of the same goal.
  const goal = (await goalsNow()).find(
    ({ owners, groups }) =>
      owners.some((owner) => groups.some((group) => group.owners.includes(owner))) &&
      groups.some((group) => group.owners.length > 0 && !group.owners.some((each) => owners.includes(each))),
  )!;
  const owner = goal.owners.find((each) => goal.groups.some((group) => group.owners.includes(each)))!;
  const own = goal.groups.findIndex(({ owners }) => owners.includes(owner));
  await answerTasks((goalId, task) => goalId === goal.id && task !== own);
  const user = await personAt(running, owner);
  const card = await show(user, 'goal', { ...round, goalId: goal.id });
  expect(valuesOf(card)).not.toHaveProperty('field_summary');
  const task = goal.groups[own]!.id;
  const typed = { [`field_${task}-progress`]: '40', [`field_${task}-state`]: 'as-planned' };
  const after = await press(user, card, 'save', {
    ...typed,
    [`field_${task}-words`]: 'Viimeinenkin valmis.',
  });
  expect(bannerOf(after)?.style).toBe('good');
  expect(valuesOf(after)['field_summary']).toContain('Viimeinenkin valmis.');
});
