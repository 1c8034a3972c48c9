/** The answers to a goal over the periods. */
import {
  historyCardData,
  type HistoryCardSource,
  type HistoryDetail,
  historyDetails,
  historySummary,
} from '../../../cards/history/data';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { type Wording } from '../../../cards/parts/wording';
import { type DrawnCard, render } from '../../../cards/render';

/** With as much detail as fits into a card that Teams always takes. */
export function drawHistory(source: HistoryCardSource, wording: Wording): DrawnCard {
  const draw = (detail: HistoryDetail) => render('history', historyCardData(source, detail, wording));
  const fitting = historyDetails.find((detail) => bytesOf(draw(detail)) < largestCard);
  return { card: draw(fitting ?? historyDetails.at(-1)!), summary: historySummary(source, wording) };
}
