import { existingRegister } from '../../../src/goals/register';
import { exportRegister } from '../../../src/import/plain/export-register';
import { type CliContext } from '../parts/cli-command';
import { writeNew } from '../parts/new-file';

/** Exports in the plain layout, which holds everything. */
export async function exportRegisterCommand(
  { store, output }: CliContext,
  { programme, out }: { readonly programme: string; readonly out: string },
): Promise<void> {
  const register = await existingRegister(store, programme);
  const content = await exportRegister(register);
  await writeNew(out, content);
  const { length: goals } = register.goals;
  output({ file: out, goals, bytes: content.byteLength }, [`${goals} goals in ${out}`]);
}
