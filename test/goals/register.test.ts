import { ConflictError } from '../../src/errors';
import { loadGoal, loadGoals, loadProgrammes, loadRegister, saveRegister } from '../../src/goals/register';
import { type Register } from '../../src/goals/schema';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import { eachWithStore, goalWith, openTempStore, programmeWith } from '../helpers/fixtures';

const stored = eachWithStore();

/** 120 goals, so that they are more than two pages; in the document's order, which is not that of the ids. */
const register: Register = {
  programme: programmeWith(),
  goals: Array.from({ length: 120 }, (_, index) => goalWith(`g${(index * 7) % 120}`)),
};

describe('the register', () => {
  it('is read in the order of the document, whatever the ids', async () => {
    await saveRegister(stored.store, register);
    expect(await loadRegister(stored.store, 'prog')).toEqual(register);
  });

  it('keeps fifteen goals with the same title and code apart', async () => {
    const goals = Array.from({ length: 15 }, (_, index) =>
      goalWith(`row-${index}`, { code: '1.1', title: { fi: 'Sama' } }),
    );
    await saveRegister(stored.store, { ...register, goals });
    expect((await loadGoals(stored.store, 'prog')).map(({ id }) => id)).toEqual(goals.map(({ id }) => id));
  });

  it('writes nothing when nothing has changed', async () => {
    await saveRegister(stored.store, register);
    const before = stored.now.dump();
    await saveRegister(stored.store, register);
    expect(stored.now.dump()).toEqual(before);
  });

  it('writes only the goal that has changed', async () => {
    await saveRegister(stored.store, register);
    const before = stored.now.dump();
    const goals = register.goals.map((goal) => (goal.id === 'g7' ? { ...goal, code: 'NEW' } : goal));
    await saveRegister(stored.store, { ...register, goals });
    const changed = stored.now.dump().filter((row, index) => row.etag !== before[index]?.etag);
    expect(changed.map(({ key }) => key)).toEqual(['goal|g7']);
    expect((await loadGoal(stored.store, 'prog', 'g7'))?.code).toBe('NEW');
  });

  it('follows a change of order', async () => {
    await saveRegister(stored.store, register);
    const goals = [...register.goals].reverse();
    await saveRegister(stored.store, { ...register, goals });
    expect(await loadGoals(stored.store, 'prog')).toEqual(goals);
  });

  it('keeps programmes apart, also where one id begins like another', async () => {
    const other = { programme: programmeWith({ id: 'prog-2' }), goals: [goalWith('only')] };
    await saveRegister(stored.store, register);
    await saveRegister(stored.store, other);
    expect(await loadRegister(stored.store, 'prog-2')).toEqual(other);
    expect((await loadProgrammes(stored.store)).map(({ id }) => id)).toEqual(['prog', 'prog-2']);
    expect(await loadRegister(stored.store, 'pro')).toBeUndefined();
  });

  it('ends the same when saving was cut off at any commit and is repeated', async () => {
    await saveRegister(stored.store, register);
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      const dying = dyingAtCommit(other.store, n);
      const survived = await saveRegister(dying, register).then(
        () => true,
        () => false,
      );
      await saveRegister(other.store, register);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    expect(commits).toBe(4);
  });

  it('refuses to overwrite what somebody else changes at the same time', async () => {
    await saveRegister(stored.store, register);
    const changed = (code: string) => ({
      ...register,
      goals: register.goals.map((goal) => (goal.id === 'g0' ? { ...goal, code } : goal)),
    });
    let others = 0;
    const beforeCommit = async () => {
      if ((others += 1) === 1) await saveRegister(stored.store, changed('THEIRS'));
    };
    const slow = interrupted(stored.store, { beforeCommit });
    await expect(saveRegister(slow, changed('OURS'))).rejects.toThrow(ConflictError);
    expect((await loadGoal(stored.store, 'prog', 'g0'))?.code).toBe('THEIRS');
  });
});
