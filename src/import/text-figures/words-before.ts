/** What the words before a figure say about it: a comparator, a starting point, a level or a change. Pure. */
import { comparatorWords, type NumberComparator } from '../../goals/answers/figure-words';
import { type Token } from './tokens';

/** What was found between the start of the clause, or the previous figure, and the figure. */
export interface WordsBefore {
  readonly comparator?: NumberComparator;
  /** The figure is a starting level: "nykytaso", "från". */
  readonly baseline: boolean;
  /** The figure is a level to reach: "till", "tasolle". */
  readonly level: boolean;
  /** "tavoite": the figure is a target, but its good side is not stated. */
  readonly aim: boolean;
  /** The figure is the amount of a change: "vähenee". */
  readonly change?: Token;
  /** The first token that is part of the phrase. */
  readonly first: Token | undefined;
}

const clauseEnd = /^[,;:.()!?\n•·]$/;
const abbreviation = /^(?:n|ca|c|v|max|maks|min|väh|vähint|enint|noin|approx)$/i;
const longestClause = 24;

/** @param at index of the figure; `from` is the first token after the previous phrase */
export function wordsBefore(tokens: readonly Token[], at: number, from: number): WordsBefore {
  const clause = clauseBefore(tokens, at, from);
  const change = clause.find(({ text }) => changes.test(text));
  const bare = withoutFillers(clause);
  const bound = boundAt(bare);
  const last = bare.at(-1);
  const near = clause.slice(-3);
  const start = near.find(({ text }) => startWords.test(text));
  const beforeBound = bound ? bare[bare.indexOf(bound.first) - 1] : last;
  const level = beforeBound !== undefined && levelWords.test(beforeBound.text);
  return {
    ...(bound && { comparator: bound.comparator }),
    baseline: start !== undefined && !bound,
    ...{ level, aim: last !== undefined && aimWords.test(last.text) },
    ...(change && { change }),
    first: bound?.first ?? start ?? (level ? last : undefined),
  };
}

function clauseBefore(tokens: readonly Token[], at: number, from: number): Token[] {
  let first = at;
  while (first > Math.max(from, at - longestClause)) {
    const token = tokens[first - 1]!;
    const isDot = token.text === '.' && abbreviation.test(tokens[first - 2]?.text ?? '');
    if (clauseEnd.test(token.text) && !isDot) break;
    first -= 1;
  }
  return tokens.slice(first, at).filter(({ text }) => text !== '.');
}

const filler = /^(?:noin|n|ca|c|cirka|ungefär|suunnilleen|about|on|är|is|ovat|olisi|[~≈+−–-])$/i;

function withoutFillers(clause: readonly Token[]): Token[] {
  let end = clause.length;
  while (end > 0 && filler.test(clause[end - 1]!.text)) end -= 1;
  return clause.slice(0, end);
}

const signs: Readonly<Record<string, NumberComparator>> = {
  ...{ '<': 'below', '>': 'above', '≤': 'at-most', '≥': 'at-least' },
  ...{ '<=': 'at-most', '=<': 'at-most', '>=': 'at-least', '=>': 'at-least' },
};
const spelt = comparatorWords.flatMap(([comparator, words]) =>
  words.map((word) => ({ comparator, words: word.replace('.', '').split(' ') })),
);

interface Bound {
  readonly comparator: NumberComparator;
  readonly first: Token;
}

/** A bound right before the figure, or before the level that the figure gives: "alle kansallisen keskitason 1,6 %". */
function boundAt(clause: readonly Token[]): Bound | undefined {
  const right = boundAtEnd(clause);
  if (right) return right;
  if (!levelNouns.test(clause.at(-1)?.text ?? '')) return undefined;
  for (let end = clause.length - 1; end >= clause.length - 3; end--) {
    const found = boundAtEnd(clause.slice(0, Math.max(0, end)));
    if (found) return found;
  }
  return undefined;
}

function boundAtEnd(clause: readonly Token[]): Bound | undefined {
  if (clause.length === 0) return undefined;
  const words = clause.slice(-3).map(({ text }) => text.toLowerCase());
  const joined = words.length > 1 ? signs[words.slice(-2).join('')] : undefined;
  if (joined) return { comparator: joined, first: clause.at(-2)! };
  const sign = signs[words.at(-1) ?? ''];
  if (sign) return { comparator: sign, first: clause.at(-1)! };
  const found = spelt
    .filter((each) => each.words.every((word, index) => words.at(index - each.words.length) === word))
    .sort((a, b) => b.words.length - a.words.length)[0];
  return found && { comparator: found.comparator, first: clause.at(-found.words.length)! };
}

const levelNouns =
  /^(?:keskitaso|keskiarvo|mediaani|taso|raja|tavoite|medelvärde|genomsnitt|median|nivå|gräns|average|level|limit)\p{L}{0,5}$/iu;
const startWords =
  /^(?:nykytaso|nykytila|nykyi|nyt|lähtötaso|lähtötila|utgångsläge|utgångsnivå|utgångspunkt|nuläge|nuvarande|från|from|baseline|currently)\p{L}{0,6}$/iu;
const levelWords = /^(?:ad|till|tasolle|tasoon|to)$/i;
const aimWords = /^(?:\p{L}{0,20}tavoite\p{L}{0,6}|tavoitteena|mål|målet|målvärde|målnivå|target|goal)$/iu;
const changes =
  /^(?:vähen(?!nys)\p{L}{1,9}|lyhen\p{L}{1,9}|pienen\p{L}{1,9}|laske(?:e|vat|nut|neet|maan|taan)|las?ki(?:vat)?|lask(?:isi|isivat)|kasva(?:a|vat|nut|neet|maan|taa|tetaan)|kasvoi(?:vat)?|nous(?:ee|evat|si|sivat|isi|ta)|nost(?:aa|avat|etaan)|tehost\p{L}{1,9}|lisää(?:vät|ntyy|ntyvät|nnytään)?|supist\p{L}{1,9}|alen(?:ee|evat|taa|tavat)|nopeut\p{L}{1,9}|paran(?:ee|evat|taa|tavat|tuu|netaan)|heiken\p{L}{1,9}|minska\p{L}{0,3}|sjunk\p{L}{0,3}|öka|ökar|ökat|ökade|förkorta\p{L}{0,2}|höj(?:a|er|s|t)|sänk(?:a|er|s|t)|förbättra\p{L}{0,2}|effektivisera\p{L}{0,2}|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|grow|grows|rises?|falls?|shortens?|improves?|cuts?|drops?)$/iu;
