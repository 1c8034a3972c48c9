/** What the coordinator writes for the report of a round: a preface, and a comment a division. */
import { RefusedError } from '../../../src/errors';
import { type Goal, locales, type Programme } from '../../../src/goals/schema';
import { divisionNameOf } from '../../../src/goals/division';
import { loadForm } from '../../../src/rounds/round-store';
import { loadSaidWords, type SaidWords, sayWords } from '../../../src/report/words-store';
import { type CliContext } from '../parts/cli-command';
import { knownRound, nameOf, type RoundOptions } from '../parts/known';
import { bytesOf } from '../parts/read-file';

export interface WordsOptions extends RoundOptions {
  readonly text?: string;
  readonly file?: string;
}

export async function reportPrefaceCommand(context: CliContext, options: WordsOptions): Promise<void> {
  await knownRound(context.store, options);
  await say(context, options, undefined);
}

export async function reportCommentCommand(
  context: CliContext,
  options: WordsOptions & { readonly division: string },
): Promise<void> {
  const { round, programme, goals } = await knownRound(context.store, options);
  const form = await loadForm(context.store, round);
  await say(context, options, divisionIn(form ?? { programme, goals }, options.division));
}

export async function reportWordsCommand(
  { store, output }: CliContext,
  options: RoundOptions,
): Promise<void> {
  await knownRound(store, options);
  const said = await loadSaidWords(store, nameOf(options));
  output(said, said.length === 0 ? ['nothing was written'] : said.flatMap(linesOf));
}

async function say(
  { store, clock, actor, output }: CliContext,
  options: WordsOptions,
  division: string | undefined,
): Promise<void> {
  const text = await textIn(options);
  const place = division === undefined ? {} : { division };
  const said = await sayWords(store, { ...nameOf(options), ...place, text, ...actor }, clock.now());
  output(said, [`${division ?? 'preface'}: ${said.text.length} characters, version ${said.version}`]);
}

/** @throws RefusedError `nothing-to-say`, `file-not-read`. */
async function textIn({ text, file }: WordsOptions): Promise<string> {
  if (file === undefined) {
    if (text === undefined) throw new RefusedError('nothing-to-say');
    return text;
  }
  return (await bytesOf(file)).toString('utf8');
}

/** The division's name in the main language; it may be typed in any. */
function divisionIn(
  { programme, goals }: { readonly programme: Programme; readonly goals: readonly Goal[] },
  typed: string,
): string {
  const wanted = typed.trim().toLowerCase();
  const found = goals.find(({ headings }) =>
    locales.some((locale) => headings[0]![locale]?.trim().toLowerCase() === wanted),
  );
  return found ? divisionNameOf(found.headings[0]!, programme) : typed;
}

function linesOf({ division, text, version, by, at }: SaidWords): string[] {
  return [`${division ?? 'preface'} (version ${version}, ${by}, ${at.slice(0, 16)} UTC)`, text, ''];
}
