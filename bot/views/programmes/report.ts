/** The card for ordering a programme's reports. For coordinators. */
import { named } from '../command-turn';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { type ReportCardSource, reportCardData } from '../../../cards/report/data';
import { type Programme } from '../../../src/goals/schema';
import { comparePeriods } from '../../../src/periods/period';
import { type Round } from '../../../src/rounds/round';
import { listRounds } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../admin-turn';

/** The command that shows the card. */
export const reportNames = named({ fi: 'raportti', sv: 'rapport', en: 'report' });

/** @throws RefusedError `not-permitted`. */
export async function reportCard(
  turn: AdminTurn,
  { programmeId, period }: { readonly programmeId: string; readonly period?: string | undefined },
): Promise<Card> {
  const programme = await coordinatedProgramme(turn, programmeId);
  return drawReportForm(turn, programme, period);
}

/** @param period the round that is chosen; the latest by default */
export async function drawReportForm(
  turn: AdminTurn,
  programme: Programme,
  period: string | undefined,
): Promise<Card> {
  const rounds = await reportedRounds(turn.deps.store, programme.id);
  const wording = wordingOf(turn, programme);
  const [latest] = rounds;
  const { formats } = turn.deps.reports;
  if (!latest) return drawReportCard({ programme, rounds, formats }, wording);
  const wanted = rounds.find((round) => round.period === period);
  const { languages } = programme;
  const language = languages.find((own) => own === turn.person.language) ?? languages[0]!;
  const text =
    period !== undefined && !wanted
      ? wording.text('report.noSuchRound', { period: wording.period(period) })
      : undefined;
  return drawReportCard(
    {
      ...{ programme, rounds, formats },
      chosen: { period: (wanted ?? latest).period, format: 'xlsx', language },
      ...(text !== undefined && { banner: { text, style: 'warning' } }),
    },
    wording,
  );
}

/** The rounds in which people were asked, latest first. */
export async function reportedRounds(store: EntityStore, programmeId: string): Promise<Round[]> {
  const rounds = (await listRounds(store, programmeId)).filter(({ status }) => status !== 'planned');
  return rounds.sort((a, b) => comparePeriods(b.period, a.period));
}

export function drawReportCard(source: ReportCardSource, wording: Wording): Card {
  return render('report', reportCardData(source, wording));
}
