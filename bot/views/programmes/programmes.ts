/** The programmes that a person runs, one of them with its rounds, and recipients that a round could not reach. */
import { programmeCardData, type ShownRound } from '../../../cards/programme/data';
import { listCardData, programmeRow, type ProgrammeState } from '../../../cards/list/data';
import { type Card, render } from '../../../cards/render';
import { type Banner } from '../../../cards/parts/banner';
import { brakeButtons } from '../../../cards/parts/buttons/brake-button';
import { type RoundState } from '../../../cards/parts/round-lines';
import { loadPauses } from '../../../src/brake/pauses';
import { type Pause, pauseOver } from '../../../src/brake/scope';
import { buildDigest } from '../../../src/digest/build-digest';
import { loadLostChannels } from '../../../src/channels/lost-channels';
import { RefusedError } from '../../../src/errors';
import { loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { loadWorklist } from '../../../src/import/resolve-owner';
import { comparePeriods } from '../../../src/periods/period';
import { loadQuestionCounts } from './questions';
import { loadLeavers } from '../../../src/replies/leavers';
import { mayAdminister, mayCoordinate, mayStop } from '../../../src/rounds/permissions';
import { type Round, takesReplies, takesRepliesAt } from '../../../src/rounds/round';
import { listRounds, readRound } from '../../../src/rounds/round-store';
import { forecast, type ForecastStep } from '../../../src/schedule/forecast';
import { openableRounds, type OpenableRounds } from '../../../src/schedule/openable-rounds';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../admin-turn';
import { undeliveredLines, unreached } from '../undelivered-lines';
import { pausedSince } from '../brake/pausing';
import { backToProgramme } from './back';

/** @throws RefusedError `admins-only` if the person runs no programme. */
export async function programmesCard(turn: AdminTurn): Promise<Card> {
  return drawProgrammes(turn, await coordinatedProgrammes(turn));
}

/** The programmes that the person runs; for admins all, even if there are none. @throws RefusedError `admins-only`. */
export async function coordinatedProgrammes({ deps, access }: AdminTurn): Promise<Programme[]> {
  const programmes = (await loadProgrammes(deps.store)).filter((each) => mayCoordinate(access, each));
  if (programmes.length === 0 && !mayAdminister(access)) throw new RefusedError('admins-only');
  return programmes;
}

export async function drawProgrammes(
  turn: AdminTurn,
  programmes: readonly Programme[],
  { page = 0, banner }: { readonly page?: number; readonly banner?: Banner } = {},
): Promise<Card> {
  const { now, wording, deps } = turn;
  const pauses = await loadPauses(deps.store);
  const everything = pauseOver(pauses, {});
  const shown = banner ?? (everything && (await pausedBanner(turn, everything)));
  const rows = await Promise.all(
    programmes.map(async (programme) =>
      programmeRow(await stateOf(turn, programme), now.toISOString(), wordingOf(turn, programme)),
    ),
  );
  const title = wording.text('programmes.title');
  const empty = wording.text('programmes.none');
  const source = {
    ...{ title, rows, empty, turn: { verb: 'programmes' as const, data: {}, page } },
    buttons: mayStop(turn.access, undefined) ? brakeButtons(pauses, {}, wording) : [],
    ...(shown && { banner: shown }),
  };
  return render('list', listCardData(source, wording));
}

async function pausedBanner({ deps, wording }: AdminTurn, pause: Pause): Promise<Banner> {
  return { text: await pausedSince(deps.store, pause, wording), style: 'warning' };
}

/** @throws RefusedError `not-permitted`. */
export async function programmeCard(turn: AdminTurn, programmeId: string, banner?: Banner): Promise<Card> {
  const programme = await coordinatedProgramme(turn, programmeId);
  return drawProgramme(turn, programme, banner);
}

export async function drawProgramme(turn: AdminTurn, programme: Programme, banner?: Banner): Promise<Card> {
  const { deps, access, now } = turn;
  const { id: programmeId } = programme;
  const all = await listRounds(deps.store, programmeId);
  const rounds = await Promise.all(
    [...openOf(all), ...lastClosedOf(all)].map((round) => shownRound(turn, round)),
  );
  const { next, skipped, discarded } = openableBy(turn, programme, all);
  const steps = await stepsOf(turn, programmeId);
  const pauses = await loadPauses(deps.store);
  const pause = pauseOver(pauses, { programmeId });
  const shown = banner ?? (pause && (await pausedBanner(turn, pause)));
  const source = {
    programme,
    now: now.toISOString(),
    rounds,
    openable: [
      ...(next ? [{ period: next.period, opens: next.opens.toISOString() }] : []),
      ...skipped.map((period) => ({ period })),
      ...discarded.map((period) => ({ period, isDiscarded: true as const })),
    ],
    ...(steps && { steps }),
    mayAdminister: mayAdminister(access),
    unresolved: (await loadWorklist(deps.store, programmeId)).length,
    ...(await loadQuestionCounts(deps.store, programmeId)),
    leavers: (await loadLeavers(deps.store, programmeId)).length,
    lostChannels: (await loadLostChannels(deps.store, [programme], now)).length,
    pauses,
    ...(shown && { banner: shown }),
  };
  return render('programme', programmeCardData(source, wordingOf(turn, programme)));
}

/** Recipients that could not be reached in a round. @throws RefusedError `unknown-round`. */
export async function drawUndelivered(
  turn: AdminTurn,
  programme: Programme,
  period: string,
  page: number,
): Promise<Card> {
  const { store } = turn.deps;
  const { id: programmeId } = programme;
  const name = { programmeId, period };
  if (!(await readRound(store, name))) throw new RefusedError('unknown-round');
  const wording = wordingOf(turn, programme);
  const lines = await undeliveredLines(store, await unreached(store, name), wording);
  const source = {
    context: wording.of(programme.name),
    title: wording.text('undelivered.title', { period: wording.period(period) }),
    rows: lines.map((line) => ({ name: line.name, lines: [line.state] })),
    empty: wording.text('undelivered.none'),
    turn: { verb: 'undelivered' as const, data: name, page },
    buttons: [backToProgramme(programmeId, wording)],
  };
  return render('list', listCardData(source, wording));
}

/** The earliest period first. */
function openOf(rounds: readonly Round[]): Round[] {
  return rounds.filter(takesReplies).sort((a, b) => comparePeriods(a.period, b.period));
}

/** At most one. */
function lastClosedOf(rounds: readonly Round[]): Round[] {
  const closed = rounds.filter(({ status }) => status === 'closed');
  return closed.sort((a, b) => comparePeriods(a.period, b.period)).slice(-1);
}

async function stateOf(turn: AdminTurn, programme: Programme): Promise<ProgrammeState> {
  const rounds = await listRounds(turn.deps.store, programme.id);
  const { next } = openableBy(turn, programme, rounds);
  const open = openOf(rounds);
  const shown = open.length > 0 ? open : lastClosedOf(rounds);
  return {
    programme,
    rounds: await Promise.all(shown.map((round) => roundState(turn, round))),
    ...(next && { next: { period: next.period, opens: next.opens.toISOString() } }),
  };
}

async function roundState(
  { deps, now }: AdminTurn,
  round: Round,
): Promise<RoundState & Pick<ShownRound, 'differing'>> {
  const { asked, answered, partly, persons, differing } = await buildDigest(deps.store, round, now);
  return { round, asked, answered, partly, persons, differing: differing.length };
}

async function shownRound(turn: AdminTurn, round: Round): Promise<ShownRound> {
  return {
    ...(await roundState(turn, round)),
    undelivered: (await unreached(turn.deps.store, round)).length,
    takesReplies: takesRepliesAt(round, turn.now),
  };
}

/** An unusable calendar must not hide the rounds. */
function openableBy(
  { deps, now }: AdminTurn,
  programme: Programme,
  rounds: readonly Round[],
): OpenableRounds {
  try {
    return openableRounds(programme, rounds, now, deps.holidays);
  } catch (error) {
    if (error instanceof RangeError) return { skipped: [], discarded: [] };
    throw error;
  }
}

const shownSteps = 5;

async function stepsOf({ deps, now }: AdminTurn, programmeId: string): Promise<ForecastStep[] | undefined> {
  const { store, holidays, sendRate } = deps;
  try {
    return await forecast(store, { programmeId, from: now, count: shownSteps, holidays, sendRate });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
