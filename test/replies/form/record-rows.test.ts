/** One press saves many rows, each in a commit of its own, whatever happens on the way. */
import { describe, expect, it } from '@jest/globals';
import { recordRows, repeatRows } from '../../../src/replies/form/record-rows';
import { loadHistory } from '../../../src/replies/reply-store';
import { type EntityStore } from '../../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../../helpers/failing-store';
import {
  anna,
  bo,
  during,
  estimate,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  saveOpenRound,
} from '../../helpers/fixtures';

const goalIds = ['a', 'b', 'c'];
const sender = { ...name, by: anna, locale: 'fi' as const };
const rowOf = (goalId: string, raw: string, seenVersion = 0) => ({
  ...{ goalId, seenVersion },
  typed: { figure: raw },
});

async function withRound(work: (store: EntityStore) => Promise<void>): Promise<void> {
  const temp = await openTempStore();
  try {
    const goals = goalIds.map((id) =>
      goalWith(id, { owners: id === 'c' ? [anna, bo] : [anna], fields: [estimate('figure')] }),
    );
    await saveOpenRound(temp.store, {
      register: { programme: programmeWith(), goals },
      people: peopleOf([anna, bo]),
    });
    await work(temp.store);
  } finally {
    await temp.remove();
  }
}

const typesOf = (outcomes: Awaited<ReturnType<typeof recordRows>>) =>
  Object.fromEntries([...outcomes].map(([goalId, { type }]) => [goalId, type]));
const versionsIn = async (store: EntityStore) =>
  Promise.all(goalIds.map(async (id) => (await loadHistory(store, name, id)).map(({ version }) => version)));

describe('a press that saves several rows', () => {
  it('cut off at any commit and sent again leaves one version of each', async () => {
    const rows = goalIds.map((goalId) => rowOf(goalId, '60'));
    const cut = await atEveryCommit(async (n) => {
      let survived = false;
      await withRound(async (store) => {
        const first = typesOf(await recordRows(dyingAtCommit(store, n), sender, rows, during));
        survived = Object.values(first).every((type) => type === 'saved');
        expect(Object.values(first).filter((type) => type === 'saved')).toHaveLength(Math.min(n - 1, 3));
        const again = typesOf(await recordRows(store, sender, rows, during));
        expect(again).toEqual({ a: 'saved', b: 'saved', c: 'saved' });
        expect(await versionsIn(store)).toEqual([[1], [1], [1]]);
      });
      return { survived };
    });
    expect(cut).toBe(goalIds.length);
  });

  it('sends nothing for rows that are as they were shown, and says of each of the others what came of it', async () => {
    await withRound(async (store) => {
      await recordRows(store, sender, [rowOf('a', '60')], during);
      const rows = [rowOf('a', '60', 1), rowOf('b', ''), rowOf('c', 'paljon')];
      expect(typesOf(await recordRows(store, sender, rows, during))).toEqual({
        ...{ a: 'untouched', b: 'untouched', c: 'invalid' },
      });
      expect(await versionsIn(store)).toEqual([[1], [], []]);
      const emptied = await recordRows(store, sender, [rowOf('a', '', 1), rowOf('b', '61')], during);
      expect(typesOf(emptied)).toEqual({ a: 'invalid', b: 'saved' });
    });
  });

  it('does not overwrite what somebody else answered since, nor answer what is not the person’s', async () => {
    await withRound(async (store) => {
      await recordRows(store, { ...sender, by: bo }, [rowOf('c', '70')], during);
      const rows = [rowOf('a', '60'), rowOf('c', '71')];
      const outcomes = await recordRows(store, sender, rows, during);
      expect(typesOf(outcomes)).toEqual({ a: 'saved', c: 'refused' });
      expect(outcomes.get('c')).toMatchObject({ error: { code: 'changed-meanwhile', details: { by: bo } } });
      const others = await recordRows(store, { ...sender, by: bo }, [rowOf('b', '5')], during);
      expect(others.get('b')).toMatchObject({ type: 'refused', error: { code: 'not-yours' } });
      expect(await versionsIn(store)).toEqual([[1], [], [1]]);
    });
  });

  it('says of each goal that has no last answer that there is nothing to repeat', async () => {
    await withRound(async (store) => {
      const outcomes = await repeatRows(store, sender, ['a', 'a', 'b'], during);
      expect([...outcomes.keys()]).toEqual(['a', 'b']);
      for (const outcome of outcomes.values())
        expect(outcome).toMatchObject({ type: 'refused', error: { code: 'nothing-to-repeat' } });
    });
  });
});
