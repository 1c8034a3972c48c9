import { describe, expect, it } from '@jest/globals';
import { reportWords } from '../../cards/report/words';
import { wordingFor } from '../../bot/views/wording';
import { digestText } from '../../cards/digest/text';
import { buildDigest } from '../../src/digest/build-digest';
import { type Answer } from '../../src/goals/answers/answer';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { pastAnswer, pastReply, writePastRound } from '../../src/replies/past-round';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { readRound } from '../../src/rounds/round-store';
import { makeReport } from '../../src/report/report';
import { slideXmls } from '../report/office-parts';
import { eachWithStore, estimate, goalWith, peopleOf, programmeWith, saveSetting } from '../helpers/fixtures';

const stored = eachWithStore();
const programmeId = 'prog';
const [anna, bo] = ['anna@example.org', 'bo@example.org'];
const asOf = new Date('2026-10-12T05:00:00Z');
const states = [
  { id: 'as-planned', label: { fi: 'Työ etenee suunnitellusti' }, light: 'green' as const },
  { id: 'needs-support', label: { fi: 'Työ ei etene' }, light: 'red' as const },
];
const programme = programmeWith({ workStates: states });

/** A document shows the state of a task as a colour: its percentage can be read, the state cannot. */
const task = (id: string, owners: string[] = []) =>
  goalWith(id, {
    groups: [{ id: 'task1', kind: 'task', label: { fi: 'Tehtävä' } }],
    fields: [
      estimate('progress', { role: 'progress', group: 'task1', required: false }),
      { id: 'state', kind: 'work-state', label: { fi: 'Tilanne' }, role: 'state', group: 'task1', owners },
    ],
  });
const goals = [task('a'), task('b'), task('c', [bo])];

type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function bringIn(period: string, typed: Typed): Promise<void> {
  const replies = Object.entries(typed).map(([goalId, answers]) => {
    const goal = goals.find(({ id }) => id === goalId)!;
    const given = new Map<string, Answer | undefined>();
    for (const [id, raw] of Object.entries(answers)) {
      const result = pastAnswer(
        goal.fields.find((field) => field.id === id)!,
        programme,
        raw,
      );
      if (!result.ok) throw new Error(result.problem.code);
      given.set(id, result.answer);
    }
    return pastReply(goal, given, { programme, period, by: anna });
  });
  await writePastRound(stored.store, { programme, goals, roles: [], period, replies, by: 'seeds' });
}

const digestOf = (period: string) => buildDigest(stored.store, { programmeId, period }, asOf);

beforeEach(() => saveSetting(stored.store, { register: { programme, goals }, people: peopleOf([anna, bo]) }));

describe('the figures of a document', () => {
  it('answer the goals that it reports, though the form asks for states that it does not give', async () => {
    await bringIn('2024-Q4', { a: { progress: '95 %' }, b: { progress: 'Ei mittaria' } });
    const digest = await digestOf('2024-Q4');
    expect(digest).toMatchObject({ asked: 3, answered: 2, partly: 0, askSupport: 0 });
    expect(digest.units).toMatchObject([{ asked: 3, answered: 2, partly: 0 }]);
    expect(digest.lights).toMatchObject({ green: 1, 'not-assessable': 1, 'not-answered': 1 });
    expect(digestText(digest, { names: new Map() }, wordingFor('fi')).join('\n')).toContain(
      'Vastattu: 2/3 (67\u00a0%)',
    );
    expect(await loadGoalHistory(stored.store, programmeId, 'a')).toMatchObject([
      { period: '2024-Q4', completeness: 'answered', judged: { light: 'green' } },
    ]);
  });

  it('are counted the same in the slides', async () => {
    await bringIn('2024-Q4', { a: { progress: '95 %' }, b: { progress: '20 %' } });
    const name = { programmeId, period: '2024-Q4', format: 'pptx' as const };
    const { content } = await makeReport(stored.store, name, asOf, reportWords);
    const texts = slideXmls(content).join('\n');
    // The board's page says what is missing; one of three is.
    expect(texts.replaceAll('\u00a0', ' ')).toContain('Puuttuu 1/3');
    expect(texts).toContain('<a:t>2/3</a:t>');
    expect(texts).not.toContain('0/3');
  });

  it('are compared with the round before them, whose closing is kept with them', async () => {
    await bringIn('2024-Q3', { a: { progress: '95 %' }, b: { progress: '40 %' } });
    await bringIn('2024-Q4', { a: { progress: '60 %' }, b: { progress: '95 %' }, c: { progress: '10 %' } });
    const digest = await digestOf('2024-Q4');
    expect(digest.previousPeriod).toBe('2024-Q3');
    expect(digest.worse.map(({ id, from, to }) => [id, from, to])).toEqual([['a', 'green', 'yellow']]);
    expect(digest.better.map(({ id, from, to }) => [id, from, to])).toEqual([['b', 'red', 'green']]);
    expect((await digestOf('2024-Q3')).previousPeriod).toBeUndefined();
  });

  it('are written once, however often they are brought in', async () => {
    for (const period of ['2024-Q3', '2024-Q4']) await bringIn(period, { a: { progress: '95 %' } });
    const before = stored.now.dump();
    for (const period of ['2024-Q4', '2024-Q3']) await bringIn(period, { a: { progress: '5 %' } });
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('a round of a document that was reopened', () => {
  const name = { programmeId, period: '2024-Q4' };
  const act = { ...name, by: 'admin@example.org', way: 'card' as const, reason: 'a figure was wrong' };
  const deadline = new Date('2025-04-30T13:00:00Z');
  const during = new Date('2025-04-10T09:00:00Z');
  const type = (goalId: string, typed: Readonly<Record<string, string>>) =>
    recordReply(stored.store, { ...name, goalId, by: anna, typed, locale: 'fi', seenVersion: 1 }, during);

  beforeEach(async () => {
    await bringIn('2024-Q4', { a: { progress: '95 %' }, b: { progress: '20 %' } });
    await reopenRound(stored.store, { ...act, deadline }, new Date('2025-04-01T09:00:00Z'));
  });

  it('keeps the lights that it had, and counts what people answer by what the form asks for', async () => {
    await type('b', { progress: '20 %', state: 'needs-support' });
    await type('c', { progress: '70 %' });
    const open = await digestOf('2024-Q4');
    expect(open).toMatchObject({ status: 'reopened', asked: 3, answered: 2, partly: 1 });
    expect(open.lights).toMatchObject({ green: 1, red: 1, 'not-answered': 1 });
    await closeRound(stored.store, act, deadline);
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
    const closed = await digestOf('2024-Q4');
    expect(closed).toMatchObject({ answered: 2, partly: 1 });
    expect(closed.lights).toMatchObject({ green: 1, yellow: 1, red: 1 });
  });
});
