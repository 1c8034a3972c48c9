import { createDownloadLink } from '../../../src/report/download-link';
import { type ReportName, reportNameOf } from '../../../src/report/content/formats';
import { wordingOf } from '../../views/admin-turn';
import { type Named, nameIn } from '../../views/command-turn';
import { consentMessage } from '../../views/file-messages';
import { notice } from '../../views/notice';
import { type BackgroundWork } from '../../views/parts/background-work';
import { cardMessage } from '../../views/parts/card-message';
import { reportText } from '../../views/report-text';
import { type ProgrammeTurn } from '../may/running';

interface Offer {
  /** What the person reads beside the button. */
  readonly text: string;
  /** The link, if browsers reach the bot. */
  readonly download?: string;
  /** Makes the file and offers it in the chat. */
  readonly later?: BackgroundWork;
}

/**
 * A press for a file is answered at once: with a link, or with the promise of the file.
 * @param command what to type if making it fails
 */
export async function offerFile(turn: ProgrammeTurn, name: ReportName, command: Named): Promise<Offer> {
  const { deps, person, programme, now } = turn;
  const wording = wordingOf(turn, programme);
  const report = reportText(programme, name, wording);
  const { publicUrl } = deps.reports;
  if (publicUrl === undefined)
    return { text: wording.text('report.making', { report }), later: offerLater(turn, name, command) };
  const link = { personId: person.id, report: name };
  const { token, expires } = await createDownloadLink(deps.store, link, now);
  const text = wording.text('report.link', { report, until: wording.moment(expires) });
  return { text, download: `${publicUrl}/reports/${token}` };
}

function offerLater(turn: ProgrammeTurn, order: ReportName, named: Named): BackgroundWork {
  const { deps, person, programme } = turn;
  const wording = wordingOf(turn, programme);
  const report = reportText(programme, order, wording);
  const command = nameIn(named, wording.locale);
  return {
    key: `offer ${JSON.stringify(reportNameOf(order))}`,
    work: async () =>
      consentMessage(await deps.reports.make(order, person.id), order, {
        summary: wording.text('report.ready', { report }),
        description: wording.text('report.about', { report }),
      }),
    failed: cardMessage(notice(wording.text('report.failed', { report, command }))),
  };
}
