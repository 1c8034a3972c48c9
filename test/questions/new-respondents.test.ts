/** Whoever comes to answer for a goal while a question about it waits: told once, and the earlier owner no more. */
import { loadGoal, ownersIn } from '../../src/goals/register';
import { allMessages, type Message } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { handingQuestionsOn } from '../../src/questions/hand-on';
import { readQuestion } from '../../src/questions/question-store';
import { tellNewRespondents } from '../../src/questions/tell-new-respondents';
import { assignGoals } from '../../src/rounds/assign-goals';
import { changeOwner } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { succeedPerson } from '../../src/rounds/succession/succeed';
import { type EntityStore } from '../../src/storage/store';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { anna, bo, cia, collect, during, eachWithStore, name, saveOpenRound } from '../helpers/fixtures';
import { press, show } from '../helpers/pressing';
import { sayIn } from '../helpers/saying';
import { sent, tickOn } from '../schedule/ticking';
import { ask, askedSetting, dan, eva, fay, holidays, question, respond } from './setting';

const cli = { by: 'cli:root', way: 'cli' } as const;

async function toldIn(store: EntityStore, round = name): Promise<[string, string, string, string][]> {
  const all = (await collect(allMessages(store, roundPartition(round)))).map(({ value }) => value);
  const own = all.filter(({ kind }) => kind.startsWith('question'));
  return own.map(({ kind, recipient, state, notBefore }) => [kind, idOf(recipient), state, notBefore]);
}

const idOf = (recipient: Message['recipient']) => ('personId' in recipient ? recipient.personId : '');

describe('an open question', () => {
  const stored = eachWithStore();
  const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
  beforeEach(async () => {
    await saveOpenRound(stored.store, askedSetting());
    await ask(stored.store, { part: 't1' });
  });

  const work = async (now: Date) =>
    tellNewRespondents(stored.store, (await readRound(stored.store, name))!.value, now, holidays);
  /** Who has it, and what was sent to Fay and when. */
  async function afterWork(now: Date) {
    await work(now);
    const before = stored.now.dump();
    await work(new Date(now.getTime() + 60_000));
    expect(stored.now.dump()).toEqual(before);
    const told = await toldIn(stored.store);
    const { to } = (await readQuestion(stored.store, question))!.value;
    return { to, told: told.filter(([, id]) => id === fay).map(([kind, , , at]) => [kind, at]) };
  }
  const reminder = ['question-reminder', '2026-10-19T05:00:00.000Z'];

  it.each<[string, () => Promise<unknown>]>([
    [
      'an owner change',
      () =>
        changeOwner(stored.store, { programmeId: 'prog', goalId: 'a', from: bo, to: fay }, cli, minutes(1)),
    ],
    ['a leaver’s hand-over', () => succeedPerson(stored.store, { from: bo, to: fay }, cli, minutes(1))],
    [
      'goals given to one expert',
      () =>
        assignGoals(
          stored.store,
          { programmeId: 'prog', goalIds: ['a'], to: fay, step: during.toISOString() },
          cli,
          minutes(1),
        ),
    ],
    [
      'a substitute named today',
      () =>
        setSubstitute(
          stored.store,
          { personId: bo, substituteId: fay, from: '2026-10-12', to: '2026-10-30' },
          minutes(1),
        ),
    ],
    [
      'a hand-over that left it',
      () => handOver(stored.store, { ...name, goalId: 'a', by: bo, to: fay }, minutes(1)),
    ],
  ])('goes by %s to whoever answers now: once, and with one reminder', async (_what, act) => {
    await act();
    const at = minutes(2).toISOString();
    expect(await afterWork(minutes(2))).toEqual({ to: [bo, fay], told: [['question', at], reminder] });
    expect((await respond(stored.store, { by: fay }, minutes(5))).responses).toHaveLength(1);
  });

  it('about another task, or with a response, goes to nobody else', async () => {
    await changeOwner(
      stored.store,
      { programmeId: 'prog', goalId: 'a', from: cia, to: fay },
      cli,
      minutes(1),
    );
    expect((await afterWork(minutes(2))).told).toEqual([]);
    await respond(stored.store, { by: bo }, minutes(3));
    await changeOwner(stored.store, { programmeId: 'prog', goalId: 'a', from: bo, to: fay }, cli, minutes(4));
    expect(await afterWork(minutes(5))).toEqual({ to: [bo], told: [] });
  });

  it('never goes to whoever asked it, or twice to whom it was handed', async () => {
    const goal = { ...name, goalId: 'a' };
    const along = handingQuestionsOn(stored.store, minutes(1), holidays);
    await handOver(stored.store, { ...goal, by: bo, to: fay }, minutes(1), along);
    expect((await afterWork(minutes(2))).told).toEqual([['question', minutes(1).toISOString()], reminder]);
    const on = handingQuestionsOn(stored.store, minutes(3), holidays);
    await handOver(stored.store, { ...goal, by: fay, to: dan }, minutes(3), on);
    expect((await afterWork(minutes(4))).to).toEqual([bo, fay]);
  });

  it('reaches a substitute in the morning of their first day, and once, however often they are named', async () => {
    const days = { personId: bo, substituteId: fay, from: '2026-10-14', to: '2026-10-16' };
    await setSubstitute(stored.store, days, minutes(1));
    expect((await afterWork(new Date('2026-10-13T20:58:00.000Z'))).told).toEqual([]);
    const told = [['question', '2026-10-14T05:00:00.000Z'], reminder];
    expect(await afterWork(new Date('2026-10-13T21:00:00.000Z'))).toEqual({ to: [bo, fay], told });
    const later = new Date('2026-10-14T07:00:00.000Z');
    await removeSubstitute(stored.store, bo, days.from, later);
    await setSubstitute(stored.store, { ...days, from: '2026-10-15' }, later);
    expect((await afterWork(new Date('2026-10-15T07:00:00.000Z'))).told).toEqual(told);
  });

  it('reaches also whose it was not in between, when it was to be sent, once it is theirs again', async () => {
    const days = { personId: bo, substituteId: fay, from: '2026-10-14', to: '2026-10-16' };
    await setSubstitute(stored.store, days, minutes(1));
    await work(new Date('2026-10-13T21:00:00.000Z'));
    await removeSubstitute(stored.store, bo, days.from, new Date('2026-10-14T04:00:00.000Z'));
    await tickOn(stored.store, new Date('2026-10-14T05:00:00.000Z'), ({ kind, recipient }) =>
      kind === 'question' && idOf(recipient) === fay
        ? { type: 'ended', state: 'needless', reason: 'nothing left to say' }
        : sent(),
    );
    const again = new Date('2026-10-15T07:00:00.000Z');
    await setSubstitute(stored.store, { ...days, from: '2026-10-15' }, again);
    expect((await afterWork(again)).told).toEqual([['question', again.toISOString()], reminder]);
  });

  it('that its round’s closing left open goes to a new owner too, and to nobody any more a fortnight after its day', async () => {
    await closeRound(stored.store, { ...name, by: eva, way: 'card' }, minutes(10));
    const change = { programmeId: 'prog', goalId: 'a', to: fay };
    await changeOwner(stored.store, { ...change, from: bo }, cli, minutes(20));
    expect((await afterWork(minutes(21))).to).toEqual([bo, fay]);
    await changeOwner(stored.store, { ...change, from: fay, to: anna }, cli, minutes(22));
    expect((await afterWork(new Date('2026-11-02T00:00:00.001Z'))).to).toEqual([bo, fay]);
  });
});

describe('over HTTP', () => {
  const running = eachWithBot();
  const leader = 'director@example.org';
  const successor = 'reform-hospital-manager@example.org';
  const goalId = '1-3-a';

  it('the new owner gets the question with the minute’s work, and the earlier owner’s reminder is needless', async () => {
    const { store, bot, clock } = running;
    await bot.work();
    await grant(
      store,
      { personId: leader, role: 'reader', programmeId: reform.programmeId },
      cli,
      clock.now(),
    );
    const asker = await personAt(running, leader);
    await sayIn(running, asker, 'ohje');
    await sayIn(running, await personAt(running, successor), 'ohje');
    const [owner] = ownersIn((await loadGoal(store, reform.programmeId, goalId))!);
    const form = await show(asker, 'ask', { ...reform, goalId });
    await press(asker, form, 'ask-send', { question: 'Mikä hidastaa?' });
    clock.set('2026-01-20T08:00:00Z');
    await changeOwner(
      store,
      { programmeId: reform.programmeId, goalId, from: owner!, to: successor },
      cli,
      clock.now(),
    );
    await bot.tick();
    const { aadObjectId } = await personAt(running, successor);
    const shown = running.connector.sentTo(aadObjectId).map((posted) => JSON.stringify(posted));
    expect(shown.filter((posted) => posted.includes('Mikä hidastaa?'))).toHaveLength(1);
    clock.set('2026-01-27T08:00:00Z');
    await bot.tick();
    const states = (await toldIn(store, reform)).map(([kind, id, state]) => [kind, id, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['question-reminder', owner, 'needless'],
        ['question', successor, 'sent'],
        ['question-reminder', successor, 'sent'],
      ]),
    );
  });
});
