import { loadAccess } from '../../src/people/access';
import { savePeople } from '../../src/people/directory';
import { grant, type Grant } from '../../src/people/grants';
import {
  mayAdminister,
  mayCoordinate,
  mayReadDigest,
  mayReadGoal,
  mayReadOwners,
  mayReadProgramme,
  mayRemindUnit,
} from '../../src/rounds/permissions';
import { type Locale } from '../../src/goals/schema';
import { during, estimate, goalWith, openTempStore, peopleOf, type TempStore } from '../helpers/fixtures';

const channels = [{ channel: '19:board@thread.tacv2', language: 'fi' as const }];
const languages: Locale[] = ['fi'];
const programme = { id: 'prog', coordinator: 'role:planning', languages, channels };
const other = { id: 'prog-2', coordinator: 'chief@example.org' };
const goal = goalWith('a', {
  groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: ['role:team'] }],
  fields: [estimate('value'), estimate('progress', { group: 'task' })],
});
const goals = [goal, goalWith('b', { owners: ['bo@example.org'] })];

const granted: readonly Grant[] = [
  { personId: 'admin-by-grant@example.org', role: 'admin' },
  { personId: 'coordinator@example.org', role: 'coordinator', programmeId: 'prog' },
  { personId: 'reader@example.org', role: 'reader', programmeId: 'prog' },
  { personId: 'head@example.org', role: 'unit-head', programmeId: 'prog', unit: 'Unit' },
  { personId: 'coordinator-elsewhere@example.org', role: 'coordinator', programmeId: 'prog-2' },
  { personId: 'reader-elsewhere@example.org', role: 'reader', programmeId: 'prog-2' },
  { personId: 'head-elsewhere@example.org', role: 'unit-head', programmeId: 'prog-2', unit: 'Unit' },
  { personId: 'head-and-reader@example.org', role: 'unit-head', programmeId: 'prog', unit: 'Other' },
  { personId: 'head-and-reader@example.org', role: 'unit-head', programmeId: 'prog-2', unit: 'Unit' },
  { personId: 'head-and-reader@example.org', role: 'reader', programmeId: 'prog' },
];
const people = peopleOf([...new Set(granted.map(({ personId }) => personId))], {
  planning: ['planner@example.org'],
  team: ['cia@example.org'],
});
const configured = new Set(['admin-by-configuration@example.org']);

let temp: TempStore;
beforeAll(async () => {
  temp = await openTempStore();
  await savePeople(temp.store, people);
  for (const each of granted) await grant(temp.store, each, { by: 'a test', way: 'cli' }, during);
});
afterAll(() => temp.remove());

/** What a person may do; `remind` of the goal's own unit, `remind other` of another one. */
const functions = {
  administer: (access) => mayAdminister(access),
  coordinate: (access) => mayCoordinate(access, programme),
  'read programme': (access) => mayReadProgramme(access, programme),
  remind: (access) => mayRemindUnit(access, programme, 'Unit'),
  'remind other': (access) => mayRemindUnit(access, programme, 'Other'),
  'read digest': (access) => mayReadDigest(access, programme, undefined),
  'read digest in another channel': (access) => mayReadDigest(access, programme, '19:other@thread.tacv2'),
  'read goal': (access) => mayReadGoal(access, programme, goal),
  'read owners': (access) => mayReadOwners(access, programme, goals),
  'coordinate elsewhere': (access) => mayCoordinate(access, other),
  'read elsewhere': (access) => mayReadProgramme(access, other),
  'remind elsewhere': (access) => mayRemindUnit(access, other, 'Unit'),
} satisfies Record<string, (access: Awaited<ReturnType<typeof loadAccess>>) => boolean>;
type Name = keyof typeof functions;

const elsewhere: Name[] = ['coordinate elsewhere', 'read elsewhere', 'remind elsewhere'];
const digest: Name[] = ['read digest', 'read digest in another channel'];
const reading: Name[] = ['read programme', ...digest, 'read goal', 'read owners'];
const coordinating: Name[] = [...reading, 'coordinate', 'remind', 'remind other'];
const everything: Name[] = ['administer', ...coordinating, ...elsewhere];

const matrix: readonly (readonly [who: string, id: string, may: readonly Name[]])[] = [
  ['an admin by the configuration', 'admin-by-configuration@example.org', everything],
  ['an admin by a grant', 'admin-by-grant@example.org', everything],
  ['the coordinator that the register names by role', 'planner@example.org', coordinating],
  ['the coordinator that the register names', 'chief@example.org', elsewhere],
  ['a coordinator by a grant', 'coordinator@example.org', coordinating],
  ['a coordinator of another programme', 'coordinator-elsewhere@example.org', elsewhere],
  ['a reader', 'reader@example.org', reading],
  ['a reader of another programme', 'reader-elsewhere@example.org', ['read elsewhere']],
  ['the head of a unit', 'head@example.org', ['remind', 'read goal', 'read owners']],
  [
    'the head of a unit of that name in another programme',
    'head-elsewhere@example.org',
    ['remind elsewhere'],
  ],
  [
    'who has several of these',
    'head-and-reader@example.org',
    [...reading, 'remind other', 'remind elsewhere'],
  ],
  ['an owner of the goal', 'anna@example.org', ['read goal', 'read owners']],
  ['an owner of one of its tasks, by role', 'cia@example.org', ['read goal', 'read owners']],
  ['an owner of another goal', 'bo@example.org', ['read owners']],
  ['whose address is the id of the role', 'planning', []],
  ['nobody in particular', 'eve@example.org', []],
];

describe('a person may', () => {
  it.each(matrix)('%s: %s: %j', async (_, id, may) => {
    expect(await allowed({ id, admin: false })).toEqual([...may].sort());
  });

  it('as an admin by the directory do everything', async () => {
    expect(await allowed({ id: 'eve@example.org', admin: true })).toEqual([...everything].sort());
  });

  async function allowed(person: { readonly id: string; readonly admin: boolean }): Promise<string[]> {
    const access = await loadAccess(temp.store, person, configured);
    return (Object.keys(functions) as Name[]).filter((each) => functions[each](access)).sort();
  }
});
