/** Decisions on requests for support: what is one and the same request, who decides, who is told, and what is kept. */
import { wordingFor } from '../../bot/views/wording';
import { digestContent } from '../../cards/digest/data';
import { schedule, readAudit } from '../../src/audit/audit';
import { buildDigest, loadDigestSource } from '../../src/digest/build-digest';
import { computeDigest } from '../../src/digest/digest';
import { supportListed } from '../../src/digest/named';
import { allMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { mayDecideOn } from '../../src/rounds/permissions';
import { roundPartition } from '../../src/rounds/round-store';
import { loadDecided, loadGoalSupport } from '../../src/support/goal-support';
import { longestDecision, mostVersions } from '../../src/support/request';
import { loadDecisions } from '../../src/support/support-store';
import {
  afterDeadline,
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
import { accessOf, dan, eva, fay } from '../questions/setting';
import { answer, decide, requestsOf, supportSetting, takeBack } from './setting';

const stored = eachWithStore();
const partition = roundPartition(name);
const next = { ...name, period: '2026-Q4' };
const day = (date: string) => new Date(`${date}T09:00:00.000Z`);
const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
const line = 'Kaksi hoitajaa, johtoryhmältä, 1.3. mennessä';
const ask = (now = during, typed: Parameters<typeof answer>[1] = { s1: 'stuck', 's1-support': line }) =>
  answer(stored.store, typed, now);
beforeEach(() => saveOpenRound(stored.store, supportSetting()));

async function told(kind: string, period = name.period) {
  const all = await collect(allMessages(stored.store, roundPartition({ ...name, period })));
  const own = all.map(({ value }) => value).filter((each) => each.kind === kind);
  return own.map(({ recipient }) => ('personId' in recipient ? recipient.personId : '')).sort();
}
const only = async () => (await requestsOf(stored.store))[0]!;
const eva9 = accessOf(eva, { coordinates: new Set(['prog']) });

describe('a request', () => {
  it('is a task that does not proceed, in its owner’s words', async () => {
    expect(await requestsOf(stored.store)).toEqual([]);
    await ask();
    const asked = { fieldId: 's1', task: 't1', by: bo, wanted: [line], askedAt: during.toISOString() };
    expect(await requestsOf(stored.store)).toMatchObject([asked]);
    expect((await only()).decided).toBeUndefined();
  });

  it('is the same with another line and another red state, and in a reply that another owner changed', async () => {
    await ask();
    await ask(minutes(1), { 's1-support': 'Kolme hoitajaa' });
    await ask(minutes(2), { s1: 'stopped' });
    await answer(stored.store, { s2: 'as-planned' }, minutes(3), { by: cia });
    expect(await only()).toMatchObject({ askedAt: during.toISOString(), wanted: ['Kolme hoitajaa'] });
  });

  it('that is withdrawn is no longer open; asked again, it is a new one', async () => {
    await ask();
    await decide(stored.store, {}, minutes(1));
    await ask(minutes(2), { s1: 'as-planned' });
    expect(await requestsOf(stored.store)).toEqual([]);
    expect((await loadGoalSupport(stored.store, 'prog', 'a')).decisions).toHaveLength(1);
    await ask(minutes(3), { s1: 'stuck' });
    expect(await only()).toMatchObject({ askedAt: minutes(3).toISOString(), versions: 0 });
    expect((await only()).decided).toBeUndefined();
  });

  it('of two tasks is two: each is decided on its own', async () => {
    await ask();
    await answer(stored.store, { s2: 'stuck' }, minutes(1), { by: cia });
    await decide(stored.store, {}, minutes(2));
    const requests = await requestsOf(stored.store);
    expect(requests.map(({ fieldId, decided }) => [fieldId, decided !== undefined])).toEqual([
      ['s1', true],
      ['s2', false],
    ]);
  });
});

describe('a decision', () => {
  it('is kept with who and when, and told to the task’s owner and their substitute of the day, once', async () => {
    const days = { from: '2026-10-10', to: '2026-10-16' };
    await setSubstitute(stored.store, { personId: bo, substituteId: fay, ...days }, during);
    await ask();
    const said = { text: 'Kaksi vakanssia 1.3. alkaen', by: dan, at: minutes(1).toISOString() };
    await Promise.all([1, 2, 3].map(() => decide(stored.store, {}, minutes(1))));
    expect((await only()).decided).toEqual({ ...said, since: said.at });
    expect(await told('support-decided')).toEqual([bo, fay]);
    expect(await readAudit(stored.store, [partition], { what: 'support-decided' })).toMatchObject([
      { by: dan, way: 'card', goalId: 'a', to: { fieldId: 's1', version: 1 } },
    ]);
  });

  it('is corrected and taken back, and every version is kept and told', async () => {
    await ask();
    await decide(stored.store, {}, minutes(1));
    await decide(stored.store, { text: 'Yksi vakanssi', seen: 1, by: eva, access: eva9 }, minutes(2));
    expect((await only()).decided).toMatchObject({ text: 'Yksi vakanssi', since: minutes(1).toISOString() });
    await takeBack(stored.store, { seen: 2 }, minutes(3));
    expect((await only()).decided).toBeUndefined();
    await takeBack(stored.store, { seen: 3 }, minutes(4));
    const decided = await decide(stored.store, { text: 'Ei lisää', seen: 3 }, minutes(5));
    expect(decided.versions.map(({ text }) => text)).toEqual([
      'Kaksi vakanssia 1.3. alkaen',
      'Yksi vakanssi',
      undefined,
      'Ei lisää',
    ]);
    expect(await told('support-decided')).toEqual([bo, bo, bo, bo]);
    expect((await loadDecided(stored.store, name)).get('a')).toHaveLength(1);
  });

  it('of two at once is the first’s; the second is told who it was', async () => {
    await ask();
    const second = { text: 'Ei resursseja', by: eva, access: eva9 };
    const both = await Promise.allSettled([decide(stored.store), decide(stored.store, second)]);
    const refused = both.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused).toMatchObject([{ reason: { code: 'decided-meanwhile' } }]);
    expect((await loadDecisions(stored.store, name)).flatMap(({ versions }) => versions)).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof decide>[1], string]>([
    ['without a text', { text: ' \n ' }, 'decision-missing'],
    ['of 50,000 characters', { text: 'x'.repeat(50_000) }, 'decision-too-long'],
    ['of one character too many', { text: 'x'.repeat(longestDecision + 1) }, 'decision-too-long'],
    ['from somebody whose grant ended', { access: accessOf(dan) }, 'support-not-yours'],
    ['from the owner of the task', { access: accessOf(bo), by: bo }, 'support-not-yours'],
    ['on a task that proceeds', { fieldId: 's2' }, 'support-withdrawn'],
    ['on an earlier request', { askedAt: '2026-10-01T09:00:00.000Z' }, 'support-withdrawn'],
    ['on a goal that is gone', { goalId: 'gone' }, 'support-not-yours'],
    ['in another round', { period: '2026-Q4' }, 'unknown-round'],
  ])('%s is refused, and nothing is written', async (_what, changes, code) => {
    await ask();
    await expectNothingWritten(stored.now, () => decide(stored.store, changes), refusal(code));
  });

  it('is one line, with mentions, links and Markdown as they were typed', async () => {
    await ask();
    const text = '<at>Anna</at> **katso** [tämä](https://example.org)';
    const { versions } = await decide(stored.store, { text: `  ${text}\r\n # \${title}\u0000` });
    expect(versions[0]!.text).toBe(`${text} # \${title}`);
  });

  it('is not changed more often than the limit', async () => {
    await ask();
    for (let seen = 0; seen < mostVersions; seen++)
      await decide(stored.store, { text: `Päätös ${seen}`, seen });
    const more = decide(stored.store, { text: 'Vielä yksi', seen: mostVersions });
    await expect(more).rejects.toMatchObject({ code: 'decisions-full' });
  });

  it('on a request that was withdrawn meanwhile is refused; one before that can still be corrected', async () => {
    await ask();
    const { askedAt } = await only();
    await ask(minutes(1), { s1: 'as-planned' });
    await expect(decide(stored.store, { askedAt })).rejects.toMatchObject({ code: 'support-withdrawn' });
    await ask(minutes(2), { s1: 'stuck' });
    const at = (await only()).askedAt;
    await decide(stored.store, {}, minutes(3));
    await ask(minutes(4), { s1: 'as-planned' });
    const corrected = await decide(stored.store, { askedAt: at, text: 'Korjattu', seen: 1 }, minutes(5));
    expect(corrected.versions).toHaveLength(2);
  });
});

describe('those who decide', () => {
  const { programme, goals } = supportSetting().register;
  it.each([
    ['a reader', accessOf(dan, { reads: new Set(['prog']) }), true],
    ['a coordinator', accessOf(eva, { coordinates: new Set(['prog']) }), true],
    ['an admin', accessOf(eva, { isAdmin: true }), true],
    ['the head of the unit', accessOf(dan, { heads: new Map([['prog', new Set([unit()])]]) }), true],
    ['the head of another', accessOf(dan, { heads: new Map([['prog', new Set(['Muu'])]]) }), false],
    ['an owner', accessOf(bo), false],
  ])('%s: %#', (_who, access, may) => {
    expect(mayDecideOn(access, programme, goals[0]!)).toBe(may);
  });
  function unit(): string {
    return goals[0]!.headings.at(-1)!.fi!;
  }

  it('are also those whom the line names; they are told once, and decide', async () => {
    const named = `Kaksi hoitajaa, ${fay}, 1.3.`;
    await ask(during, { s1: 'stuck', 's1-support': named });
    await ask(minutes(1), { s1: 'stuck', 's1-support': `${named} tai ennen` });
    expect(await told('support-asked')).toEqual([fay]);
    await decide(stored.store, { by: fay, access: accessOf(fay) }, minutes(2));
    expect((await only()).decided?.by).toBe(fay);
  });
});

describe('the digest', () => {
  const digest = (date: string, round = name) => buildDigest(stored.store, round, day(date));

  it('names open requests that are older than ten working days, and no decided ones', async () => {
    await ask();
    // Monday 12 October; the tenth working day after it is Monday 26 October.
    expect((await digest('2026-10-26')).oldSupport).toBeUndefined();
    expect((await digest('2026-10-27')).oldSupport).toEqual({ count: 1, goals: ['a'], codes: ['A'] });
    await decide(stored.store, {}, minutes(1));
    expect(await digest('2026-10-27')).toMatchObject({ decidedSupport: [{ id: 'a' }] });
    expect((await digest('2026-10-27')).oldSupport).toBeUndefined();
    await takeBack(stored.store, {}, minutes(2));
    expect((await digest('2026-10-27')).oldSupport?.count).toBe(1);
  });

  it('counts the organisation’s closed days as no working days', async () => {
    const { register, people } = supportSetting();
    const { calendar } = register.programme;
    const closedDays = [{ from: '2026-10-13', to: '2026-10-14' }];
    const programme = { ...register.programme, calendar: { ...calendar, closedDays } };
    await saveOpenRound(stored.store, { people, register: { ...register, programme } });
    await ask();
    expect((await digest('2026-10-28')).oldSupport).toBeUndefined();
    expect((await digest('2026-10-29')).oldSupport?.count).toBe(1);
  });

  it('of a closed round stays as it was, whatever is decided after', async () => {
    await ask();
    await closeRound(stored.store, { ...name, ...schedule }, afterDeadline);
    const before = await digest('2026-11-10');
    await decide(stored.store, {}, day('2026-11-11'));
    expect(await digest('2026-11-12')).toEqual({ ...before, asOf: expect.any(String) as string });
    expect((await loadGoalSupport(stored.store, 'prog', 'a')).requests).toMatchObject([
      { decided: { by: dan } },
    ]);
  });

  describe('of the next round', () => {
    const open = () =>
      openRound(
        stored.store,
        { ...next, ...schedule, opens: day('2027-01-11'), deadline: day('2027-02-10') },
        day('2027-01-11'),
      );
    beforeEach(async () => {
      await ask();
      await closeRound(stored.store, { ...name, ...schedule }, afterDeadline);
    });

    it('still has an undecided request until the task’s state is given, and its age after that', async () => {
      await open();
      expect((await digest('2027-01-12', next)).oldSupport).toMatchObject({ count: 1, goals: ['a'] });
      expect(supportListed(await digest('2027-01-12', next))).toEqual(['a']);
      await answer(stored.store, { s1: 'stopped' }, day('2027-01-13'), { round: next });
      const [request] = await requestsOf(stored.store, next);
      expect(request).toMatchObject({ since: during.toISOString(), period: '2026-Q4' });
      expect((await digest('2027-01-13', next)).oldSupport?.count).toBe(1);
    });

    it('has a new request if it was decided before it was asked again', async () => {
      await decide(stored.store, {}, day('2026-11-11'));
      await open();
      expect((await digest('2027-01-12', next)).oldSupport).toBeUndefined();
      await answer(stored.store, { s1: 'stuck' }, day('2027-01-13'), { round: next });
      const [request] = await requestsOf(stored.store, next);
      expect(request).toMatchObject({ since: '2027-01-13T09:00:00.000Z', versions: 0 });
      expect(request!.decided).toBeUndefined();
      await decide(stored.store, {}, day('2027-01-14'), next);
      const [decided] = await requestsOf(stored.store, next);
      expect(decided).toMatchObject({ since: '2027-01-13T09:00:00.000Z', decided: { by: dan } });
    });

    it('counts as decided what is decided in the round before after it was asked again', async () => {
      await open();
      await answer(stored.store, { s1: 'stuck' }, day('2027-01-13'), { round: next });
      await decide(stored.store, {}, day('2027-01-14'));
      const [request] = await requestsOf(stored.store, next);
      expect(request!.decided).toMatchObject({ by: dan });
    });

    it('has none once the task proceeds', async () => {
      await open();
      await answer(stored.store, { s1: 'as-planned' }, day('2027-01-13'), { round: next });
      expect((await digest('2027-01-14', next)).oldSupport).toBeUndefined();
      expect((await loadGoalSupport(stored.store, 'prog', 'a')).requests).toEqual([]);
    });

    it('stays as it was once closed, whatever is said in the round before after that is reopened', async () => {
      await open();
      await closeRound(stored.store, { ...next, ...schedule }, day('2027-02-12'));
      const closed = await digest('2027-02-13', next);
      expect(closed.oldSupport).toMatchObject({ goals: ['a'] });
      const reopening = { ...name, ...schedule, reason: 'late figures', deadline: day('2027-04-01') };
      await reopenRound(stored.store, reopening, day('2027-03-01'));
      expect(await digest('2027-03-02', next)).toEqual(closed);
      await answer(stored.store, { s1: 'as-planned' }, day('2027-03-03'));
      expect(await digest('2027-03-04', next)).toEqual(closed);
    });
  });
});

it('nothing more is read for a round whose tasks have no states', async () => {
  const source = await loadDigestSource(stored.store, name, during);
  expect(source).not.toHaveProperty('support');
  expect(computeDigest(source, during)).not.toHaveProperty('oldSupport');
});

it('the digest’s card says what was decided in place of the owner’s words, after those who still wait', async () => {
  await ask();
  await answer(stored.store, { s2: 'as-planned' }, minutes(1), { by: cia });
  await answer(stored.store, { value: '50' }, minutes(1), { by: anna });
  await decide(stored.store, {}, minutes(2));
  const built = await buildDigest(stored.store, name, minutes(3));
  const [block] = digestContent(built, { names: new Map() }, wordingFor('fi')).blocks;
  expect(block!.entries.map(({ said }) => said)).toEqual(['Päätetty 12.10.: Kaksi vakanssia 1.3. alkaen']);
});
