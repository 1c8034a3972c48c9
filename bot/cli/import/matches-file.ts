/** The file in which goals that may be others of the register are decided: written as a template, filled in, read. */
import { RefusedError } from '../../../src/errors';
import { readWorkbook } from '../../../src/import/file/read-workbook';
import { type SheetRow } from '../../../src/import/file/sheet';
import {
  decisionsIn,
  type GoalWords,
  type MatchDecision,
  type MatchDecisions,
  type NearMatch,
} from '../../../src/import/plan/near-matches';
import { csvText } from '../../../src/report/csv/csv';
import { bytesOf } from '../parts/read-file';

const heads = ['Goal', 'In the file', 'Decision (1, 2, 3 or new)'] as const;
const candidateHeads = ['1', '2', '3'] as const;

/** A row a goal, with the decisions so far; the nearest goal of the register is the first. */
export function matchesTemplate(matches: readonly NearMatch[]): string {
  const rows = matches.map((match) => [
    match.key,
    wordsText(match),
    decisionText(match),
    ...match.candidates.map(wordsText),
  ]);
  return csvText([[...heads, ...candidateHeads], ...rows], { separator: ';', decimal: ',' });
}

function decisionText({ decided, candidates }: NearMatch): string {
  if (!decided) return '';
  return decided === 'new' ? 'new' : String(candidates.findIndex(({ id }) => id === decided.same) + 1);
}

/**
 * Reads a filled-in template, as CSV or as a workbook that was made of it. A row without a decision is decided later.
 * @throws RefusedError `file-not-read`, `match-unreadable` with the row; `choice-unknown` for a goal that waits for no
 *   decision; those of readWorkbook
 */
export async function readMatches(file: string, matches: readonly NearMatch[]): Promise<MatchDecisions> {
  const [sheet] = readWorkbook(await bytesOf(file), file);
  const decisions = new Map(decisionsIn(matches));
  for (const row of sheet?.rows ?? []) {
    const [key = '', , decision = ''] = [0, 1, 2].map((column) => row.cells.get(column)?.text.trim());
    if (key === heads[0] || decision === '') continue;
    const match = matches.find((each) => each.key === key);
    if (!match) throw new RefusedError('choice-unknown', { goal: key });
    decisions.set(key, decisionIn(decision, match, row));
  }
  return decisions;
}

function decisionIn(text: string, { candidates }: NearMatch, { number }: SheetRow): MatchDecision {
  if (/^(?:new|uusi|ny|nytt)$/i.test(text)) return 'new';
  const candidate = /^\d$/.test(text) ? candidates[Number(text) - 1] : undefined;
  if (candidate) return { same: candidate.id };
  throw new RefusedError('match-unreadable', { row: String(number), text, most: String(candidates.length) });
}

/** "1.2 Title (Heading › Heading; measures: …)". */
export function wordsText({ code, title, headings, measures }: GoalWords): string {
  const where = [
    headings.join(' › '),
    ...(measures.length > 0 ? [`measures: ${measures.join(', ')}`] : []),
  ].filter((text) => text !== '');
  return `${code === undefined ? '' : `${code} `}${title}${where.length > 0 ? ` (${where.join('; ')})` : ''}`;
}
