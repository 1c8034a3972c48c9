/** Reopens a round by hand, with a form for the new deadline that is shown again if something is wrong. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { type ConfirmCardSource } from '../../../cards/confirm/data';
import {
  deadlineInputs,
  type DeadlineProblems,
  reasonInput,
  reopeningLines,
} from '../../../cards/confirm/round-act-lines';
import { RefusedError } from '../../../src/errors';
import { localDay, localMoment, localTime } from '../../../src/periods/local-time';
import { addWorkingDays, withClosedDays } from '../../../src/periods/working-days';
import { countAskedAgain, reopenRound } from '../../../src/reminders/reopen-round';
import { type Round } from '../../../src/rounds/round';
import { type RoundName } from '../../../src/rounds/round-store';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { sendFromOf, sendingLines } from '../../views/sending';
import { type ActionResult, inputText } from '../../views/turn';
import { lastChange } from '../../views/parts/last-change';
import { coordinators, type ProgrammeTurn } from '../may/running';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { confirmation } from '../parts/results';
import { doneToRound, knownRound, requireSeen } from './round-acts';
import { deadlineSaid, readDeadline, type TypedDeadline, typedDeadline } from './typed-deadline';

interface Shown extends TypedDeadline {
  readonly reason: string;
  readonly problems?: DeadlineProblems;
}

const dayMs = 24 * 3600 * 1000;

/** @throws RefusedError `round-not-closed`, `unknown-round`. */
export const reopenAsk = action('reopen-ask', roundData, coordinators, async (turn, name) => {
  const round = await closedRoundOf(turn, name);
  return form(turn, round, { ...suggested(turn, round), reason: '' });
});

/** A week from now, or the round's own deadline if it was closed early and that is later. */
function suggested({ deps, now, programme }: ProgrammeTurn, round: Round): TypedDeadline {
  const { calendar, timeZone } = programme;
  const own = withClosedDays(deps.holidays, calendar.closedDays);
  const week = localDay(new Date(now.getTime() + 7 * dayMs), timeZone);
  const { at } = calendar.deadline;
  const day = addWorkingDays(week, 0, own);
  const present = new Date(round.deadline);
  if (localMoment(day, at, timeZone).toJSDate() >= present) return { day, time: at };
  return { day: localDay(present, timeZone), time: localTime(present, timeZone) };
}

/** @throws RefusedError as reopenAsk; `round-changed`. */
export const reopen = action('reopen', roundData.catchall(anyInput), coordinators, async (turn, data) => {
  const { deps, actor, now, programme } = turn;
  const name = roundNameOf(data);
  const wording = wordingOf(turn, programme);
  const round = await closedRoundOf(turn, name);
  requireSeen(round, data['seen']);
  const typed = { ...typedDeadline(data), reason: inputText(data, 'reason') };
  const read = readDeadline(turn, typed);
  const reason = typed.reason === '' && { reason: wording.text('reopenRound.reasonMissing') };
  if ('problems' in read || reason) {
    const problems = { ...('problems' in read && read.problems), ...reason };
    return form(turn, round, { ...typed, problems });
  }
  const { deadline } = read;
  const messages = await countAskedAgain(deps.store, round, now);
  const sendFrom = sendFromOf(turn, programme);
  await reopenRound(deps.store, { ...name, ...actor, reason: typed.reason, deadline, sendFrom }, now);
  return doneToRound(turn, name, [
    wording.text('reopenRound.done', deadlineSaid(turn, programme, name, deadline)),
    wording.text('openRound.messages', { count: messages }),
    ...sendingLines(turn, programme, messages),
  ]);
});

async function form(turn: ProgrammeTurn, round: Round, shown: Shown): Promise<ActionResult> {
  const { programme } = turn;
  const wording = wordingOf(turn, programme);
  const recipients = await countAskedAgain(turn.deps.store, round, turn.now);
  const source: ConfirmCardSource = {
    title: wording.text('reopenRound.title', { period: wording.period(round.period) }),
    lines: [
      ...reopeningLines({ programme, round, recipients, ...lateFrom(turn, round, shown) }, wording),
      ...sendingLines(turn, programme, recipients),
    ],
    inputs: [reasonInput(shown, wording), ...deadlineInputs(shown, wording)],
    confirm: {
      title: wording.text('programme.reopen'),
      verb: 'reopen',
      data: { ...roundNameOf(round), seen: lastChange(round) },
    },
    back: { verb: 'programme', data: { programmeId: programme.id } },
  };
  return confirmation(source, wording);
}

/** When replies start to be late, unless that is not before the deadline in the form. */
function lateFrom(turn: ProgrammeTurn, round: Round, shown: TypedDeadline) {
  const first = round.lateAfter ?? round.deadline;
  const read = readDeadline(turn, shown);
  return 'problems' in read || first < read.deadline.toISOString() ? { lateAfter: first } : {};
}

async function closedRoundOf(turn: AdminTurn, name: RoundName): Promise<Round> {
  const round = await knownRound(turn, name);
  if (round.status !== 'closed') throw new RefusedError('round-not-closed');
  return round;
}
