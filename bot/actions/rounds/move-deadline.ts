/** Moves a round's deadline by hand, with a form that is shown again if something is wrong. */
import { type RoundName, roundNameOf } from '../../../src/rounds/round-name';
import { type ConfirmCardSource } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/parts/banner';
import { deadlineInputs, type DeadlineProblems, movingLines } from '../../../cards/confirm/round-act-lines';
import { timesBy } from '../../../src/periods/calendar';
import { localDay, localTime } from '../../../src/periods/local-time';
import { tellMovedDeadline } from '../../../src/reminders/tell-moved-deadline';
import { moveDeadline as moveIt } from '../../../src/rounds/move-deadline';
import { type Round } from '../../../src/rounds/round';
import { wordingOf } from '../../views/admin-turn';
import { sendFromOf, sendingLines } from '../../views/sending';
import { type ActionResult, inputText } from '../../views/turn';
import { coordinators, type ProgrammeTurn } from '../may/running';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { confirmation } from '../parts/results';
import { asClosed, doneToRound, openRoundOf } from './round-acts';
import { deadlineSaid, readDeadline, type TypedDeadline, typedDeadline } from './typed-deadline';

interface Shown extends TypedDeadline {
  /** "true" if those who have not answered are to be told. */
  readonly tell: string;
  readonly problems?: DeadlineProblems;
}

/** @throws RefusedError `round-closed`, `unknown-round`. */
export const moveDeadlineAsk = action('move-deadline-ask', roundData, coordinators, async (turn, name) => {
  const { programme } = turn;
  const round = await openRoundOf(turn, name);
  const present = new Date(round.deadline);
  const day = localDay(present, programme.timeZone);
  return form(turn, round, { day, time: localTime(present, programme.timeZone), tell: 'false' });
});

/** A second press, or the deadline it already has, changes nothing. @throws RefusedError as moveDeadlineAsk. */
export const moveDeadline = action(
  'move-deadline',
  roundData.catchall(anyInput),
  coordinators,
  async (turn, data) => {
    const { deps, actor, now, programme } = turn;
    const name = roundNameOf(data);
    const wording = wordingOf(turn, programme);
    const round = await openRoundOf(turn, name);
    const typed = { ...typedDeadline(data), tell: inputText(data, 'tell') };
    const read = readDeadline(turn, typed);
    if ('problems' in read) return form(turn, round, { ...typed, ...read });
    const { deadline } = read;
    const formAgain = (key: 'moveDeadline.same' | 'moveDeadline.changed') => {
      const text = wording.text(key, { deadline: wording.moment(round.deadline) });
      return form(turn, round, typed, { text, style: 'warning' });
    };
    if (deadline.toISOString() === round.deadline) return formAgain('moveDeadline.same');
    if (data['seen'] !== undefined && data['seen'] !== round.deadline)
      return formAgain('moveDeadline.changed');
    const times = timesBy({ opens: new Date(round.opens), deadline }, programme, deps.holidays);
    const moved = await moveIt(deps.store, { ...name, ...actor, deadline, ...times }, now).catch(asClosed);
    const told = typed.tell === 'true' ? await tell(turn, name) : [];
    return doneToRound(turn, name, [
      wording.text('moveDeadline.done', deadlineSaid(turn, programme, name, deadline)),
      ...(moved.closes === undefined
        ? []
        : [wording.text('moveDeadline.closes', { closes: wording.moment(moved.closes) })]),
      ...told,
    ]);
  },
);

async function tell(turn: ProgrammeTurn, name: RoundName): Promise<string[]> {
  const { deps, actor, now, programme } = turn;
  const sendFrom = sendFromOf(turn, programme);
  const count = await tellMovedDeadline(deps.store, { ...name, ...actor, sendFrom }, now);
  const text = wordingOf(turn, programme).text('moveDeadline.told', { count });
  return [text, ...sendingLines(turn, programme, count)];
}

function form(turn: ProgrammeTurn, round: Round, shown: Shown, banner?: Banner): ActionResult {
  const { programme } = turn;
  const wording = wordingOf(turn, programme);
  const source: ConfirmCardSource = {
    ...(banner && { banner }),
    title: wording.text('moveDeadline.title', { period: wording.period(round.period) }),
    lines: movingLines(programme, round, turn.now.toISOString(), wording),
    inputs: [
      ...deadlineInputs(shown, wording),
      {
        ...{ id: 'tell', kind: 'toggle', value: shown.tell },
        label: wording.text('moveDeadline.message'),
        title: wording.text('moveDeadline.tell'),
      },
    ],
    confirm: {
      title: wording.text('programme.moveDeadline'),
      verb: 'move-deadline',
      data: { ...roundNameOf(round), seen: round.deadline },
    },
    back: { verb: 'programme', data: { programmeId: programme.id } },
  };
  return confirmation(source, wording);
}
