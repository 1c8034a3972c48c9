/** The card for ordering a programme's reports. For coordinators. */
import { named } from '../command-turn';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { type ReportCardSource, reportCardData } from '../../../cards/report/data';
import { type Programme } from '../../../src/goals/schema';
import { comparePeriods } from '../../../src/periods/period';
import { type Round } from '../../../src/rounds/round';
import { listRounds } from '../../../src/rounds/round-store';
import { isUnfinishedYear, reportableYears } from '../../../src/report/year-report';
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

/** @param period the round or year that is chosen; the latest round by default */
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
  const years = reportableYears(rounds);
  const isOffered =
    period !== undefined && [...years, ...rounds.map((round) => round.period)].includes(period);
  const { languages } = programme;
  const language = languages.find((own) => own === turn.person.language) ?? languages[0]!;
  const chosen = { format: 'xlsx', language, edition: 'published' } as const;
  return drawReportCard(
    {
      ...{ programme, rounds, years, formats },
      chosen: { ...chosen, period: isOffered ? period : latest.period },
      ...(period !== undefined &&
        !isOffered && { banner: { text: notOffered(rounds, period, wording), style: 'warning' } }),
    },
    wording,
  );
}

function notOffered(rounds: readonly Round[], period: string, wording: Wording): string {
  if (isUnfinishedYear(rounds, period)) return wording.text('refused.year-unfinished');
  return wording.text('report.noSuchRound', { period: wording.period(period) });
}

/** The rounds in which people were asked, latest first. */
export async function reportedRounds(store: EntityStore, programmeId: string): Promise<Round[]> {
  const rounds = (await listRounds(store, programmeId)).filter(({ status }) => status !== 'planned');
  return rounds.sort((a, b) => comparePeriods(b.period, a.period));
}

export function drawReportCard(source: ReportCardSource, wording: Wording): Card {
  return render('report', reportCardData(source, wording));
}
