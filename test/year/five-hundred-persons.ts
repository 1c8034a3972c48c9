/**
 * The five programmes with 100 responsible persons each, who each answer for goals of their own. Two programmes have stages:
 * what is due first of each goal is asked of another 100 persons.
 */
import { readSeed, seedFolders } from '../../seeds/read';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { askedGoals, asideOf } from '../../src/goals/answers/asked-fields';
import { type Goal, type Programme } from '../../src/goals/schema';
import { firstStageFields } from '../../src/goals/stages/first-stage';
import { type Stage } from '../../src/periods/calendar-schema';
import { savePeople } from '../../src/people/directory';
import { grant } from '../../src/people/grants';
import { peopleSchema } from '../../src/people/schema';
import { type EntityStore } from '../../src/storage/store';

export const personsEach = 100;
export const unitsEach = 4;

export interface BigProgramme {
  readonly programme: Programme;
  readonly goals: readonly Goal[];
}

export const personOf = ({ id }: Programme, index: number) =>
  `${id}-${String(index).padStart(3, '0')}@example.org`;
/** Who is asked for what is due first of the goal with this number. */
export const firstOf = ({ id }: Programme, index: number) =>
  `${id}-first-${String(index).padStart(3, '0')}@example.org`;
export const headOf = ({ id }: Programme, unit: number) => `${id}-head-${unit}@example.org`;

/** Reads the whole programme. */
export const leaderOf = ({ id }: Programme) => `${id}-leader@example.org`;

/** Both are due on the 30th working day: the first stage on the 22nd, with a reminder on the 20th. */
const stage = { workingDaysBefore: 8, at: '16:00', reminders: [{ workingDaysBefore: 2, at: '09:00' }] };
const stages: Readonly<Record<string, Stage>> = {
  'strategic-goals': { ...stage, of: 'tasks' },
  'half-year-follow-up': { ...stage, of: 'tasks-and-measures' },
};
export const hasStages = ({ id }: Programme) => stages[id] !== undefined;

/** The documents' own goals, as far as they are put to the organisation, over and over, so that every person fills in a real form. */
export async function saveFiveHundred(store: EntityStore, now: Date, goalsEach = 1): Promise<BigProgramme[]> {
  const all = seedFolders()
    .map(readSeed)
    .map((seed) => enlarged(seed, goalsEach));
  for (const { programme, goals } of all) {
    const ids = [
      programme.coordinator,
      leaderOf(programme),
      ...new Set(
        goals.flatMap((goal) => [goal, ...goal.groups, ...goal.fields].flatMap(({ owners }) => owners)),
      ),
      ...Array.from({ length: unitsEach }, (_, unit) => headOf(programme, unit)),
    ];
    const persons = ids.map((id) => ({ id, name: id.split('@')[0], aadObjectId: objectIdFor(id) }));
    await savePeople(store, peopleSchema.parse({ persons }));
    await saveRegister(store, { programme, goals });
    const leader = { personId: leaderOf(programme), role: 'reader' as const, programmeId: programme.id };
    await grant(store, leader, schedule, now);
    for (let unit = 0; unit < unitsEach; unit++) {
      const head = { personId: headOf(programme, unit), role: 'unit-head' as const };
      await grant(store, { ...head, programmeId: programme.id, unit: `Unit ${unit}` }, schedule, now);
    }
  }
  return all;
}

function enlarged(seed: BigProgramme, goalsEach: number): BigProgramme {
  const own = stages[seed.programme.id];
  const calendar = { ...seed.programme.calendar, ...(own && { stage: own }) };
  const programme = { ...seed.programme, calendar };
  // Nobody is reminded of what is voluntary, and contact details are asked of one person.
  const goals = askedGoals(seed).filter((goal) => asideOf(goal) === undefined);
  const many = Array.from({ length: personsEach * goalsEach }, (_, index): Goal => {
    const goal = goals[index % goals.length]!;
    const first = new Set(own ? firstStageFields(goal, own.of).map(({ id }) => id) : []);
    const owners = (isFirst: boolean) => (isFirst ? [firstOf(programme, Math.floor(index / goalsEach))] : []);
    return {
      ...goal,
      id: `${goal.id}-${index}`,
      unit: { fi: `Unit ${index % unitsEach}`, sv: `Unit ${index % unitsEach}` },
      owners: [personOf(programme, Math.floor(index / goalsEach))],
      groups: goal.groups.map((group) => ({
        ...group,
        owners: owners(own !== undefined && group.kind === 'task'),
      })),
      fields: goal.fields.map((field) => ({ ...field, owners: owners(first.has(field.id)) })),
    };
  });
  return { programme, goals: many };
}
