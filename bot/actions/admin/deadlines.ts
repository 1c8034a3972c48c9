/** Reopens rounds and moves deadlines by hand: a form with the new deadline, which comes back with what is wrong. */
import { closingAfter } from '../../../src/periods/calendar';
import { type Banner } from '../../../cards/goal/source';
import {
  deadlineInputs,
  type DeadlineProblems,
  movingLines,
  reasonInput,
  reopeningLines,
} from '../../../cards/parts/round-act-lines';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { localDay, localMoment, localTime } from '../../../src/periods/local-time';
import { addWorkingDays, withClosedDays } from '../../../src/periods/working-days';
import { countAskedAgain, reopenRound } from '../../../src/replies/reopen-round';
import { moveDeadline } from '../../../src/rounds/move-deadline';
import { type Round } from '../../../src/rounds/round';
import { type RoundName } from '../../../src/rounds/round-store';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../../views/admin-turn';
import {
  asClosed,
  asking,
  done,
  knownRound,
  lastChange,
  nameOf,
  openRoundOf,
  requireSeen,
} from './round-acts';
import { sendFromOf, sendingLines } from '../../views/sending';
import { readDeadline, type TypedDeadline, typedDeadline } from './typed-deadline';

interface Shown extends TypedDeadline {
  readonly problems?: DeadlineProblems;
}

const dayMs = 24 * 3600 * 1000;

/** @throws RefusedError `not-permitted`; `round-not-closed`, `unknown-round`. */
export async function askToReopen(turn: AdminTurn, name: AdminData<'reopen-ask'>): Promise<ActionResult> {
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  const round = await closedRoundOf(turn, name);
  return reopeningForm(turn, programme, round, { ...suggested(turn, programme, round), reason: '' });
}

/** A week from now, or the deadline of a round that was closed before it, where that is later. */
function suggested({ deps, now }: AdminTurn, programme: Programme, round: Round): TypedDeadline {
  const { calendar, timeZone } = programme;
  const own = withClosedDays(deps.holidays, calendar.closedDays);
  const week = localDay(new Date(now.getTime() + 7 * dayMs), timeZone);
  const { at } = calendar.deadline;
  const day = addWorkingDays(week, 0, own);
  const present = new Date(round.deadline);
  if (localMoment(day, at, timeZone).toJSDate() >= present) return { day, time: at };
  return { day: localDay(present, timeZone), time: localTime(present, timeZone) };
}

/** @throws RefusedError as askToReopen; `round-changed`. */
export async function reopen(turn: AdminTurn, data: AdminData<'reopen'>): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const name = nameOf(data);
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  const wording = wordingOf(turn, programme);
  const round = await closedRoundOf(turn, name);
  requireSeen(round, data['seen']);
  const typed = { ...typedDeadline(data), reason: inputText(data, 'reason') };
  const read = readDeadline(turn, programme, typed);
  const reason = typed.reason === '' && { reason: wording.text('reopenRound.reasonMissing') };
  if ('problems' in read || reason) {
    const problems = { ...('problems' in read && read.problems), ...reason };
    return reopeningForm(turn, programme, round, { ...typed, problems });
  }
  const { deadline } = read;
  const messages = await countAskedAgain(deps.store, round, now);
  const sendFrom = sendFromOf(turn, programme);
  await reopenRound(deps.store, { ...name, ...actor, reason: typed.reason, deadline, sendFrom }, now);
  return done(turn, name, [
    wording.text('reopenRound.done', said(turn, programme, name, deadline)),
    wording.text('openRound.messages', { count: messages }),
    ...sendingLines(turn, programme, messages),
  ]);
}

/** @throws RefusedError `not-permitted`; `round-closed`, `unknown-round`. */
export async function askToMoveDeadline(
  turn: AdminTurn,
  name: AdminData<'move-deadline-ask'>,
): Promise<ActionResult> {
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  const round = await openRoundOf(turn, name);
  const present = new Date(round.deadline);
  const day = localDay(present, programme.timeZone);
  return movingForm(turn, programme, round, { day, time: localTime(present, programme.timeZone) });
}

/** A second press, or the deadline that it has already, changes nothing. @throws RefusedError as askToMoveDeadline. */
export async function moveTheDeadline(
  turn: AdminTurn,
  data: AdminData<'move-deadline'>,
): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const name = nameOf(data);
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  const wording = wordingOf(turn, programme);
  const round = await openRoundOf(turn, name);
  const typed = typedDeadline(data);
  const read = readDeadline(turn, programme, typed);
  if ('problems' in read) return movingForm(turn, programme, round, { ...typed, ...read });
  const { deadline } = read;
  const back = (key: 'moveDeadline.same' | 'moveDeadline.changed') => {
    const text = wording.text(key, { deadline: wording.moment(round.deadline) });
    return movingForm(turn, programme, round, typed, { text, style: 'warning' });
  };
  if (deadline.toISOString() === round.deadline) return back('moveDeadline.same');
  if (data['seen'] !== undefined && data['seen'] !== round.deadline) return back('moveDeadline.changed');
  const closes = closingAfter(deadline, programme, deps.holidays);
  const moved = await moveDeadline(deps.store, { ...name, ...actor, deadline, closes }, now).catch(asClosed);
  return done(turn, name, [
    wording.text('moveDeadline.done', said(turn, programme, name, deadline)),
    ...(moved.closes === undefined
      ? []
      : [wording.text('moveDeadline.closes', { closes: wording.moment(moved.closes) })]),
  ]);
}

async function reopeningForm(
  turn: AdminTurn,
  programme: Programme,
  round: Round,
  shown: Shown & { readonly reason: string },
): Promise<ActionResult> {
  const wording = wordingOf(turn, programme);
  const recipients = await countAskedAgain(turn.deps.store, round, turn.now);
  const source = {
    title: wording.text('reopenRound.title', { period: wording.period(round.period) }),
    lines: [
      ...reopeningLines(
        { programme, round, recipients, ...lateFrom(turn, programme, round, shown) },
        wording,
      ),
      ...sendingLines(turn, programme, recipients),
    ],
    inputs: [reasonInput(shown, wording), ...deadlineInputs(shown, wording)],
    confirm: {
      title: wording.text('programme.reopen'),
      verb: 'reopen' as const,
      data: { ...nameOf(round), seen: lastChange(round) },
    },
    back: { verb: 'programme' as const, data: { programmeId: programme.id } },
  };
  return asking(source, wording);
}

/** From when on replies are late, unless that is not before the deadline in the form. */
function lateFrom(turn: AdminTurn, programme: Programme, round: Round, shown: TypedDeadline) {
  const first = round.lateAfter ?? round.deadline;
  const read = readDeadline(turn, programme, shown);
  return 'problems' in read || first < read.deadline.toISOString() ? { lateAfter: first } : {};
}

function movingForm(
  turn: AdminTurn,
  programme: Programme,
  round: Round,
  shown: Shown,
  banner?: Banner,
): ActionResult {
  const wording = wordingOf(turn, programme);
  const source = {
    ...(banner && { banner }),
    title: wording.text('moveDeadline.title', { period: wording.period(round.period) }),
    lines: movingLines(programme, round, turn.now.toISOString(), wording),
    inputs: deadlineInputs(shown, wording),
    confirm: {
      title: wording.text('programme.moveDeadline'),
      verb: 'move-deadline' as const,
      data: { ...nameOf(round), seen: round.deadline },
    },
    back: { verb: 'programme' as const, data: { programmeId: programme.id } },
  };
  return asking(source, wording);
}

async function closedRoundOf(turn: AdminTurn, name: RoundName): Promise<Round> {
  const round = await knownRound(turn, name);
  if (round.status !== 'closed') throw new RefusedError('round-not-closed');
  return round;
}

function said(turn: AdminTurn, programme: Programme, { period }: RoundName, deadline: Date) {
  const wording = wordingOf(turn, programme);
  return { period: wording.period(period), deadline: wording.moment(deadline.toISOString()) };
}
