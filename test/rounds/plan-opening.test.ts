import { setSubstitute } from '../../src/people/substitutions';
import { savePeople, loadDirectory } from '../../src/people/directory';
import { peopleSchema } from '../../src/people/schema';
import { loadActiveSubstitutions } from '../../src/people/substitutions';
import { schedule } from '../../src/audit/audit';
import { type Register } from '../../src/goals/schema';
import { saveRegister } from '../../src/goals/register';
import { pendingMessages } from '../../src/outbox/message';
import { openRound } from '../../src/rounds/open-round';
import { planOpening } from '../../src/rounds/plan-opening';
import { loadRequests, roundPartition } from '../../src/rounds/round-store';
import {
  collect,
  deadline,
  eachWithStore,
  estimate,
  goalWith,
  name,
  opens,
  programmeWith,
} from '../helpers/fixtures';

const stored = eachWithStore();
const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const ghost = 'ghost@example.org';

const people = peopleSchema.parse({
  persons: [
    { id: anna, name: 'Anna', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    { id: bo, name: 'Bo' },
    { id: cia, name: 'Cia', aadObjectId: '00000000-0000-4000-8000-000000000003' },
  ],
  roles: [
    { id: 'team', label: { fi: 'Tiimi' }, members: [anna, bo] },
    { id: 'empty', label: { fi: 'Tyhjä' }, members: [ghost] },
  ],
});

const register: Register = {
  programme: programmeWith(),
  goals: [
    goalWith('a'),
    goalWith('team', { owners: ['role:team'] }),
    goalWith('nobody', { owners: [ghost] }),
    goalWith('empty', { owners: ['role:empty'] }),
    goalWith('half', { owners: [bo], fields: [estimate('value'), estimate('part', { owners: [ghost] })] }),
    goalWith('shared', { owners: [anna, ghost] }),
  ],
};

beforeEach(async () => {
  await savePeople(stored.store, people);
  await saveRegister(stored.store, register);
  const from = '2026-10-07';
  await setSubstitute(stored.store, { personId: bo, substituteId: cia, from, to: from }, opens);
});

const planned = async (day = '2026-10-07') =>
  planOpening(register, await loadDirectory(stored.store), await loadActiveSubstitutions(stored.store, day));

describe('the dry run of an opening', () => {
  it('says who would be asked how much, who stands in, and who cannot be reached', async () => {
    expect((await planned()).requests).toEqual([
      { personId: anna, goals: 3, isReachable: true },
      { personId: bo, goals: 2, substitute: cia, isReachable: false },
    ]);
  });

  it('cannot reach who has left', async () => {
    const directory = await loadDirectory(stored.store);
    const { requests } = planOpening(register, directory, [], new Set([anna]));
    expect(requests[0]).toMatchObject({ personId: anna, isReachable: false });
  });

  it('counts substitutes only on their days', async () => {
    expect((await planned()).prompts).toBe(3);
    const later = await planned('2026-10-08');
    expect(later.prompts).toBe(2);
    expect(later.requests[1]).not.toHaveProperty('substitute');
  });

  it('names the goals with a part that nobody in the directory answers for', async () => {
    const { goals, unasked } = await planned();
    expect(goals).toBe(6);
    expect(unasked.map(({ id }) => id)).toEqual(['nobody', 'empty', 'half']);
  });

  it('says what the opening then does', async () => {
    const plan = await planned();
    await openRound(stored.store, { ...name, opens, deadline, ...schedule }, opens);
    const requests = await loadRequests(stored.store, name);
    expect(requests.map(({ personId, goalIds }) => [personId, goalIds.length])).toEqual(
      plan.requests.map(({ personId, goals }) => [personId, goals]),
    );
    const prompts = await collect(pendingMessages(stored.store, roundPartition(name)));
    expect(prompts).toHaveLength(plan.prompts);
  });

  it('has nobody where nobody answers for anything', async () => {
    const alone = { ...register, goals: [register.goals[2]!] };
    const plan = planOpening(alone, await loadDirectory(stored.store), []);
    expect(plan).toMatchObject({ requests: [], prompts: 0 });
  });
});
