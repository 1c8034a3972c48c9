/** Writes the report of a round, or of a year with its rounds, to a new file. */
import { reportWords } from '../../../cards/report/words';
import { existingRegister } from '../../../src/goals/register';
import { type Locale } from '../../../src/goals/schema';
import { parsePeriod } from '../../../src/periods/period';
import {
  type Edition,
  type ReportFormat,
  type ReportPart,
  type SeparatorName,
} from '../../../src/report/content/formats';
import { makeReport } from '../../../src/report/report';
import { type ToPdf } from '../../../src/report/pdf/pdf';
import { pdfConverter } from '../../process/office/pdf-converter';
import { type EntityStore } from '../../../src/storage/store';
import { type CliContext } from '../parts/cli-command';
import { knownRound, nameOf, type RoundOptions } from '../parts/known';
import { writeNew } from '../parts/new-file';

export interface ReportCommandOptions extends RoundOptions {
  readonly format: ReportFormat;
  readonly out: string;
  readonly lang?: Locale;
  readonly edition?: Edition;
  readonly separator?: SeparatorName;
  readonly part?: ReportPart;
}

export async function reportCommand(
  { store, clock, output, soffice }: CliContext,
  options: ReportCommandOptions,
): Promise<void> {
  const { format, lang, out, separator, part } = options;
  if (separator && format !== 'csv') throw new Error('--separator is for --format csv only');
  await requirePeriod(store, options);
  const edition = options.edition ?? defaultEdition(format);
  const chosen = { ...(lang && { language: lang }), ...(separator && { separator }), ...(part && { part }) };
  const name = { ...nameOf(options), format, edition, ...chosen };
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

/** CSV and JSON feed other systems, whose columns must not change; everything else is to be published. */
function defaultEdition(format: ReportFormat): Edition {
  return format === 'csv' || format === 'json' ? 'full' : 'published';
}

/** A whole year is found by its rounds. @throws RefusedError as `knownRound`. */
async function requirePeriod(store: EntityStore, options: RoundOptions): Promise<void> {
  const { programme } = await existingRegister(store, options.programme);
  const isYear = parsePeriod(options.period).rhythm === 'year';
  if (isYear && programme.rhythm !== 'year' && programme.rhythm !== 'once') return;
  await knownRound(store, options);
}
