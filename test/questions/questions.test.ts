/** Questions about goals: who is asked, when, and what is kept. */
import { readAudit, schedule } from '../../src/audit/audit';
import { loadRoundGoal, readRound, roundPartition } from '../../src/rounds/round-store';
import { loadDigestSource } from '../../src/digest/build-digest';
import { goalsPartition, readGoalRows, saveRegister } from '../../src/goals/register';
import { allMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { handingQuestionsOn } from '../../src/questions/hand-on';
import { loadOpenQuestions } from '../../src/questions/open-questions';
import { loadPublished, publishQuestion } from '../../src/questions/publish';
import { longestQuestion, longestResponse, mostADay } from '../../src/questions/question';
import { readQuestion } from '../../src/questions/question-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { openRound, skipRound } from '../../src/rounds/open-round';
import { mayAskAbout } from '../../src/rounds/permissions';
import { isCurrent, isSentFrom } from '../../src/rounds/round';
import { loadReplies } from '../../src/replies/reply-store';
import { settleRounds } from '../../src/rounds/settled/settle-rounds';
import { surveyRounds } from '../../src/rounds/settled/survey-rounds';
import { discardRound } from '../../src/schedule/discard-round';
import { sendableRounds } from '../../src/schedule/sendable-rounds';
import { replace } from '../../src/storage/rows';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import {
  accessOf,
  ask,
  askedSetting,
  dan,
  eva,
  fay,
  holidays,
  idOf,
  question,
  reader,
  respond,
} from './setting';

const stored = eachWithStore();
const partition = roundPartition(name);
const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
beforeEach(() => saveOpenRound(stored.store, askedSetting()));

const kinds = ['question', 'question-reminder', 'response'];
async function messages() {
  const all = (await collect(allMessages(stored.store, partition))).map(({ value }) => value);
  return all.filter(({ kind }) => kinds.includes(kind));
}
async function told(kind: string) {
  const own = (await messages()).filter((each) => each.kind === kind);
  return own.map(({ recipient }) => ('personId' in recipient ? recipient.personId : '')).sort();
}
const stateOf = async (id = question.questionId) =>
  (await readQuestion(stored.store, { ...question, questionId: id }))?.value;

describe('a question', () => {
  it('goes to everybody who answers for the goal, with one reminder in the morning of its last day', async () => {
    // Monday 12 October; five working days later.
    expect(await ask(stored.store)).toMatchObject({ by: dan, due: '2026-10-19', to: [anna, bo, cia] });
    expect(await told('question')).toEqual([anna, bo, cia]);
    const reminders = (await messages()).filter(({ kind }) => kind === 'question-reminder');
    expect(reminders.map(({ notBefore }) => notBefore)).toEqual(Array(3).fill('2026-10-19T05:00:00.000Z'));
    expect(await readAudit(stored.store, [partition], { what: 'question-asked' })).toMatchObject([
      { by: dan, way: 'card', goalId: 'a', to: { questionId: question.questionId, due: '2026-10-19' } },
    ]);
  });

  it('about one task goes to its owner, and to their substitute of the day', async () => {
    const days = { from: '2026-10-10', to: '2026-10-16' };
    await setSubstitute(stored.store, { personId: bo, substituteId: fay, ...days }, during);
    await ask(stored.store, { part: 't1' });
    expect(await told('question')).toEqual([bo, fay]);
    expect((await respond(stored.store, { by: fay })).responses).toMatchObject([{ by: fay, onBehalfOf: bo }]);
    await expect(respond(stored.store, { by: cia, seen: 1 })).rejects.toEqual(refusal('question-not-yours'));
  });

  it('that is sent twice is asked once, also at the same time', async () => {
    await Promise.all([ask(stored.store), ask(stored.store), ask(stored.store)]);
    await ask(stored.store, { text: 'Jotain muuta?' });
    expect(await told('question')).toEqual([anna, bo, cia]);
    expect((await stateOf())?.text).toBe('Mikä hidastaa?');
  });

  it('waits for quiet hours to end, and the organisation’s closed days are no working days', async () => {
    const quiet = { from: '18:00', to: '07:00', workingDaysOnly: true };
    const { register } = askedSetting();
    const calendar = {
      ...register.programme.calendar,
      quiet,
      closedDays: [{ from: '2026-10-13', to: '2026-10-16' }],
    };
    await saveRegister(stored.store, { ...register, programme: { ...register.programme, calendar } });
    const sendFrom = new Date('2026-10-12T10:00:00.000Z');
    expect(await ask(stored.store, { sendFrom })).toMatchObject({ due: '2026-10-23' });
    const first = (await messages()).filter(({ kind }) => kind === 'question');
    expect(first.map(({ notBefore }) => notBefore)).toEqual(Array(3).fill(sendFrom.toISOString()));
  });

  it.each<[string, Parameters<typeof ask>[1], string]>([
    ['without a text', { text: ' \n ' }, 'question-missing'],
    ['of 50,000 characters', { text: 'x'.repeat(50_000) }, 'question-too-long'],
    ['of one character too many', { text: 'x'.repeat(longestQuestion + 1) }, 'question-too-long'],
    ['from somebody who may not ask any more', { access: accessOf(dan) }, 'not-permitted'],
    ['from the owner of one task', { access: accessOf(bo), by: bo }, 'not-permitted'],
    ['for today', { due: '2026-10-12' }, 'question-day'],
    ['for a day that does not exist', { due: '2026-02-30' }, 'question-day'],
    ['for next year', { due: '2027-10-12' }, 'question-day'],
    ['about a task that is gone', { part: 't9' }, 'question-part'],
    ['about a goal that is gone', { goalId: 'gone' }, 'goal-retired'],
    ['about another round', { period: '2026-Q4' }, 'unknown-round'],
  ])('%s is refused, and nothing is written', async (_what, changes, code) => {
    await expectNothingWritten(stored.now, () => ask(stored.store, changes), refusal(code));
  });

  it('keeps mentions, links and Markdown as they were typed', async () => {
    const text = '<at>Anna</at> **katso** [tämä](https://example.org) # ${title}';
    expect((await ask(stored.store, { text: `  ${text}\r\n\u0000` })).text).toBe(text);
  });

  it('about a retired goal is refused; one that waits then can still be responded to by those who got it', async () => {
    await ask(stored.store);
    const row = (await readGoalRows(stored.store, 'prog')).find(({ value }) => value.goal.id === 'a')!;
    await stored.store.commit(goalsPartition('prog'), [
      replace(row, { ...row.value, retired: '2026-10-12' }),
    ]);
    await expect(ask(stored.store, { questionId: idOf(2) })).rejects.toMatchObject({ code: 'goal-retired' });
    await expect(respond(stored.store, { by: fay })).rejects.toEqual(refusal('question-not-yours'));
    expect((await respond(stored.store)).responses).toHaveLength(1);
  });

  it('can be asked ten times a day by one person in all, and again tomorrow', async () => {
    const one = (number: number, now = during) =>
      ask(stored.store, { questionId: idOf(number), goalId: number % 2 ? 'a' : 'b' }, now);
    const all = await Promise.allSettled(Array.from({ length: mostADay + 2 }, (_, at) => one(at)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(mostADay);
    await expect(one(50)).rejects.toMatchObject({ code: 'questions-too-many', details: { most: '10' } });
    await expect(one(51, minutes(24 * 60))).resolves.toMatchObject({ by: dan });
  });
});

it.each([
  [undefined, '+++'],
  ['readers', '+++'],
  ['heads', '-++'],
  ['coordinators', '--+'],
] as const)('by the setting %s a reader, a head and a coordinator may ask: %s', async (questionsBy, may) => {
  const { programme, goals } = askedSetting({ questionsBy }).register;
  const goal = (await loadRoundGoal(stored.store, name, goals[0]!.id, programme))!;
  const head = accessOf(dan, { heads: new Map([['prog', new Set(['Unit'])]]) });
  const who = [reader, head, accessOf(eva)];
  expect(who.map((access) => (mayAskAbout(access, programme, goal) ? '+' : '-')).join('')).toBe(may);
  expect(
    mayAskAbout(accessOf(dan, { heads: new Map([['prog', new Set(['Other'])]]) }), programme, goal),
  ).toBe(false);
});

it('nobody may ask about a goal that is asked of other respondents', () => {
  const { programme, goals } = askedSetting().register;
  const goal = { ...goals[0]!, respondents: ['municipality' as const] };
  const may = (respondent: 'county' | 'municipality') =>
    mayAskAbout(accessOf(eva), { ...programme, respondent }, goal);
  expect([may('municipality'), may('county')]).toEqual([true, false]);
});

describe('a response', () => {
  beforeEach(() => ask(stored.store));

  it('is kept with who and when, goes to the asker, and changes no answer', async () => {
    await respond(stored.store, {}, minutes(5));
    expect((await stateOf())?.responses).toEqual([
      { text: 'Rekrytointi kestää.', by: anna, at: minutes(5).toISOString() },
    ]);
    expect(await told('response')).toEqual([dan]);
    expect((await loadReplies(stored.store, name)).size).toBe(0);
  });

  it('of two at once is the first one’s; the second is told who was first, and may add theirs', async () => {
    const results = await Promise.allSettled([
      respond(stored.store, { by: anna, text: 'Yksi' }),
      respond(stored.store, { by: bo, text: 'Toinen' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [first] = (await stateOf())!.responses;
    const other = first!.by === anna ? { by: bo, text: 'Toinen' } : { by: anna, text: 'Yksi' };
    await expect(respond(stored.store, other)).rejects.toEqual(
      refusal('responded-meanwhile', { by: first!.by, at: first!.at }),
    );
    await respond(stored.store, { ...other, seen: 1 });
    expect((await stateOf())?.responses.map(({ by }) => by)).toEqual([first!.by, other.by]);
    expect(await told('response')).toEqual([dan, dan]);
  });

  it('that is sent again changes nothing', async () => {
    await respond(stored.store);
    const before = stored.now.dump();
    await respond(stored.store, { text: ' Rekrytointi kestää. ' });
    expect(stored.now.dump()).toEqual(before);
  });

  it.each([
    ['response-missing', { text: '' }],
    ['response-too-long', { text: 'x'.repeat(longestResponse + 1) }],
    ['question-not-yours', { by: dan }],
    ['unknown-question', { questionId: idOf(9) }],
  ] as const)('is refused as %s', async (code, changes) => {
    await expectNothingWritten(stored.now, () => respond(stored.store, changes), refusal(code));
  });

  it('ends after five', async () => {
    for (let seen = 0; seen < 5; seen++) await respond(stored.store, { text: `Osa ${seen}`, seen });
    await expect(respond(stored.store, { text: 'Vielä', seen: 5 })).rejects.toMatchObject({
      code: 'responses-full',
    });
  });
});

describe('when its goal is handed on, an open question', () => {
  it('goes to the colleague once, in the same commit, and is no longer the owner’s', async () => {
    await ask(stored.store, { part: 't1' });
    const act = { ...name, goalId: 'a', by: bo, to: fay };
    await handOver(stored.store, act, minutes(1), handingQuestionsOn(stored.store, minutes(1), holidays));
    expect(await told('question')).toEqual([bo, fay]);
    expect(await told('question-reminder')).toEqual([bo, fay]);
    expect((await stateOf())?.to).toEqual([bo, fay]);
    await expect(respond(stored.store, { by: bo })).rejects.toEqual(refusal('question-not-yours'));
    await respond(stored.store, { by: fay });
    const back = { ...act, by: fay, to: bo };
    await handOver(stored.store, back, minutes(2), handingQuestionsOn(stored.store, minutes(2), holidays));
    expect(await told('question')).toEqual([bo, fay]);
  });
});

describe('a closed round', () => {
  const close = () => closeRound(stored.store, { ...name, by: eva, way: 'card' }, minutes(10));

  it('keeps its open questions answerable, and its messages are sent as long as they are of use', async () => {
    await ask(stored.store);
    await close();
    expect((await messages()).filter(({ state }) => state !== 'pending')).toEqual([]);
    const later = new Date('2026-12-20T10:00:00.000Z');
    const round = async () => (await readRound(stored.store, name))!.value;
    expect(isSentFrom(await round(), later)).toBe(false);
    await respond(stored.store, {}, later);
    expect(isSentFrom(await round(), new Date('2027-01-02T10:00:00.000Z'))).toBe(true);
    // Its digests are not posted again for that.
    expect(isCurrent(await round(), new Date('2027-01-02T10:00:00.000Z'))).toBe(false);
    expect(isSentFrom(await round(), new Date('2027-01-04T10:00:00.000Z'))).toBe(false);
  });

  it('of which nothing followed any more is looked at again while a question about it may be under way', async () => {
    const { store } = stored;
    const settledAt = async (now: Date) => {
      await settleRounds(store, await surveyRounds(store), now);
      return (await surveyRounds(store)).settled.size;
    };
    await close();
    expect(await settledAt(minutes(20))).toBe(0);
    // The first after an upgrade only notes when that was.
    expect(await settledAt(minutes(600))).toBe(0);
    expect(await settledAt(minutes(620))).toBe(1);
    const late = new Date('2026-12-01T10:00:00.000Z');
    await ask(store, { due: '2026-12-08' }, late);
    expect(await sendableRounds(store, late, new Set())).toEqual([name]);
    expect(await settledAt(new Date('2026-12-22T00:00:00.000Z'))).toBe(0);
    expect(await settledAt(new Date('2026-12-22T00:00:00.001Z'))).toBe(1);
    expect(await sendableRounds(store, new Date('2026-12-23T00:00:00.000Z'), new Set())).toEqual([]);
    await respond(store, {}, new Date('2027-01-10T10:00:00.000Z'));
    expect(await sendableRounds(store, new Date('2027-01-10T10:00:00.000Z'), new Set())).toEqual([name]);
  });

  it('can be asked about, without changing its digest', async () => {
    await close();
    const before = (await loadDigestSource(stored.store, name)).questions;
    await ask(stored.store, {}, minutes(60));
    expect((await loadDigestSource(stored.store, name)).questions).toEqual(before);
    const next = { ...name, period: '2026-Q4' };
    const open = await loadOpenQuestions(stored.store, next, minutes(90).toISOString());
    expect(open.map(({ period, question: { id } }) => [period, id])).toEqual([
      ['2026-Q3', question.questionId],
    ]);
    await respond(stored.store, {}, minutes(80));
    expect(await loadOpenQuestions(stored.store, next, minutes(90).toISOString())).toEqual([]);
    expect(await loadOpenQuestions(stored.store, next, minutes(70).toISOString())).toHaveLength(1);
  });

  it('has its open questions counted after a round that was skipped or taken back as well', async () => {
    await ask(stored.store);
    await close();
    const later = { ...name, period: '2027-Q1' };
    const open = () => loadOpenQuestions(stored.store, later, minutes(90).toISOString());
    const between = { ...name, period: '2026-Q4', opens: minutes(20), deadline: minutes(50), ...schedule };
    await skipRound(stored.store, { ...between, reason: 'the bot was not running' }, minutes(60));
    expect(await open()).toHaveLength(1);
    await openRound(stored.store, between, minutes(70));
    expect(await open()).toEqual([]);
    await discardRound(stored.store, between, minutes(80));
    expect(await open()).toHaveLength(1);
  });
});

it('is published only if the coordinator chooses so, and no longer if they change their mind', async () => {
  await ask(stored.store);
  const act = { ...question, by: eva, way: 'card' as const };
  expect(await loadPublished(stored.store, name)).toEqual(new Map());
  await publishQuestion(stored.store, { ...act, published: true }, minutes(1));
  const before = stored.now.dump();
  await publishQuestion(stored.store, { ...act, published: true }, minutes(2));
  expect(stored.now.dump()).toEqual(before);
  expect([...(await loadPublished(stored.store, name)).keys()]).toEqual(['a']);
  await publishQuestion(stored.store, { ...act, published: false }, minutes(3));
  expect(await loadPublished(stored.store, name)).toEqual(new Map());
});
