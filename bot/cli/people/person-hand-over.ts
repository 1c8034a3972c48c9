/** Everything that a person answers for and may do becomes another's: somebody leaves, or changes posts. */
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { obstaclesFor } from '../../../src/privacy/obstacles';
import { sendableOrNow } from '../../../src/periods/quiet-hours';
import {
  isNothing,
  planSuccession,
  programmesIn,
  type Succession,
} from '../../../src/rounds/succession/plan';
import { succeedPerson } from '../../../src/rounds/succession/succeed';
import { readConfig } from '../../config/config';
import { type CliContext, isAgreed } from '../parts/cli-command';
import { namedPerson, personIdIn } from '../parts/known';

interface HandOverOptions {
  readonly person: string;
  readonly to: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Shows what there is to hand over, and does it with `--yes` or after a yes at a terminal. */
export async function personHandOverCommand(context: CliContext, options: HandOverOptions): Promise<void> {
  const { store, clock, actor, output, ask, say } = context;
  const from = await personIdIn(store, options.person);
  const { id: to } = await namedPerson(context, options.to);
  if (from === to) throw new RefusedError('own-successor', { person: from });
  const plan = await planSuccession(store, from, clock.now());
  const lines = planLines(plan, from, to);
  if (ask && !options.dryRun && !options.yes && !isNothing(plan)) say(lines.join('\n'));
  const agreed =
    options.yes === true ||
    (ask !== undefined && !options.dryRun && !isNothing(plan) && (await isAgreed(ask, `Give it to ${to}?`)));
  if (options.dryRun || !agreed)
    return output({ from, to, ...documentOf(plan), written: false }, [
      ...lines,
      'nothing was written; do it with --yes',
    ]);
  const sendFrom = await awake(context, plan);
  await succeedPerson(store, { from, to, sendFrom }, actor, clock.now());
  const left = await obstaclesFor(store, from, new Set(readConfig().admins));
  const isAdmin = left.some(({ type }) => type === 'admin');
  output({ from, to, ...documentOf(plan), written: true }, [
    ...lines,
    `done: ${to} has it all and is told in one message`,
    ...(isAdmin ? [`${from} is still an admin by the directory or SEURANTA_ADMINS`] : []),
  ]);
}

/** After the quiet hours of a programme in which there is something. */
async function awake({ store, clock, holidays }: CliContext, { goals }: Succession): Promise<Date> {
  const [goal] = goals;
  const programme = goal && (await loadProgramme(store, goal.programmeId));
  return programme ? sendableOrNow(clock.now(), programme, holidays) : clock.now();
}

function planLines(plan: Succession, from: string, to: string): string[] {
  const { goals, requests, handovers, grants, roles, coordinates, substitutions } = plan;
  const counted = (count: number, one: string, several = `${one}s`) =>
    `${count} ${count === 1 ? one : several}`;
  const list = (what: string, items: readonly string[]) =>
    items.length > 0 ? [`${what}: ${items.join(', ')}`] : [];
  return [
    `from ${from} to ${to}: ${counted(goals.length, 'goal')} in ${counted(programmesIn(plan), 'programme')}, ${counted(requests.length, 'open request')}`,
    ...list(
      'goals',
      goals.map(({ programmeId, goalId }) => `${programmeId} ${goalId}`),
    ),
    ...list(
      'hand-overs and translations',
      handovers.map((name) => `${name.programmeId} ${name.period}`),
    ),
    ...list('roles', roles),
    ...list('coordinates', coordinates),
    ...list(
      'grants',
      grants.map(({ role, programmeId = '', unit = '' }) => `${role} ${programmeId} ${unit}`.trim()),
    ),
    ...(substitutions > 0 ? [`absences with a substitute: ${substitutions}`] : []),
  ];
}

function documentOf(plan: Succession) {
  return { ...plan, programmes: programmesIn(plan) };
}
