import { findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { type HandOver, handOver, mayProposeSuccessor, takeBack } from '../../src/rounds/hand-over';
import { promptKey } from '../../src/rounds/open-round';
import { loadProposal } from '../../src/rounds/proposal';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { loadRequest, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
  type Setting,
  text,
} from '../helpers/fixtures';

const dan = 'dan@example.org';
const [chief, deputy] = ['chief@example.org', 'deputy@example.org'];
const partition = roundPartition(name);
const later = (minutes: number) => new Date(during.getTime() + minutes * 60_000);

/** Anna's goal with a note of the team, Anna and Cia; a goal of Bo's; Dan is asked nothing. */
const setting: Setting = {
  register: {
    programme: programmeWith({ coordinator: 'role:planning' }),
    goals: [
      goalWith('a', { fields: [text('value'), text('note', { owners: ['role:team'] })] }),
      goalWith('b', { owners: [bo] }),
      goalWith('team', { owners: ['role:team'] }),
    ],
  },
  people: peopleOf([anna, bo, cia, dan, chief, deputy], { team: [anna, cia], planning: [chief, deputy] }),
};
const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting));

const hand = (by: string, to: string, more: Partial<HandOver> = {}, now = during, store = stored.store) =>
  handOver(store, { ...name, goalId: 'a', by, to, ...more }, now);
const back = (by: string, goalId = 'a', now = during) => takeBack(stored.store, { ...name, goalId, by }, now);
const rows = async (goalId = 'a', store = stored.store) =>
  (await loadHandovers(store, name, goalId)).map(({ from, to, by }) => ({ from, to, by }));
const messages = async (kind: string, store = stored.store): Promise<Message[]> => {
  const waiting = await collect(pendingMessages(store, partition));
  return waiting.map(({ value }) => value).filter((message) => message.kind === kind);
};
const goalsOf = async (personId: string) => (await loadRequest(stored.store, name, personId))?.value.goalIds;

describe('a colleague who is asked nothing yet', () => {
  it('gets a request with the goal, and one message that is also their prompt', async () => {
    await hand(anna, dan);
    expect(await loadHandovers(stored.store, name)).toEqual([
      { goalId: 'a', from: anna, to: dan, by: anna, at: during.toISOString() },
    ]);
    expect((await loadRequest(stored.store, name, dan))?.value).toEqual({
      personId: dan,
      goalIds: ['a'],
      createdAt: during.toISOString(),
    });
    expect(await messages('handover')).toMatchObject([
      {
        key: promptKey(name, dan),
        recipient: { type: 'person', personId: dan },
        data: { ...name, goalId: 'a', by: anna },
      },
    ]);
  });

  it('is prompted once: a second goal brings a message of its own', async () => {
    await hand(anna, dan);
    await hand(bo, dan, { goalId: 'b' }, later(1));
    expect(await goalsOf(dan)).toEqual(['a', 'b']);
    const sent = await messages('handover');
    expect(sent.map(({ data }) => data['goalId']).sort()).toEqual(['a', 'b']);
    expect(sent.filter(({ key }) => key === promptKey(name, dan))).toHaveLength(1);
  });
});

describe('a colleague who is asked something already', () => {
  it('gets the goal to the others, and one message about it beside the prompt', async () => {
    const prompt = await findMessage(stored.store, partition, promptKey(name, bo));
    await hand(anna, bo);
    expect(await goalsOf(bo)).toEqual(['b', 'a']);
    expect(await messages('handover')).toMatchObject([
      { recipient: { type: 'person', personId: bo }, data: { ...name, goalId: 'a', by: anna } },
    ]);
    expect(await findMessage(stored.store, partition, promptKey(name, bo))).toEqual(prompt);
  });

  it('about the goal itself has it once in the request', async () => {
    await hand(anna, cia);
    expect(await goalsOf(cia)).toEqual(['a', 'team']);
    expect(await messages('handover')).toHaveLength(1);
  });

  it('keeps when they wanted to be reminded', async () => {
    const row = (await loadRequest(stored.store, name, bo))!;
    const snoozedUntil = '2026-10-14T05:00:00.000Z';
    const snoozed = { ...row.value, snoozedUntil };
    await stored.store.commit(partition, [
      { type: 'replace', key: row.key, etag: row.etag, value: { ...snoozed } },
    ]);
    await hand(anna, bo);
    expect((await loadRequest(stored.store, name, bo))?.value.snoozedUntil).toBe(snoozedUntil);
  });
});

describe('handing over', () => {
  it('twice changes nothing the second time, also at once', async () => {
    await hand(anna, dan);
    const before = stored.now.dump();
    await hand(anna, dan, {}, later(1));
    await Promise.all([hand(anna, dan, {}, later(2)), hand(anna, dan, {}, later(2))]);
    expect(stored.now.dump()).toEqual(before);
  });

  it('twice at once makes one request and one message', async () => {
    await Promise.all([hand(anna, dan), hand(anna, dan)]);
    expect(await messages('handover')).toHaveLength(1);
    expect(await rows()).toEqual([{ from: anna, to: dan, by: anna }]);
  });

  it('to two colleagues at once goes to one of them, and the other is not asked', async () => {
    const results = await Promise.allSettled([hand(anna, dan), hand(anna, chief)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { to } = (await rows())[0]!;
    expect((await messages('handover')).map(({ recipient }) => recipient)).toEqual([
      { type: 'person', personId: to },
    ]);
    expect(await goalsOf(to === dan ? chief : dan)).toBeUndefined();
  });

  it('by a member of a role hands on only their own part', async () => {
    await hand(cia, dan, { goalId: 'team' });
    expect(await rows('team')).toEqual([{ from: cia, to: dan, by: cia }]);
  });

  it('what was received goes on from its owner, with what is one’s own', async () => {
    await hand(anna, cia);
    await hand(cia, dan, {}, later(1));
    expect(await rows()).toEqual([
      { from: anna, to: dan, by: cia },
      { from: cia, to: dan, by: cia },
    ]);
    expect(await messages('handover')).toHaveLength(2);
  });

  it('what was received and nothing of one’s own leaves no row of one’s own', async () => {
    await hand(anna, bo);
    await hand(bo, dan, {}, later(1));
    expect(await rows()).toEqual([{ from: anna, to: dan, by: bo }]);
  });

  it('back to the owner ends the hand-over, and the owner is told', async () => {
    await hand(anna, bo);
    await hand(bo, anna, {}, later(1));
    expect(await rows()).toEqual([]);
    expect((await messages('handover')).map(({ recipient }) => recipient)).toContainEqual({
      type: 'person',
      personId: anna,
    });
  });

  it('back to the owner is refused the second time: nothing says any more that it was Bo’s', async () => {
    await hand(anna, bo);
    await hand(bo, anna, {}, later(1));
    await expect(hand(bo, anna, {}, later(2))).rejects.toThrow('not-yours');
    expect(await rows()).toEqual([]);
  });

  it('in a circle leaves everybody their own', async () => {
    await hand(anna, cia);
    await hand(cia, anna, {}, later(1));
    expect(await rows()).toEqual([{ from: cia, to: anna, by: cia }]);
    await back(cia);
    expect(await rows()).toEqual([]);
  });

  it('that was cut off at its commit is not there at all, and ends the same when it is repeated', async () => {
    await hand(anna, dan, { forGood: true });
    const expected = stored.now.content();
    await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveOpenRound(other.store, setting);
      const before = other.dump();
      const dying = dyingAtCommit(other.store, n);
      const survived = await hand(anna, dan, { forGood: true }, during, dying).then(
        () => true,
        () => false,
      );
      if (!survived) expect(other.dump()).toEqual(before);
      await hand(anna, dan, { forGood: true }, during, other.store);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
  });
});

describe('handing over is refused', () => {
  it.each<[string, string, string, Partial<HandOver>, string]>([
    ['to somebody we do not know', anna, 'x@example.org', {}, 'unknown-colleague'],
    ['to a role', anna, 'role:team', {}, 'unknown-colleague'],
    ['to oneself', anna, anna, {}, 'own-colleague'],
    ['by somebody who holds nothing of the goal', bo, dan, {}, 'not-yours'],
    ['by the coordinator', chief, dan, {}, 'not-yours'],
    ['of a goal that is not there', anna, dan, { goalId: 'gone' }, 'unknown-goal'],
    ['in a round that is not there', anna, dan, { period: '2026-Q2' }, 'unknown-round'],
  ])('%s', async (_, by, to, more, code) => {
    await expectNothingWritten(stored.now, () => hand(by, to, more), refusal(code));
  });

  it('by an owner who has handed it on already, to another colleague', async () => {
    await hand(anna, dan);
    await expectNothingWritten(stored.now, () => hand(anna, bo, {}, later(1)), refusal('not-yours'));
  });

  it('by a substitute: what they may answer is not theirs to give away', async () => {
    const substitution = { personId: anna, substituteId: dan, from: '2026-10-12', to: '2026-10-12' };
    await stored.store.commit('people', [
      { type: 'insert', key: `substitution|${anna}|2026-10-12`, value: substitution },
    ]);
    await expectNothingWritten(stored.now, () => hand(dan, bo), refusal('not-yours'));
  });

  it('at the deadline, and when the round is closed, as is taking back', async () => {
    await hand(anna, dan);
    const closed = refusal('round-not-open');
    await expectNothingWritten(stored.now, () => hand(cia, dan, {}, deadline), closed);
    await expectNothingWritten(stored.now, () => back(anna, 'a', deadline), closed);
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await expectNothingWritten(stored.now, () => hand(cia, dan), closed);
    await expectNothingWritten(stored.now, () => back(anna), closed);
  });
});

describe('handing over and taking back in turn', () => {
  const handAndTakeBack = async (times: number, start = 0) => {
    for (let turn = 0; turn < times; turn++) {
      await hand(anna, dan, {}, later(start + 2 * turn));
      await back(anna, 'a', later(start + 2 * turn + 1));
    }
  };

  it('is taken five times a day from one person for one goal, and then refused', async () => {
    await handAndTakeBack(5);
    const refused = refusal('handed-over-too-often', { programmeId: name.programmeId, most: '5' });
    await expectNothingWritten(stored.now, () => hand(anna, dan, {}, later(20)), refused);
    await hand(cia, dan, {}, later(21));
    await hand(bo, dan, { goalId: 'b' }, later(22));
  });

  it('is taken again on the next day, by the programme’s clock', async () => {
    await handAndTakeBack(5);
    // 12.10. in Helsinki ends at 21:00 UTC.
    const [before, after] = [new Date('2026-10-12T20:59:59.999Z'), new Date('2026-10-12T21:00:00.000Z')];
    await expect(hand(anna, dan, {}, before)).rejects.toEqual(refusal('handed-over-too-often'));
    await hand(anna, dan, {}, after);
  });

  it('lets nobody keep a goal that they were handed: it can always be taken back', async () => {
    await handAndTakeBack(4);
    await hand(anna, dan, {}, later(20));
    await back(anna, 'a', later(21));
    expect(await rows()).toEqual([]);
  });

  it('counts those that are done at the same time', async () => {
    await handAndTakeBack(4);
    const other = interrupted(stored.store, {
      beforeCommit: async () => {
        if ((await rows()).length > 0) return;
        await hand(anna, dan, {}, later(20));
        await back(anna, 'a', later(20));
      },
    });
    await expect(hand(anna, dan, {}, later(20), other)).rejects.toEqual(refusal('handed-over-too-often'));
  });
});

describe('taking back', () => {
  it('gives the owner the goal again, wherever it has got to, and keeps what was answered meanwhile', async () => {
    await hand(anna, bo);
    await hand(bo, dan, {}, later(1));
    await recordReply(
      stored.store,
      { ...name, goalId: 'a', by: dan, typed: { value: 'x' }, locale: 'fi', seenVersion: 0 },
      later(2),
    );
    await back(anna, 'a', later(3));
    expect(await rows()).toEqual([]);
    const { answers } = (await readReply(stored.store, name, 'a'))!.value;
    expect(answers['value']).toMatchObject({ raw: 'x', by: dan, onBehalfOf: anna });
  });

  it('takes back only one’s own part', async () => {
    await hand(anna, dan);
    await hand(cia, dan, {}, later(1));
    await back(anna);
    expect(await rows()).toEqual([{ from: cia, to: dan, by: cia }]);
  });

  it.each([
    ['by who has handed nothing on', bo],
    ['by the colleague', dan],
  ])('changes nothing %s', async (_, by) => {
    await hand(anna, dan);
    const before = stored.now.dump();
    await back(by);
    expect(stored.now.dump()).toEqual(before);
  });

  it('twice changes nothing the second time, also at once', async () => {
    await hand(anna, dan);
    await Promise.all([back(anna), back(anna)]);
    const before = stored.now.dump();
    await back(anna);
    expect(stored.now.dump()).toEqual(before);
  });

  it('and handing over again tells the colleague again', async () => {
    await hand(anna, dan);
    await back(anna, 'a', later(1));
    await hand(anna, dan, {}, later(2));
    expect(await messages('handover')).toHaveLength(2);
    expect(await goalsOf(dan)).toEqual(['a']);
  });
});

describe('a hand-over and somebody else’s write at the same time', () => {
  /** A store in which `work` happens once, right before the first commit to the round. */
  const meanwhile = (work: () => Promise<unknown>): EntityStore => {
    let done = false;
    return interrupted(stored.store, {
      beforeCommit: async (where) => {
        if (done || where !== partition) return;
        done = true;
        await work();
      },
    });
  };
  const answer = (by: string, store: EntityStore = stored.store) =>
    recordReply(
      store,
      { ...name, goalId: 'a', by, typed: { value: 'x' }, locale: 'fi', seenVersion: 0 },
      during,
    );

  it('an owner’s reply that is overtaken looks again and is refused', async () => {
    const overtaken = answer(
      anna,
      meanwhile(() => hand(anna, dan)),
    );
    await expect(overtaken).rejects.toEqual(refusal('not-yours', { goal: 'A' }));
    expect(await readReply(stored.store, name, 'a')).toBeUndefined();
  });

  it('a colleague’s reply that is overtaken by the taking back looks again and is refused', async () => {
    await hand(anna, dan);
    await expect(
      answer(
        dan,
        meanwhile(() => back(anna)),
      ),
    ).rejects.toEqual(refusal('not-yours'));
    expect(await readReply(stored.store, name, 'a')).toBeUndefined();
  });

  it('a hand-over that is overtaken by a reply hands on what is answered by then', async () => {
    await hand(
      anna,
      dan,
      {},
      during,
      meanwhile(() => answer(anna)),
    );
    expect(await rows()).toHaveLength(1);
    expect((await readReply(stored.store, name, 'a'))?.value).toMatchObject({ version: 1, by: anna });
  });

  it('a hand-over that is overtaken by the closing is refused', async () => {
    const close = () => closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await expect(hand(anna, dan, {}, during, meanwhile(close))).rejects.toEqual(refusal('round-not-open'));
    expect(await rows()).toEqual([]);
    expect(await messages('handover')).toEqual([]);
  });

  it('two hand-overs to one colleague both arrive, with one prompt', async () => {
    await hand(
      anna,
      dan,
      {},
      during,
      meanwhile(() => hand(bo, dan, { goalId: 'b' }, later(1))),
    );
    expect(new Set(await goalsOf(dan))).toEqual(new Set(['a', 'b']));
    const sent = await messages('handover');
    expect(sent).toHaveLength(2);
    expect(sent.filter(({ key }) => key === promptKey(name, dan))).toHaveLength(1);
  });
});

describe('handing over for good', () => {
  const proposal = (from = anna, goalId = 'a') => loadProposal(stored.store, { ...name, goalId, from });

  it('hands over for the round, and proposes it to each coordinator', async () => {
    await hand(anna, dan, { forGood: true });
    expect(await rows()).toEqual([{ from: anna, to: dan, by: anna }]);
    expect(await proposal()).toEqual({
      goalId: 'a',
      from: anna,
      to: dan,
      at: during.toISOString(),
      status: 'waiting',
    });
    expect(await messages('proposal')).toMatchObject(
      [chief, deputy].map((personId) => ({
        recipient: { type: 'person', personId },
        data: { ...name, goalId: 'a', from: anna },
      })),
    );
  });

  it('twice proposes once', async () => {
    await Promise.all([hand(anna, dan, { forGood: true }), hand(anna, dan, { forGood: true })]);
    const before = stored.now.dump();
    await hand(anna, dan, { forGood: true }, later(1));
    expect(stored.now.dump()).toEqual(before);
    expect(await messages('proposal')).toHaveLength(2);
  });

  it('for the round alone proposes nothing', async () => {
    await hand(anna, dan);
    expect(await proposal()).toBeUndefined();
    expect(await messages('proposal')).toEqual([]);
  });

  it.each([
    ['a member of the role that owns it', cia, 'team'],
    ['a member of the role that owns only a field', cia, 'a'],
  ])('is refused for %s, and nothing is handed over', async (_, by, goalId) => {
    const work = () => hand(by, dan, { goalId, forGood: true });
    await expectNothingWritten(stored.now, work, refusal('owned-by-role'));
  });

  it('is refused for a colleague who only answers on the owner’s behalf', async () => {
    await hand(anna, bo);
    const work = () => hand(bo, dan, { forGood: true }, later(1));
    await expectNothingWritten(stored.now, work, refusal('owned-by-role'));
  });

  it('is withdrawn when the owner takes the goal back, and may be proposed anew', async () => {
    await hand(anna, dan, { forGood: true });
    await back(anna, 'a', later(1));
    expect((await proposal())?.status).toBe('withdrawn');
    await hand(anna, bo, { forGood: true }, later(2));
    expect(await proposal()).toMatchObject({ status: 'waiting', to: bo, at: later(2).toISOString() });
    expect(await messages('proposal')).toHaveLength(4);
  });

  it('after handing over for the round proposes it, once', async () => {
    await hand(anna, dan);
    await hand(anna, dan, { forGood: true }, later(1));
    await hand(anna, dan, { forGood: true }, later(2));
    expect(await proposal()).toMatchObject({ status: 'waiting', to: dan, at: later(1).toISOString() });
  });

  it('is open to whom the register names for the goal, a group or a field', () => {
    const groups = [{ id: 'g', kind: 'task', label: { fi: 'T' }, owners: [bo] }] as const;
    const goal = goalWith('x', {
      groups: groups.map((group) => ({ ...group, owners: [...group.owners] })),
      fields: [text('value'), text('t', { group: 'g' }), text('note', { owners: [cia, 'role:team'] })],
    });
    const named = [anna, bo, cia, dan].map((personId) => mayProposeSuccessor(personId, goal));
    expect(named).toEqual([true, true, true, false]);
  });
});

describe('a goal without a known coordinator', () => {
  it('is handed over for good all the same, and the proposal waits', async () => {
    const { register, people } = setting;
    const programme = programmeWith({ coordinator: 'role:nobody' });
    await saveSetting(stored.store, { people, register: { ...register, programme } });
    await hand(anna, dan, { forGood: true });
    expect(await loadProposal(stored.store, { ...name, goalId: 'a', from: anna })).toMatchObject({
      status: 'waiting',
    });
    expect(await messages('proposal')).toEqual([]);
  });
});
