import { StorageError } from '../../src/errors';
import { loadGoal, saveRegister } from '../../src/goals/register';
import { type Message, pendingMessages } from '../../src/outbox/message';
import { loadAccess } from '../../src/people/access';
import { loadPerson, loadRoles, savePeople } from '../../src/people/directory';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { decideProposal, loadProposal, succeeded } from '../../src/rounds/proposal';
import { fieldsHeldBy } from '../../src/rounds/responsibility';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  estimate,
  expectNothingWritten,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  type Setting,
  text,
} from '../helpers/fixtures';

const dan = 'dan@example.org';
const eve = 'eve@example.org';
const chief = 'coordinator@example.org';
const partition = roundPartition(name);
const proposed = { ...name, goalId: 'a', from: anna };
const later = (minutes: number) => new Date(during.getTime() + minutes * 60_000);

/** Anna is named for the goal, a task and a field; Bo stands beside her in the task. */
const goal = goalWith('a', {
  owners: [anna, cia],
  groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo, anna] }],
  fields: [
    estimate('value'),
    estimate('progress', { group: 'task' }),
    text('note', { owners: ['role:team', anna] }),
    text('other', { owners: [cia] }),
  ],
});
const people = () => peopleOf([anna, bo, cia, dan, eve, chief], { team: [anna, cia] });
const setting = (): Setting => ({
  register: { programme: programmeWith(), goals: [goal, goalWith('other')] },
  people: people(),
});
const stored = eachWithStore();

async function propose(store: EntityStore, to = bo): Promise<void> {
  await saveOpenRound(store, setting());
  await handOver(store, { ...name, goalId: 'a', by: anna, to, forGood: true }, during);
}
beforeEach(() => propose(stored.store));

async function decide(accept: boolean, by = chief, now = later(1), store = stored.store) {
  const person = (await loadPerson(stored.store, by))!;
  const access = await loadAccess(stored.store, person, new Set());
  return decideProposal(store, proposed, { access, accept }, now);
}
const owners = async (store = stored.store) => {
  const { owners, groups, fields } = (await loadGoal(store, 'prog', 'a'))!;
  return [owners, ...groups.map((group) => group.owners), ...fields.map((field) => field.owners)];
};
const before = [[anna, cia], [bo, anna], [], [], ['role:team', anna], [cia]];
const after = [[bo, cia], [bo], [], [], ['role:team', bo], [cia]];
const told = async (store = stored.store): Promise<Message[]> =>
  (await collect(pendingMessages(store, partition)))
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'decision');

describe('accepting a proposal', () => {
  it('puts the colleague in the place of the owner wherever the register names them, once', async () => {
    expect(await owners()).toEqual(before);
    expect(await decide(true)).toMatchObject({ status: 'accepted', decidedBy: chief, from: anna, to: bo });
    expect(await owners()).toEqual(after);
    expect((await loadGoal(stored.store, 'prog', 'other'))?.owners).toEqual([anna]);
  });

  it('tells both', async () => {
    await decide(true);
    expect(await told()).toMatchObject(
      [anna, bo].map((personId) => ({
        recipient: { type: 'person', personId },
        data: { ...name, goalId: 'a', from: anna },
      })),
    );
  });

  it('twice does nothing more, nor does declining it then', async () => {
    const decided = await decide(true);
    const dump = stored.now.dump();
    expect(await decide(true, chief, later(2))).toEqual(decided);
    expect(await decide(false, chief, later(3))).toEqual(decided);
    expect(stored.now.dump()).toEqual(dump);
  });

  it('twice at once tells both once', async () => {
    await Promise.all([decide(true), decide(true)]);
    expect(await told()).toHaveLength(2);
    expect(await owners()).toEqual(after);
  });

  it('leaves the goal where the register had it and all else in it as it was', async () => {
    const [was] = stored.now.dump('goals|prog').filter(({ key }) => key === 'goal|a');
    await decide(true);
    const [is] = stored.now.dump('goals|prog').filter(({ key }) => key === 'goal|a');
    expect(is?.value).toEqual({ ...(was?.value as object), goal: succeeded(goal, anna, bo) });
  });

  it('is open to an admin as well, and also after the round was closed', async () => {
    const { persons, roles } = people();
    await savePeople(stored.store, {
      roles,
      persons: persons.map((person) => ({ ...person, admin: person.id === cia })),
    });
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, later(1));
    expect(await decide(true, cia, later(2))).toMatchObject({ status: 'accepted', decidedBy: cia });
    expect(await owners()).toEqual(after);
  });

  it('of a goal that is gone from the register meanwhile changes nothing there', async () => {
    const row = (await stored.store.get('goals|prog', 'goal|a'))!;
    await stored.store.commit('goals|prog', [{ type: 'delete', key: 'goal|a', etag: row.etag }]);
    expect((await decide(true)).status).toBe('accepted');
    expect(await loadGoal(stored.store, 'prog', 'a')).toBeUndefined();
  });

  it('keeps what somebody else changed in the goal meanwhile', async () => {
    const { register } = setting();
    const renamed = { ...goal, title: { fi: 'Uusi nimi' } };
    await saveRegister(stored.store, { ...register, goals: [renamed, goalWith('other')] });
    await decide(true);
    expect((await loadGoal(stored.store, 'prog', 'a'))?.title).toEqual({ fi: 'Uusi nimi' });
    expect(await owners()).toEqual(after);
  });

  it('that was cut off at any commit goes on when it is repeated, to the same end', async () => {
    await decide(true);
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await propose(other.store);
      const survived = await decide(true, chief, later(1), dyingAtCommit(other.store, n)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      const status = (await loadProposal(other.store, proposed))!.status;
      if (!survived) expect(['waiting', 'accepting']).toContain(status);
      await decide(true, chief, later(1), other.store);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    // The decision, the register, the end.
    expect(commits).toBe(3);
  });
});

describe('a goal that the colleague has passed on for this round', () => {
  const held = async (personId: string) => {
    const roles = await loadRoles(stored.store);
    const handovers = await loadHandovers(stored.store, name, 'a');
    return [
      ...fieldsHeldBy(personId, (await loadGoal(stored.store, 'prog', 'a'))!, { roles, handovers }).keys(),
    ];
  };

  beforeEach(async () => {
    const place = { ...name, goalId: 'a' };
    await takeBack(stored.store, { ...place, by: anna }, later(1));
    await handOver(stored.store, { ...place, by: anna, to: dan, forGood: true }, later(2));
    await handOver(stored.store, { ...place, by: dan, to: eve }, later(3));
  });

  // The row says "from anna to eve": once anna owns nothing it moves nothing, and dan is to answer again.
  it('stays with whom it was passed to when the proposal is accepted', async () => {
    expect(await held(eve)).toEqual(['value', 'progress', 'note']);
    await decide(true, chief, later(4));
    expect([await held(dan), await held(eve)]).toEqual([[], ['value', 'progress', 'note']]);
  });
});

describe('declining a proposal', () => {
  it('leaves the register and the hand-over of this round as they are, and tells both', async () => {
    expect((await decide(false)).status).toBe('declined');
    expect(await owners()).toEqual(before);
    expect(await loadHandovers(stored.store, name, 'a')).toMatchObject([{ from: anna, to: bo }]);
    expect((await told()).map(({ recipient }) => recipient)).toEqual(
      [anna, bo].map((personId) => ({ type: 'person', personId })),
    );
  });

  it('twice does nothing more, nor does accepting it then', async () => {
    const decided = await decide(false);
    const dump = stored.now.dump();
    expect(await decide(false, chief, later(2))).toEqual(decided);
    expect(await decide(true, chief, later(3))).toEqual(decided);
    expect(stored.now.dump()).toEqual(dump);
  });
});

describe('a proposal is not decided', () => {
  it.each([
    ['by who proposes it', anna],
    ['by who is proposed', bo],
    ['by another owner', cia],
  ])('%s', async (_, by) => {
    await expectNothingWritten(stored.now, () => decide(true, by), refusal('not-permitted'));
  });

  it('where there is none, nor of a programme that is not there', async () => {
    const person = (await loadPerson(stored.store, chief))!;
    const access = await loadAccess(stored.store, person, new Set());
    const decideOn = (more: object) => () =>
      decideProposal(stored.store, { ...proposed, ...more }, { access, accept: true }, later(1));
    await expectNothingWritten(stored.now, decideOn({ from: cia }), refusal('unknown-proposal'));
    await expectNothingWritten(stored.now, decideOn({ goalId: 'other' }), refusal('unknown-proposal'));
    await expectNothingWritten(stored.now, decideOn({ period: '2026-Q2' }), refusal('unknown-proposal'));
    await expectNothingWritten(stored.now, decideOn({ programmeId: 'else' }), refusal('not-permitted'));
  });

  it('once it is withdrawn', async () => {
    await takeBack(stored.store, { ...name, goalId: 'a', by: anna }, later(1));
    const dump = stored.now.dump();
    expect((await decide(true, chief, later(2))).status).toBe('withdrawn');
    expect(stored.now.dump()).toEqual(dump);
    expect(await owners()).toEqual(before);
  });
});

describe('two who decide at the same time', () => {
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

  // The register is changed before the proposal's row is won, and nothing changes it back.
  it('a taking back that overtakes the acceptance leaves the register as it was', async () => {
    const withdraw = () => takeBack(stored.store, { ...name, goalId: 'a', by: anna }, later(1));
    const { status } = await decide(true, chief, later(2), meanwhile(withdraw));
    expect([status, await owners()]).toEqual(['withdrawn', before]);
  });

  // As above: the proposal ends as declined, and both are told so, but the register has the colleague.
  it('a declining that overtakes the acceptance leaves the register as it was', async () => {
    const { status } = await decide(
      true,
      chief,
      later(2),
      meanwhile(() => decide(false)),
    );
    expect([status, await owners()]).toEqual(['declined', before]);
  });

  it('an acceptance that overtakes a declining stands', async () => {
    const { status } = await decide(
      false,
      chief,
      later(2),
      meanwhile(() => decide(true)),
    );
    expect([status, await owners()]).toEqual(['accepted', after]);
    expect(await told()).toHaveLength(2);
  });
});
