import { existingRegister, loadGoal } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { type Goal } from '../../../src/goals/schema';
import { changeOwner, type OwnerChange } from '../../../src/rounds/change-owner';
import { type CliContext } from '../parts/cli-command';
import { knownGoal, namedPerson, personIdIn } from '../parts/known';

interface OwnerOptions {
  readonly programme: string;
  readonly goal: string;
}
interface From extends OwnerOptions {
  readonly from: string;
}
interface To extends OwnerOptions {
  readonly to: string;
}

export async function ownerAddCommand(context: CliContext, options: To): Promise<void> {
  const { id: to } = await namedPerson(context, options.to);
  await change(context, options, { to });
}

export async function ownerRemoveCommand(context: CliContext, options: From): Promise<void> {
  await change(context, options, { from: await ownerIn(context, options) });
}

export async function ownerReplaceCommand(context: CliContext, options: From & To): Promise<void> {
  const { id: to } = await namedPerson(context, options.to);
  await change(context, options, { from: await ownerIn(context, options), to });
}

/** A role in the register's form, or a person, who may no longer be in the directory. */
async function ownerIn({ store }: CliContext, { from }: From): Promise<string> {
  const role = from.trim().toLowerCase();
  return role.startsWith('role:') ? role : personIdIn(store, from);
}

async function change(
  { store, clock, actor, output }: CliContext,
  options: OwnerOptions,
  wanted: Pick<OwnerChange, 'from' | 'to'>,
): Promise<void> {
  const register = await existingRegister(store, options.programme);
  const goal = knownGoal(register, options.goal);
  const name = { programmeId: register.programme.id, goalId: goal.id };
  try {
    await changeOwner(store, { ...name, ...wanted }, actor, clock.now());
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const owners = ownersIn(goal).join(', ');
    throw new RefusedError(error.code, { from: wanted.from ?? '', goal: goal.code, owners });
  }
  const owners = ownersIn((await loadGoal(store, name.programmeId, goal.id)) ?? goal);
  const document = { programme: name.programmeId, goal: goal.id, code: goal.code, owners };
  const same = owners.join() === ownersIn(goal).join() ? ', as before' : '';
  output(document, [`owners of ${goal.code}: ${owners.join(', ')}${same}`]);
}

/** The goal's own owners and those of its parts. */
function ownersIn(goal: Goal): string[] {
  return [...new Set([goal, ...goal.groups, ...goal.fields].flatMap(({ owners }) => owners))];
}
