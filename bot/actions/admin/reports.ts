/** Reports for who runs a programme: asked for on a card, given as a file in the chat or as a link. */
import { type ReportCardSource, reportCardData } from '../../../cards/report/data';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { comparePeriods } from '../../../src/periods/period';
import { createDownloadLink } from '../../../src/report/download-link';
import { type Round } from '../../../src/rounds/round';
import { listRounds } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { type Later } from '../../teams/afterwards';
import { cardMessage } from '../../teams/card-message';
import { nameIn } from '../../commands/command';
import { notice } from '../../views/notice';
import { consentMessage } from '../../views/file-messages';
import { reportText } from '../../views/report-text';
import { type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../../views/admin-turn';

/** What is typed for the card. */
export const reportNames = ['raportti', 'rapport', 'report'];

type Order = AdminData<'report-make'>;

/** @throws RefusedError `not-permitted`. */
export async function reportCard(
  turn: AdminTurn,
  { programmeId, period }: AdminData<'report'>,
): Promise<Card> {
  const { programme } = await coordinatedProgramme(turn, programmeId);
  const rounds = await reportedRounds(turn.deps.store, programmeId);
  const wording = wordingOf(turn, programme);
  const [latest] = rounds;
  if (!latest) return draw({ programme, rounds }, wording);
  const wanted = rounds.find((round) => round.period === period);
  const { languages } = programme;
  const language = languages.find((own) => own === turn.person.language) ?? languages[0]!;
  const text =
    period !== undefined && !wanted
      ? wording.text('report.noSuchRound', { period: wording.period(period) })
      : undefined;
  return draw(
    {
      ...{ programme, rounds },
      chosen: { period: (wanted ?? latest).period, format: 'xlsx', language },
      ...(text !== undefined && { banner: { text, style: 'warning' } }),
    },
    wording,
  );
}

/**
 * The press is answered at once: with a link, or with the promise of a file.
 * @throws RefusedError `not-permitted`, `unknown-round`.
 */
export async function orderReport(turn: AdminTurn, order: Order): Promise<ActionResult> {
  const { deps, person } = turn;
  const { programmeId, period, format, language } = order;
  const report = { programmeId, period, format, language };
  const { programme } = await coordinatedProgramme(turn, programmeId);
  const rounds = await reportedRounds(deps.store, programmeId);
  if (!rounds.some((round) => round.period === period)) throw new RefusedError('unknown-round');
  const wording = wordingOf(turn, programme);
  const called = reportText(programme, report, wording);
  const card = (more: Partial<ReportCardSource>) =>
    draw({ programme, rounds, chosen: { period, format, language }, ...more }, wording);
  const { publicUrl } = deps.reports;
  if (publicUrl === undefined) {
    const text = wording.text('report.making', { report: called });
    const later = offerLater(turn, programme, report);
    return { card: card({ banner: { text, style: 'good' } }), lasting: false, later };
  }
  const { token, expires } = await createDownloadLink(deps.store, { personId: person.id, report }, turn.now);
  const text = wording.text('report.link', { report: called, until: wording.moment(expires) });
  const download = `${publicUrl}/reports/${token}`;
  return { card: card({ banner: { text, style: 'good' }, download }), lasting: false };
}

function offerLater(turn: AdminTurn, programme: Programme, order: Order): Later {
  const { deps, person } = turn;
  const wording = wordingOf(turn, programme);
  const report = reportText(programme, order, wording);
  const command = nameIn({ names: reportNames }, wording.locale);
  return {
    key: `offer ${order.programmeId} ${order.period} ${order.format} ${order.language}`,
    work: async () =>
      consentMessage(await deps.reports.make(order, person.id), order, {
        summary: wording.text('report.ready', { report }),
        description: wording.text('report.about', { report }),
      }),
    failed: cardMessage(notice(wording.text('report.failed', { report, command }))),
  };
}

/** Those that people were asked in, the latest first. */
async function reportedRounds(store: EntityStore, programmeId: string): Promise<Round[]> {
  const rounds = (await listRounds(store, programmeId)).filter(({ status }) => status !== 'planned');
  return rounds.sort((a, b) => comparePeriods(b.period, a.period));
}

function draw(source: ReportCardSource, wording: Wording): Card {
  return render('report', reportCardData(source, wording));
}
