/** Decides which goals of a file are goals of the register in other words: by options, by a file, or at the terminal. */
import { type ImportPlan } from '../../../src/import/plan/plan';
import {
  choicesOf,
  decidedAlike,
  decisionsIn,
  freeCandidates,
  type GoalWords,
  type MatchDecision,
  type MatchDecisions,
  type NearMatch,
} from '../../../src/import/plan/near-matches';
import { type Ask, type CliContext } from '../parts/cli-command';
import { filledIn } from '../parts/cli-errors';
import { writeNew } from '../parts/new-file';
import { omit } from '../../../src/omit';
import { matchesTemplate, readMatches, wordsText } from './matches-file';

export interface MatchOptions {
  readonly same?: ReadonlyMap<string, string>;
  readonly different?: readonly string[];
  readonly matches?: string;
  readonly matchesTemplate?: string;
  readonly dryRun?: boolean;
}

/**
 * @param planned what the import would do with the options alone
 * @returns the options with the decisions of the file and of the terminal
 * @throws RefusedError those of writeNew and readMatches
 */
export async function matchesOf(
  { ask, say }: Pick<CliContext, 'ask' | 'say'>,
  options: MatchOptions,
  planned: () => Promise<ImportPlan>,
): Promise<Pick<MatchOptions, 'same' | 'different'>> {
  const isAsked = ask !== undefined && options.dryRun !== true;
  if (!options.matches && !options.matchesTemplate && !isAsked) return {};
  const { nearMatches } = await planned();
  if (options.matchesTemplate) await writeNew(options.matchesTemplate, matchesTemplate(nearMatches));
  const read = options.matches ? await readMatches(options.matches, nearMatches) : decisionsIn(nearMatches);
  const decisions = isAsked ? await askMatches(nearMatches, read, { ask, say }) : read;
  const { same, different } = choicesOf(decisions);
  // What the options say about goals without a near match stays.
  return {
    same: new Map([...(options.same ?? []), ...same]),
    different: [...(options.different ?? []), ...different],
  };
}

async function askMatches(
  matches: readonly NearMatch[],
  before: MatchDecisions,
  { ask, say }: { readonly ask: Ask; readonly say: (text: string) => void },
): Promise<MatchDecisions> {
  let decisions = before;
  const open = matches.filter(({ key }) => !decisions.has(key));
  if (open.length > 0) say(`${open.length} goals of the file may be goals of the register in other words.`);
  for (const [at, match] of open.entries()) {
    if (decisions.has(match.key)) continue;
    const free = freeCandidates(match, decisions);
    if (free.length === 0) continue;
    say(shownMatch(match, free, `${at + 1}/${open.length}`));
    const answer = await askMatch(free.length, ask);
    if (answer === 'nearest' || answer === 'new-all') {
      const rest = matches.map((each) => withDecision(each, decisions.get(each.key)));
      return decidedAlike(rest, answer === 'nearest' ? 'nearest' : 'new');
    }
    if (answer === undefined) continue;
    const to: MatchDecision = answer === 'new' ? 'new' : { same: free[answer - 1]!.id };
    decisions = new Map([...decisions, [match.key, to]]);
  }
  return decisions;
}

function withDecision(match: NearMatch, decided?: MatchDecision): NearMatch {
  return { ...omit(match, 'decided'), ...(decided && { decided }) };
}

type Answer = number | 'new' | 'nearest' | 'new-all' | undefined;

const words: Readonly<Record<string, Answer>> = { n: 'new', 'all same': 'nearest', 'all new': 'new-all' };

/** Enter leaves it for later; an unknown answer is asked for again. */
async function askMatch(candidates: number, ask: Ask): Promise<Answer> {
  const numbers = Array.from({ length: candidates }, (_, at) => String(at + 1));
  const question = `${numbers.join(', ')} the same goal, n a new one, "all same" or "all new" for the rest, Enter to decide later: `;
  for (;;) {
    const typed = (await ask(question)).trim().toLowerCase();
    if (typed === '') return undefined;
    if (numbers.includes(typed)) return Number(typed);
    if (Object.hasOwn(words, typed)) return words[typed];
  }
}

function shownMatch(match: NearMatch, candidates: readonly GoalWords[], number: string): string {
  const line = (name: string, goal: GoalWords) => filledIn(`  ${name}: {goal}`, { goal: wordsText(goal) });
  return [
    number,
    line('file', match),
    ...candidates.map((candidate, at) => line(`${at + 1}`, candidate)),
  ].join('\n');
}
