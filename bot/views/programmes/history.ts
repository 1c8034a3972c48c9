/** The answers to a goal over the periods. */
import {
  historyCardData,
  type HistoryCardSource,
  type HistoryDetail,
  historyDetails,
  historyRoundData,
  historySummary,
} from '../../../cards/history/data';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { type Wording } from '../../../cards/parts/wording';
import { type DrawnCard, render } from '../../../cards/render';
import { type GoalRecord } from '../../../src/replies/goal-history';

/** With as much detail as fits into a card that Teams always takes. */
export function drawHistory(source: HistoryCardSource, wording: Wording): DrawnCard {
  const draw = (detail: HistoryDetail) => render('history', historyCardData(source, detail, wording));
  const fitting = historyDetails.find((detail) => bytesOf(draw(detail)) < largestCard);
  return { card: draw(fitting ?? historyDetails.at(-1)!), summary: historySummary(source, wording) };
}

/** One round of it with its texts in full. @param page 0-based */
export function drawHistoryRound(
  source: HistoryCardSource,
  record: GoalRecord,
  page: number,
  wording: Wording,
): DrawnCard {
  const data = historyRoundData(source, record, page, wording);
  return { card: render('history', data), summary: historySummary(source, wording) };
}
