/** Finds the goal that a person means by its code, by its programme and code, or by words of its title. */
import { type DrawnCard } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { type Wording } from '../../cards/parts/wording';
import { loadProgrammes, loadRegister } from '../../src/goals/register';
import { type Goal, type Programme, type Register } from '../../src/goals/schema';
import { fieldsAskedOf } from '../../src/rounds/asked';
import { mayReadGoal } from '../../src/rounds/permissions';
import { notice } from './notice';
import { type CommandTurn, type Named, nameIn } from './command-turn';
import { shortName } from './parts/short-name';

export interface FoundGoal {
  readonly programme: Programme;
  readonly goal: Goal;
  /** Whether the person answers for it. */
  readonly isOwn: boolean;
}

/** The goals of a programme that the person may see. */
export type Readable = (register: Register) => readonly Goal[];

/** More goals than this are not listed: the person has to say more. */
const longestList = 10;

/** Longer texts are not searched: a pasted page names no goal, and every split into programme and goal is tried. */
const longestText = 300;
const mostWords = 12;

/** @returns the one goal that is meant, the person's own before others, or a notice that says what to type instead. */
export async function findGoal(
  turn: CommandTurn,
  command: Named,
  text: string,
  readable: Readable,
): Promise<FoundGoal | DrawnCard> {
  const { wording } = turn;
  const name = nameIn(command, wording.locale);
  const how = wording.text('find.how', { command: name });
  if (!text) return notice(how);
  const goals = await readableGoals(turn, readable);
  const found = matchingGoals(goals, text);
  const [first, second] = found;
  const quoted = shorten(text, 60);
  if (!first) return notice(wording.text('find.none', { text: quoted }), [how]);
  const own = found.filter(({ isOwn }) => isOwn);
  if (!second || own.length === 1) return own[0] ?? first;
  return severalFound(found, quoted, `${name} ${exampleFor(first, goals, wording)}`, wording);
}

/** Whether the text is the code of a goal that the person may read. */
export async function isReadableCode(turn: CommandTurn, text: string): Promise<boolean> {
  const words = wordsIn(text);
  if (!/\d/.test(text) || words.length > mostCodeWords) return false;
  const { access } = turn;
  const goals = await readableGoals(turn, ({ programme, goals: all }) =>
    all.filter((goal) => mayReadGoal(access, programme, goal)),
  );
  return goals.some(({ goal }) => hasCode(goal, words));
}

const mostCodeWords = 4;

/** The programme and the code, which find goals of the programme only. */
function exampleFor({ programme, goal }: FoundGoal, goals: readonly FoundGoal[], wording: Wording): string {
  const called = shortName(programme, wording, (typed) => {
    const found = matchingGoals(goals, `${typed} ${goal.code}`);
    return found.some((each) => each.goal === goal) && found.every((each) => each.programme === programme);
  });
  return `${called} ${goal.code}`;
}

function severalFound(
  found: readonly FoundGoal[],
  text: string,
  example: string,
  wording: Wording,
): DrawnCard {
  const rest = found.length - longestList;
  const lines = found
    .slice(0, longestList)
    .map(({ programme, goal }) => `${wording.of(programme.name)}: ${goal.code} ${wording.of(goal.title)}`);
  return notice(wording.text('find.several', { text, count: found.length }), [
    ...lines.map((line) => shorten(line, 200)),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
    wording.text('find.sayWhich', { example }),
  ]);
}

async function readableGoals({ store, access }: CommandTurn, readable: Readable): Promise<FoundGoal[]> {
  const programmes = await loadProgrammes(store);
  const registers = await Promise.all(programmes.map(({ id }) => loadRegister(store, id)));
  return registers.flatMap((register) =>
    register
      ? readable(register).map((goal) => ({
          programme: register.programme,
          goal,
          isOwn: fieldsAskedOf(access.owners, goal).length > 0,
        }))
      : [],
  );
}

/**
 * Goals with the code; else those whose code and title have all the words. If neither gives any, the words before
 * or after may name the programme: by its id, or by beginnings of words of its name.
 */
export function matchingGoals(goals: readonly FoundGoal[], text: string): FoundGoal[] {
  if (text.length > longestText) return [];
  const words = wordsIn(text);
  const splits = words.slice(1, mostWords).flatMap((_, index) => [
    { programme: words.slice(0, index + 1), wanted: words.slice(index + 1) },
    { programme: words.slice(-index - 1), wanted: words.slice(0, -index - 1) },
  ]);
  for (const { programme, wanted } of [{ programme: [], wanted: words }, ...splits])
    for (const matches of [hasCode, hasWords]) {
      const hits = goals.filter(
        (found) => isCalled(found.programme, programme) && matches(found.goal, wanted),
      );
      if (hits.length > 0) return hits;
    }
  return [];
}

function hasCode({ code }: Goal, words: readonly string[]): boolean {
  return fold(code).replaceAll(' ', '') === words.join('');
}

/** A short word matches only the start of a word: "1.1" is not in "11.1"; a longer one may be any part of a compound. */
function hasWords({ code, title }: Goal, words: readonly string[]): boolean {
  const text = ` ${fold([code, ...Object.values(title)].join(' '))}`;
  return words.every((word) => text.includes(word.length >= 4 ? word : ` ${word}`));
}

/** Whether each word is the programme's id, or begins a word of its name; a short one is a whole word. */
export function isCalled({ id, name }: Programme, words: readonly string[]): boolean {
  const called = [id, ...id.split('-'), ...fold(Object.values(name).join(' ')).split(' ')];
  return words.every((word) =>
    called.some((part) => (word.length >= 4 ? part.startsWith(word) : part === word)),
  );
}

/** What was typed as folded words. A pasted page is not read to its end. */
export function wordsIn(typed: string): string[] {
  return fold(typed.slice(0, longestText)).split(' ').filter(Boolean);
}

/** Without case and accents, so that "halsa" from a foreign keyboard finds "Hälsa". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
