/** Writes the report of a round to a new file. */
import { reportWords } from '../../../cards/report/words';
import { type Locale } from '../../../src/goals/schema';
import { type ReportFormat } from '../../../src/report/content/formats';
import { makeReport } from '../../../src/report/report';
import { type ToPdf } from '../../../src/report/pdf/pdf';
import { pdfConverter } from '../../process/office/pdf-converter';
import { type CliContext } from '../parts/cli-command';
import { knownRound, nameOf, type RoundOptions } from '../parts/known';
import { writeNew } from '../parts/new-file';

export interface ReportCommandOptions extends RoundOptions {
  readonly format: ReportFormat;
  readonly out: string;
  readonly lang?: Locale;
}

export async function reportCommand(
  { store, clock, output, soffice }: CliContext,
  options: ReportCommandOptions,
): Promise<void> {
  const { format, lang, out } = options;
  await knownRound(store, options);
  const name = { ...nameOf(options), format, ...(lang && { language: lang }) };
  const { content } = await makeReport(store, name, clock.now(), reportWords, converterFor(format, soffice));
  await writeNew(out, content);
  const bytes = content.length;
  output({ file: out, bytes }, [`report in ${out}: ${bytes} bytes`]);
}

/** Other formats need no office program, so a wrong path to it does not keep them from being made. */
function converterFor(format: ReportFormat, soffice: CliContext['soffice']): ToPdf | undefined {
  const program = format === 'pdf' ? soffice() : undefined;
  return program === undefined ? undefined : pdfConverter(program);
}
