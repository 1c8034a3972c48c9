import { readAudit } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { goalsPartition, loadGoal } from '../../src/goals/register';
import { type Message, pendingMessages } from '../../src/outbox/message';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { changeOwner, type OwnerChange } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { loadRequest, roundPartition } from '../../src/rounds/round-store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  deadline,
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
  saveSetting,
  type Setting,
} from '../helpers/fixtures';
import { sent, tickOn } from '../schedule/ticking';

const chief = { by: 'chief@example.org', way: 'card' } as const;
const partition = roundPartition(name);
const later = new Date(during.getTime() + 60_000);

/** Anna's goal; one of hers with a task of a team's; Bo's own. Cia is asked nothing but as one of the team. */
const setting: Setting = {
  register: {
    programme: programmeWith(),
    goals: [
      goalWith('a'),
      goalWith('task', {
        groups: [{ id: 'work', kind: 'task', label: { fi: 'Tehtävä' }, owners: ['role:team', anna] }],
        fields: [
          estimate('value'),
          estimate('progress', { group: 'work' }),
          estimate('own', { owners: [anna] }),
        ],
      }),
      goalWith('b', { owners: [bo] }),
    ],
  },
  people: peopleOf([anna, bo, cia, chief.by], { team: [cia] }),
};
const stored = eachWithStore();

const change = (how: Partial<OwnerChange>, now = during, store = stored.store) =>
  changeOwner(store, { programmeId: name.programmeId, goalId: 'a', ...how }, chief, now);
const goal = async (goalId = 'a', store = stored.store) => (await loadGoal(store, name.programmeId, goalId))!;
const asked = async (personId: string, store = stored.store) =>
  (await loadAskedRound(store, name, personId, later))?.goals.map((each) => each.goal.id).sort() ?? [];
const told = async (store = stored.store): Promise<Message[]> => {
  const waiting = await collect(pendingMessages(store, partition));
  return waiting.map(({ value }) => value).filter(({ kind }) => kind === 'owner');
};

describe('in an open round', () => {
  beforeEach(() => saveOpenRound(stored.store, setting));

  it('who takes somebody’s place is asked instead, and told once', async () => {
    await change({ from: anna, to: cia });
    expect((await goal()).owners).toEqual([cia]);
    expect(await asked(cia)).toEqual(['a', 'task']);
    expect(await asked(anna)).toEqual(['task']);
    expect(await told()).toMatchObject([
      {
        key: `prog|2026-Q3|${cia}|owner-a`,
        recipient: { type: 'person', personId: cia },
        data: { ...name, goalId: 'a' },
        notBefore: during.toISOString(),
      },
    ]);
  });

  it('whose message came to nothing, since the goal was another’s by then, is told once it is theirs again', async () => {
    const at = (minutes: number) => new Date(during.getTime() + minutes * 60_000);
    await change({ from: anna, to: cia, sendFrom: at(10) });
    await change({ from: cia, to: bo, sendFrom: at(10) });
    await tickOn(stored.store, at(11), ({ kind, recipient }) =>
      kind === 'owner' && 'personId' in recipient && recipient.personId === cia
        ? { type: 'ended', state: 'needless', reason: 'nothing left to say' }
        : sent(),
    );
    await change({ from: bo, to: cia, sendFrom: at(30) }, at(20));
    expect(await told()).toMatchObject([
      { recipient: { personId: cia }, notBefore: at(30).toISOString(), state: 'pending' },
    ]);
  });

  it('who is asked nothing yet gets a request of their own', async () => {
    await change({ from: anna, to: chief.by });
    expect((await loadRequest(stored.store, name, chief.by))?.value).toEqual({
      personId: chief.by,
      goalIds: ['a'],
      createdAt: during.toISOString(),
    });
    expect(await asked(chief.by)).toEqual(['a']);
  });

  it('who is added answers beside the others', async () => {
    await change({ to: bo });
    expect((await goal()).owners).toEqual([anna, bo]);
    expect(await asked(anna)).toEqual(['a', 'task']);
    expect(await asked(bo)).toEqual(['a', 'b']);
    expect(await told()).toHaveLength(1);
  });

  it('who is taken out is asked no more, and nobody is written to', async () => {
    await change({ to: bo });
    await change({ from: anna });
    expect((await goal()).owners).toEqual([bo]);
    expect(await asked(anna)).toEqual(['task']);
    expect((await told()).map(({ recipient }) => recipient)).toEqual([{ type: 'person', personId: bo }]);
  });

  it('replaces and takes out wherever a goal names the owner: itself, a task, a field', async () => {
    await change({ goalId: 'task', from: anna, to: bo });
    const replaced = await goal('task');
    expect(replaced.owners).toEqual([bo]);
    expect(replaced.groups[0]!.owners).toEqual(['role:team', bo]);
    expect(replaced.fields.map(({ owners }) => owners)).toEqual([[], [], [bo]]);
    await change({ goalId: 'task', to: anna });
    await change({ goalId: 'task', from: bo });
    const left = await goal('task');
    expect(left.owners).toEqual([anna]);
    expect(left.groups[0]!.owners).toEqual(['role:team']);
    expect(left.fields.map(({ owners }) => owners)).toEqual([[], [], []]);
  });

  it('a role gives way to a person as a whole', async () => {
    await change({ goalId: 'task', from: 'role:team', to: bo });
    expect((await goal('task')).groups[0]!.owners).toEqual([bo, anna]);
    expect(await asked(cia)).toEqual([]);
  });

  it('what was answered stays, with who answered it', async () => {
    const given = { ...name, goalId: 'a', by: anna, seenVersion: 0, typed: { value: '60' } };
    await recordReply(stored.store, { ...given, locale: 'fi' }, during);
    const before = (await readReply(stored.store, name, 'a'))!.value;
    await change({ from: anna, to: cia }, later);
    expect((await readReply(stored.store, name, 'a'))!.value).toEqual(before);
  });

  it('a goal that was handed on is the new owner’s', async () => {
    await handOver(stored.store, { ...name, goalId: 'a', by: anna, to: bo, forGood: false }, during);
    await change({ from: anna, to: cia }, later);
    expect(await asked(cia)).toEqual(['a', 'task']);
    expect(await asked(bo)).toEqual(['b']);
    expect(await asked(anna)).toEqual(['task']);
  });

  it('the new owner is written to when the quiet hours are over', async () => {
    const sendFrom = new Date('2026-10-13T04:00:00.000Z');
    await change({ from: anna, to: cia, sendFrom });
    expect(await told()).toMatchObject([
      { createdAt: during.toISOString(), notBefore: sendFrom.toISOString() },
    ]);
  });

  it.each<[string, Partial<OwnerChange>]>([
    ['replacing', { from: anna, to: cia }],
    ['adding', { to: cia }],
  ])('%s again, and at once, changes nothing and tells nobody twice', async (_, how) => {
    await Promise.all([change(how), change(how), change(how)]);
    const before = stored.now.dump();
    await change(how, later);
    expect(stored.now.dump()).toEqual(before);
    expect(await told()).toHaveLength(1);
  });

  it('who is an owner already is not told', async () => {
    await change({ goalId: 'b', to: bo });
    expect(await told()).toEqual([]);
  });

  it('leaves an entry in the audit: from whom, to whom, by whom', async () => {
    await change({ goalId: 'task', from: anna, to: bo });
    expect(await readAudit(stored.store, [goalsPartition(name.programmeId)])).toEqual([
      {
        ...{ at: during.toISOString(), ...chief, what: 'owners-changed' },
        ...{ programmeId: name.programmeId, goalId: 'task' },
        from: [anna, 'role:team'],
        to: [bo, 'role:team'],
      },
    ]);
  });

  it.each<[string, Partial<OwnerChange>, string]>([
    ['somebody who is not in the directory', { from: anna, to: 'eve@example.org' }, 'unknown-colleague'],
    ['the place of somebody who is no owner', { from: bo, to: cia }, 'not-an-owner'],
    ['taking out somebody who is no owner', { from: bo }, 'not-an-owner'],
    ['taking out the last one', { from: anna }, 'last-owner'],
    ['taking out the last one of a goal whose task has others', { goalId: 'task', from: anna }, 'last-owner'],
    ['a goal that is not there', { goalId: 'gone', to: bo }, 'unknown-goal'],
    ['a programme that is not there', { programmeId: 'gone', to: bo }, 'unknown-goal'],
  ])('refuses %s, and nothing is written', async (_, how, code) => {
    await expectNothingWritten(stored.now, () => change(how), refusal(code));
  });

  it('two who change one goal at once: both changes hold', async () => {
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await change({ to: bo });
    };
    await change({ from: anna, to: cia }, later, interrupted(stored.store, { beforeCommit }));
    expect((await goal()).owners).toEqual([cia, bo]);
    expect(await told()).toHaveLength(2);
  });

  it('cut off at any commit, doing it again asks and tells once', async () => {
    await change({ from: anna, to: cia });
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveOpenRound(other.store, setting);
      const survived = await change({ from: anna, to: cia }, during, dyingAtCommit(other.store, n)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      await change({ from: anna, to: cia }, during, other.store);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    expect(commits).toBe(2);
  });
});

describe('where no round takes replies', () => {
  it('only the register changes before the first round', async () => {
    await saveSetting(stored.store, setting);
    await change({ from: anna, to: cia });
    expect((await goal()).owners).toEqual([cia]);
    expect(stored.now.dump(partition)).toEqual([]);
  });

  it('a closed round stays as it was', async () => {
    await saveOpenRound(stored.store, setting);
    await closeRound(stored.store, { ...name, ...chief }, deadline);
    const before = stored.now.dump(partition);
    await change({ from: anna, to: cia }, deadline);
    expect(stored.now.dump(partition)).toEqual(before);
  });
});
