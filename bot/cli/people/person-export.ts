import { exportWords } from '../../../cards/parts/export-words';
import { type Locale } from '../../../src/goals/schema';
import { exportPerson } from '../../../src/privacy/export-person';
import { type CliContext } from '../parts/cli-command';
import { personIdIn } from '../parts/known';
import { writeNew } from '../parts/new-file';

export async function personExportCommand(
  { store, clock, output }: CliContext,
  options: { readonly person: string; readonly out: string; readonly lang?: Locale },
): Promise<void> {
  const personId = await personIdIn(store, options.person);
  const document = await exportPerson(store, personId, clock.now(), exportWords, options.lang);
  await writeNew(options.out, `${JSON.stringify(document, null, 2)}\n`);
  const entries = Object.values(document).reduce<number>(
    (sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0),
    0,
  );
  output({ person: personId, file: options.out, entries }, [`entries in ${options.out}: ${entries}`]);
}
