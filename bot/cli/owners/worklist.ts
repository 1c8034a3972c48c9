/** Owners named in a register who were not found in the directory. */
import { existingRegister } from '../../../src/goals/register';
import { loadWorklist, resolveOwner } from '../../../src/import/resolve-owner';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { type CliContext } from '../parts/cli-command';
import { knownOwner } from '../parts/known';
import { table } from '../parts/table';

export async function unresolvedCommand(
  { store, output }: CliContext,
  { programme }: { readonly programme: string },
): Promise<void> {
  await existingRegister(store, programme);
  const items = (await loadWorklist(store, programme)).map(({ text, kind, candidates, goals }) => ({
    ...{ text, kind, candidates },
    goals: goals.map(({ goal, standIn }) => ({ id: goal.id, code: goal.code, ...(standIn && { standIn }) })),
  }));
  const rows = items.map(({ text, kind, candidates, goals }) => [
    text || '(nobody named)',
    kind,
    [...new Set(goals.map(({ code }) => code))].join(', '),
    [...new Set(goals.flatMap(({ standIn }) => standIn ?? []))].join(', '),
    candidates.map(({ name, owner }) => `${name} <${owner}>`).join(', '),
  ]);
  const head = ['TEXT', 'LOOKS LIKE', 'GOALS', 'STANDS IN', 'CANDIDATES'];
  output(items, rows.length > 0 ? table([head, ...rows]) : ['every owner in the register is known']);
}

export async function resolveCommand(
  context: CliContext,
  {
    programme: programmeId,
    text,
    to,
  }: { readonly programme: string; readonly text: string; readonly to: string },
): Promise<void> {
  const { store, clock, holidays, actor, output } = context;
  const { programme } = await existingRegister(store, programmeId);
  const owner = await knownOwner(context, to);
  const now = clock.now();
  const sendFrom = sendableFrom(now, programme, holidays);
  const goals = await resolveOwner(store, { programmeId, text, to: owner, sendFrom }, actor, now);
  output({ programme: programmeId, text, owner, goals }, [`"${text}" is ${owner}: ${goals.length} goals`]);
}
