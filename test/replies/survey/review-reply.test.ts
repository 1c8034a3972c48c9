import { readAudit } from '../../../src/audit/audit';
import { saveRegister } from '../../../src/goals/register';
import { allMessages } from '../../../src/outbox/message';
import { loadAskedRound, isWaiting } from '../../../src/replies/asked-goals';
import { heldGoals, loadAskedPersonsSource } from '../../../src/replies/asked-persons';
import { longestComment } from '../../../src/replies/review';
import { readReview } from '../../../src/replies/review-store';
import { loadSurvey } from '../../../src/replies/survey/send-answer';
import { closeRound } from '../../../src/rounds/close-round';
import { handOver } from '../../../src/rounds/hand-over';
import { readRound, roundPartition } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../../helpers/failing-store';
import {
  collect,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
  saveOpenRound,
} from '../../helpers/fixtures';
import { accept, anna, answer, bo, chief, comment, survey } from '../reviewed-round';

const stored = eachWithStore();
const partition = roundPartition(name);
const later = new Date(during.getTime() + 60_000);
beforeEach(() => saveOpenRound(stored.store, survey()));

const stateOf = async (goalId: string) =>
  (await loadSurvey(stored.store, name)).goals.find(({ goal }) => goal.id === goalId)?.state;
const comments = async () =>
  (await collect(allMessages(stored.store, partition)))
    .filter(({ value }) => value.kind === 'comment')
    .map(({ value }) => value);
const waitsFor = async (personId: string) => {
  const round = await loadAskedRound(stored.store, name, personId, during);
  return round!.goals.filter(isWaiting).map(({ goal }) => goal.id);
};

describe('a comment', () => {
  beforeEach(() => answer(stored.store, 'q1'));

  it('is kept with who, when and of which version, and its expert is told once', async () => {
    expect(await comment(stored.store, 'q1')).toBe(1);
    expect((await readReview(stored.store, name, 'q1'))?.value).toEqual({
      ...{ goalId: 'q1', status: 'commented', version: 1, formVersion: 2, text: 'Lyhennä, kiitos' },
      ...{ by: chief.by, at: during.toISOString() },
    });
    expect(await comments()).toMatchObject([
      { recipient: { type: 'person', personId: anna }, data: { ...name, goalId: 'q1' } },
    ]);
    expect(await readAudit(stored.store, [partition], { what: 'reply-commented' })).toMatchObject([
      { ...chief, goalId: 'q1', to: { version: 1, text: 'Lyhennä, kiitos' } },
    ]);
  });

  it('that is the same again writes nothing; another one stands in its place and is told too', async () => {
    await comment(stored.store, 'q1');
    await expect(comment(stored.store, 'q1', 1, ' Lyhennä, kiitos ', later)).resolves.toBe(1);
    expect(await comments()).toHaveLength(1);
    await comment(stored.store, 'q1', 1, 'Mikä on lähde?', later);
    expect(await comments()).toHaveLength(2);
    expect((await readReview(stored.store, name, 'q1'))?.value.text).toBe('Mikä on lähde?');
  });

  it('unlocks the answer for its expert, and after a new one waits for the coordinator again', async () => {
    await expect(answer(stored.store, 'q1', { answer: 'Toisin' }, { seenVersion: 1 })).rejects.toEqual(
      refusal('locked'),
    );
    await comment(stored.store, 'q1');
    expect(await stateOf('q1')).toBe('commented');
    expect(await waitsFor(anna)).toContain('q1');
    await answer(stored.store, 'q1', { answer: 'Lyhyesti' }, { seenVersion: 1 });
    expect(await stateOf('q1')).toBe('answered');
    expect(await waitsFor(anna)).not.toContain('q1');
    await expect(answer(stored.store, 'q1', { answer: 'Toisin' }, { seenVersion: 2 })).rejects.toEqual(
      refusal('locked'),
    );
  });

  it('makes the question one that its expert is reminded of', async () => {
    const isAnswered = async () => {
      const round = (await readRound(stored.store, name))!.value;
      const held = heldGoals((await loadAskedPersonsSource(stored.store, round))!);
      return held.find(({ personId, goal }) => personId === anna && goal.id === 'q1')?.isAnswered;
    };
    expect(await isAnswered()).toBe(true);
    await comment(stored.store, 'q1');
    expect(await isAnswered()).toBe(false);
  });

  it('reaches all who hold a part of the question, hand-overs counted', async () => {
    await answer(stored.store, 'both', { first: 'A' });
    await answer(stored.store, 'both', { second: 'B' }, { by: bo, seenVersion: 1 });
    await handOver(stored.store, { ...name, goalId: 'both', by: anna, to: chief.by }, during);
    expect(await comment(stored.store, 'both', 2)).toBe(2);
    const told = (await comments()).map(({ recipient }) => 'personId' in recipient && recipient.personId);
    expect(told.sort()).toEqual([bo, chief.by]);
  });

  test.each([
    ['comment-missing', { text: ' ' }],
    ['comment-too-long', { text: 'x'.repeat(longestComment + 1) }],
    ['answer-changed', { version: 2 }],
    ['not-answered', { goalId: 'q2' }],
    ['unknown-goal', { goalId: 'others' }],
  ])(
    'is refused as %s and nothing is written',
    async (
      code,
      { goalId = 'q1', version = 1, text = 'Miksi?' }: { goalId?: string; version?: number; text?: string },
    ) => {
      await expectNothingWritten(
        stored.now,
        () => comment(stored.store, goalId, version, text),
        refusal(code),
      );
    },
  );

  it('is whole or not there at all when the power goes', async () => {
    const commits = await atEveryCommit(async (n) => {
      const dying = dyingAtCommit(stored.store, n);
      const survived = await comment(dying, 'q1').then(
        () => true,
        () => false,
      );
      expect(await comments()).toHaveLength(survived ? 1 : 0);
      return { survived };
    });
    expect(commits).toBe(1);
  });
});

describe('an acceptance', () => {
  beforeEach(() => answer(stored.store, 'q1'));

  it('holds for the version that was seen, and again changes nothing', async () => {
    await accept(stored.store, 'q1');
    expect(await stateOf('q1')).toBe('accepted');
    const before = stored.now.dump();
    await accept(stored.store, 'q1', 1, later);
    expect(stored.now.dump()).toEqual(before);
  });

  it('keeps the answer as it is until the coordinator comments on it', async () => {
    await accept(stored.store, 'q1');
    await expect(answer(stored.store, 'q1', { answer: 'Toisin' }, { seenVersion: 1 })).rejects.toEqual(
      refusal('locked'),
    );
    await comment(stored.store, 'q1', 1, 'Sittenkin lyhyemmin');
    await answer(stored.store, 'q1', { answer: 'Lyhyesti' }, { seenVersion: 1 });
    expect(await stateOf('q1')).toBe('answered');
  });

  it('does so also where answers are not locked when they are sent', async () => {
    await saveRegister(
      stored.store,
      survey({ policy: { drafts: true, lockOnSubmit: false, oneCoordinatedAnswer: true } }).register,
    );
    await answer(stored.store, 'q1', { answer: 'Toisin' }, { seenVersion: 1 });
    await accept(stored.store, 'q1', 2);
    await expect(answer(stored.store, 'q1', { answer: 'Vielä' }, { seenVersion: 2 })).rejects.toEqual(
      refusal('locked'),
    );
  });

  it('is of a whole answer only', async () => {
    await answer(stored.store, 'both', { first: 'A' });
    await expectNothingWritten(
      stored.now,
      () => accept(stored.store, 'both'),
      refusal('not-answered', { goal: 'BOTH' }),
    );
  });

  it('ends when the question is corrected; the answer stays', async () => {
    await accept(stored.store, 'q1');
    const { register } = survey({ version: 3 });
    const goals = register.goals.map((goal) => (goal.id === 'q1' ? { ...goal, changedIn: 3 } : goal));
    await saveRegister(stored.store, { ...register, goals });
    expect(await stateOf('q1')).toBe('answered');
    await accept(stored.store, 'q1', 1, later);
    expect(await stateOf('q1')).toBe('accepted');
  });

  it('is not given in a programme whose answers stand for themselves', async () => {
    await saveRegister(
      stored.store,
      survey({ policy: { drafts: true, lockOnSubmit: true, oneCoordinatedAnswer: false } }).register,
    );
    await expectNothingWritten(stored.now, () => accept(stored.store, 'q1'), refusal('not-coordinated'));
  });
});

/** A store in which `work` happens once, right before the first commit to the round. */
function meanwhile(work: () => Promise<unknown>): EntityStore {
  let done = false;
  return interrupted(stored.store, {
    beforeCommit: async (where) => {
      if (done || where !== partition) return;
      done = true;
      await work();
    },
  });
}

describe('at the same moment', () => {
  beforeEach(async () => {
    await answer(stored.store, 'q1');
    await comment(stored.store, 'q1');
  });
  const again = (store: EntityStore = stored.store) =>
    answer(store, 'q1', { answer: 'Lyhyesti' }, { seenVersion: 1 });

  it('an acceptance that is overtaken by a new answer does not accept what nobody read', async () => {
    await expect(accept(meanwhile(again), 'q1')).rejects.toEqual(refusal('answer-changed'));
    expect(await stateOf('q1')).toBe('answered');
  });

  it('an answer that is overtaken by an acceptance is locked', async () => {
    await expect(again(meanwhile(() => accept(stored.store, 'q1')))).rejects.toEqual(refusal('locked'));
    expect(await stateOf('q1')).toBe('accepted');
  });

  it('a comment that is overtaken by the closing is refused', async () => {
    const closing = () => closeRound(stored.store, { ...name, ...chief }, during);
    await expect(comment(meanwhile(closing), 'q1', 1, 'Vielä')).rejects.toEqual(refusal('round-not-open'));
    expect(await comments()).toHaveLength(1);
  });
});
