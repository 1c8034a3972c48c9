/** Writes the report of a round to a new file. */
import { reportWords } from '../../../cards/report/words';
import { type Locale } from '../../../src/goals/schema';
import { type ReportFormat, type ReportPart } from '../../../src/report/content/formats';
import { makeReport } from '../../../src/report/report';
import { type CliContext } from '../parts/cli-command';
import { knownRound, nameOf, type RoundOptions } from '../parts/known';
import { writeNew } from '../parts/new-file';

export interface ReportCommandOptions extends RoundOptions {
  readonly format: ReportFormat;
  readonly out: string;
  readonly lang?: Locale;
  readonly part?: ReportPart;
}

export async function reportCommand(
  { store, clock, output }: CliContext,
  options: ReportCommandOptions,
): Promise<void> {
  const { format, lang, part, out } = options;
  await knownRound(store, options);
  const name = { ...nameOf(options), format, ...(lang && { language: lang }), ...(part && { part }) };
  const { content } = await makeReport(store, name, clock.now(), reportWords);
  await writeNew(out, content);
  const bytes = content.length;
  output({ file: out, bytes }, [`report in ${out}: ${bytes} bytes`]);
}
