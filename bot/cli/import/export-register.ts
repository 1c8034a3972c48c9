import { exportStored } from '../../../src/import/export-stored';
import { type CliContext } from '../parts/cli-command';
import { writeNew } from '../parts/new-file';

/** Exports in the plain layout, which holds everything. */
export async function exportRegisterCommand(
  { store, output }: CliContext,
  { programme, out }: { readonly programme: string; readonly out: string },
): Promise<void> {
  const { content, goals } = await exportStored(store, programme);
  await writeNew(out, content);
  output({ file: out, goals, bytes: content.byteLength }, [`${goals} goals in ${out}`]);
}
