/** What a goal's owner says about it, and who that is. Pure. */
import { type GoalFacts } from '../../../src/digest/goal-facts';
import { personName } from '../person-name';
import { shorten, shortenWords } from '../shorten';
import { type Wording } from '../wording';

/** Names of persons by id; the id is shown if one is missing. */
export interface Names {
  readonly names: ReadonlyMap<string, string>;
}

/** About 46 small characters fit on a line of a phone. */
const longest = { words: 56, who: 30 } as const;

/** "”Tehtävä on kesken.” · Integraatiopäällikkö"; empty if there is nothing to say. */
export function wordsText(facts: GoalFacts, source: Names, wording: Wording, length?: number): string {
  return [whyText(facts, wording, length), whoText(facts, source, wording)].filter(Boolean).join(' · ');
}

/** The owner's own first sentence; without one the task and how far it is, else the target or the threshold. */
function whyText(facts: GoalFacts, wording: Wording, length: number = longest.words): string {
  const { words, task, figure, limit } = facts;
  const own = words.find(({ language }) => language === wording.locale) ?? words[0];
  if (own) return wording.text('digest.words', { text: shortenWords(own.text, length) });
  if (task) {
    const percent = task.percent === undefined ? '' : ` ${wording.percent(task.percent)}`;
    return shortenWords(wording.of(task.label), length) + percent;
  }
  const [target] = figure?.field.targets ?? [];
  if (figure && target) {
    const text = shorten(wording.goalpost(figure.field, target), length);
    return wording.text('digest.target', { target: text });
  }
  return limit === undefined ? '' : wording.text('digest.limit', { limit: wording.percent(limit) });
}

/** One name; that there are others is said, and the goal's history and list name them. */
export function whoText({ answering }: GoalFacts, source: Names, wording: Wording): string {
  const [first, ...others] = answering;
  if (first === undefined) return '';
  const name = typeof first === 'string' ? personName(source, first) : wording.of(first);
  const shown = shorten(name, longest.who);
  return others.length > 0 ? wording.text('digest.andOthers', { name: shown }) : shown;
}
