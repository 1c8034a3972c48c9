/** What needs help: at most three goals, with what is wrong in figures, the owner's words and who answers. Pure. */
import { type LightChange, type SupportGoal } from '../../src/digest/changes';
import { type Digest } from '../../src/digest/digest';
import { type GoalFacts } from '../../src/digest/goal-facts';
import { mostNamed, redGoals, supportGoals } from '../../src/digest/named';
import { lightRuns, type LightRun, lightSigns } from '../parts/light-marks';
import { codeText, figuresText } from '../parts/goals/figures';
import { byState } from '../parts/goals/lists';
import { type Names, wordsText } from '../parts/goals/words';
import { shortenWords } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface HelpEntry {
  /** Code and title. */
  readonly title: string;
  readonly runs: readonly LightRun[];
  /** In a subtle colour; empty if there is nothing to say. */
  readonly said: string;
}

export interface Help {
  /** Our own text. */
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

/** About 40 characters fit on a line of a phone; title and figures take two. */
const longestTitle = 46;

/** Those who ask for support; if nobody does, the goals that turned red. */
export function helpOf(digest: Digest, source: Names, wording: Wording): Help | undefined {
  const facts = new Map(digest.facts.map((each) => [each.id, each]));
  const asking = supportGoals(digest);
  const reds = redsToHelp(digest);
  const listed = (count: number, key: 'digest.helpSupport' | 'digest.helpState' | 'digest.helpRed') =>
    wording.text(key, { count });
  if (asking.length > 0) {
    const entries = asking.slice(0, mostNamed).map((goal) => {
      const stuck = wording.text('digest.tasksStuck', goal.support);
      const what = `${lightSigns[goal.light]}\u00a0${stuck}`;
      const entry = entryOf(goal, what, wantedFirst(goal, facts.get(goal.id)), source, wording);
      return { ...entry, said: decidedText(goal, digest, wording) ?? entry.said };
    });
    return { title: listed(asking.length, 'digest.helpSupport'), entries };
  }
  if (reds.length === 0) return undefined;
  const entries = reds.slice(0, mostNamed).map((goal) => {
    const figures = figuresText(goal, facts.get(goal.id), wording);
    const what = figures === '' ? '' : `${lightSigns.red}\u00a0${figures}`;
    const entry = entryOf(goal, what, facts.get(goal.id), source, wording);
    return { ...entry, said: decidedText(goal, digest, wording) ?? entry.said };
  });
  const key = byState(digest) ? 'digest.helpState' : 'digest.helpRed';
  return { title: listed(reds.length, key), entries };
}

/** The red goals that need help where nobody asks for support. */
export function redsToHelp(digest: Digest): readonly LightChange[] {
  const turned = new Set(digest.newlyRed.map(({ id }) => id));
  const reds = redGoals(digest);
  return byState(digest) ? reds : reds.filter(({ id }) => turned.has(id));
}

/** What support is needed says more than the rest of the owner's words. */
function wantedFirst({ support }: SupportGoal, facts: GoalFacts | undefined): GoalFacts | undefined {
  const [wanted] = support.wanted ?? [];
  return facts && wanted ? { ...facts, words: [{ text: wanted.text }] } : facts;
}

const longestDecided = 120;

/** What was decided, if that is all that the goal asked for: it takes the place of the owner's words. */
function decidedText({ id }: Pick<LightChange, 'id'>, { decidedSupport = [] }: Digest, wording: Wording) {
  const decided = decidedSupport.find((each) => each.id === id);
  if (!decided) return undefined;
  const text = shortenWords(decided.text, longestDecided);
  return wording.text('support.rowDecided', { day: wording.shortDay(decided.at), text });
}

function entryOf(
  goal: Pick<LightChange, 'code' | 'title'>,
  what: string,
  facts: GoalFacts | undefined,
  source: Names,
  wording: Wording,
): HelpEntry {
  const code = codeText(goal);
  const title = shortenWords(wording.of(goal.title), Math.max(16, longestTitle - code.length));
  const said = facts ? wordsText(facts, source, wording) : '';
  return { title: `${code} ${title}`, runs: lightRuns(what), said };
}
