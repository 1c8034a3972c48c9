/** Reports for coordinators: ordered on a card, delivered as a file in the chat or as a link. */
import { type ReportCardSource } from '../../../cards/report/data';
import { RefusedError } from '../../../src/errors';
import { periodSchema } from '../../../src/periods/period';
import { partFormats } from '../../../src/report/content/formats';
import { isUnfinishedYear, reportableYears } from '../../../src/report/year-report';
import { type Round } from '../../../src/rounds/round';
import { wordingOf } from '../../views/admin-turn';
import { drawReportCard, drawReportForm, reportedRounds, reportNames } from '../../views/programmes/report';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { programmeData, reportName, reportNameIn } from '../parts/data';
import { shown, shownOnce } from '../parts/results';
import { offerFile } from './offer-file';

const reported = programmeData.extend({ period: periodSchema.optional() });

/** The form. */
export const report = action('report', reported, coordinators, async (turn, { period }) =>
  shown(await drawReportForm(turn, turn.programme, period)),
);

/**
 * The press is answered at once: with a link, or with the promise of a file.
 * @throws RefusedError `unknown-round`, `year-unfinished`, `no-pdf-converter`.
 */
export const reportMake = action('report-make', reportName, coordinators, async (turn, order) => {
  const { deps, programme } = turn;
  const name = reportNameIn(order);
  const { programmeId, period, format, part } = name;
  const { language, edition } = order;
  const chosen = { period, format, language, edition, ...(part && { part }) };
  const rounds = await reportedRounds(deps.store, programmeId);
  requireReported(rounds, period);
  // The card may have been drawn by a replica that has the office program.
  if (!deps.reports.formats.includes(format)) throw new RefusedError('no-pdf-converter');
  const wording = wordingOf(turn, programme);
  const card = (text: string, more: Partial<ReportCardSource> = {}) => {
    const offered = { years: reportableYears(rounds), formats: deps.reports.formats };
    const source = { programme, rounds, ...offered, chosen, ...more };
    return shownOnce(drawReportCard({ banner: { text, style: 'good' }, ...source }, wording));
  };
  if (part && !partFormats[part].includes(format)) {
    const text = wording.text('refused.board-as-table');
    return card(text, { banner: { text, style: 'attention' } });
  }
  const { text, download, later } = await offerFile(turn, name, reportNames);
  return { ...card(text, download === undefined ? {} : { download }), ...(later && { later }) };
});

/** @throws RefusedError `unknown-round`, `year-unfinished`. */
function requireReported(rounds: readonly Round[], period: string): void {
  if (rounds.some((round) => round.period === period) || reportableYears(rounds).includes(period)) return;
  throw new RefusedError(isUnfinishedYear(rounds, period) ? 'year-unfinished' : 'unknown-round');
}
