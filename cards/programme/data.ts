/** A programme with its rounds and upcoming steps, as data for `card.json`. Pure. */
import { type Pause, pauseOver } from '../../src/brake/scope';
import { type Programme } from '../../src/goals/schema';
import { roundNameOf } from '../../src/rounds/round-name';
import { type ForecastStep } from '../../src/schedule/forecast';
import { type Banner, bannerData } from '../parts/banner';
import { brakeButtons } from '../parts/buttons/brake-button';
import { buttonData, buttonsIn, type ListButton, type ListRow } from '../parts/list-row';
import { deadlineText, isOpen, roundProgress, type RoundState, roundTitle } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { stepText } from '../parts/step-text';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ShownRound extends RoundState {
  /** Number of recipients who could not be reached. */
  readonly undelivered: number;
  /** Number of goals whose owner judges differently from the figures. */
  readonly differing: number;
  /** Whether replies are accepted now. */
  readonly takesReplies: boolean;
}

export interface ProgrammeCardSource {
  readonly programme: Programme;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** The open rounds first, then the one closed last. */
  readonly rounds: readonly ShownRound[];
  /** Rounds that can be opened by hand; without `opens` (ISO 8601, UTC) the round was skipped, or taken back. */
  readonly openable: readonly {
    readonly period: string;
    readonly opens?: string;
    readonly isDiscarded?: true;
  }[];
  /** Missing if they cannot be computed from the calendar. */
  readonly steps?: readonly ForecastStep[];
  readonly mayAdminister: boolean;
  /** Number of texts in the register's owner column that match no known owner. */
  readonly unresolved: number;
  /** Number of goal owners who have left the organisation. */
  readonly leavers: number;
  /** Questions about the goals of its latest rounds, and how many of them wait; missing if there are none. */
  readonly questions?: { readonly asked: number; readonly waiting: number };
  /** Number of the programme's channels to which nothing can be posted. */
  readonly lostChannels?: number;
  /** All that are in force. */
  readonly pauses: readonly Pause[];
  readonly banner?: Banner;
}

/** Only a broken calendar has more rounds open at once, and the card must stay small. */
const mostRounds = 6;

export function programmeCardData(source: ProgrammeCardSource, wording: Wording) {
  const { programme, rounds, openable, banner } = source;
  const rest = rounds.length - mostRounds;
  return {
    ...bannerData(banner),
    heading: wording.text('heading.programme'),
    title: shorten(wording.of(programme.name), 200),
    rounds: rounds.slice(0, mostRounds).map((round) => roundData(round, source, wording)),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    ...(openable.length > 0 && { toOpen: wording.text('programme.toOpen') }),
    openable: openable.map((each) => openableRow(each, programme.id, wording)).map(rowData),
    stepsTitle: wording.text('programme.steps'),
    steps: source.programme.awaitsStart
      ? [wording.text('programme.notStarted')]
      : stepLines(source.steps, wording),
    mend: mend(source, wording).map(buttonData),
    links: mostInSight(links(source, wording), 1),
  };
}

function roundData(shown: ShownRound, { programme, now, pauses }: ProgrammeCardSource, wording: Wording) {
  const { round, undelivered } = shown;
  const button = buttonFor(programme.id, round.period, wording);
  const missing = shown.persons.asked - shown.persons.done;
  const waits = shown.takesReplies && missing > 0;
  const persons = [
    ...(missing > 0 ? [button('missing', wording.text('programme.missing', { count: missing }))] : []),
    ...(undelivered > 0
      ? [button('undelivered', wording.text('programme.undelivered', { count: undelivered }))]
      : []),
    ...(waits ? [button('remind-ask', wording.text('programme.remind'))] : []),
  ];
  const differing =
    shown.differing > 0
      ? [button('differing', wording.text('programme.differing', { count: shown.differing }))]
      : [];
  const survey = programme.policy.oneCoordinatedAnswer
    ? [button('survey', wording.text('programme.survey'))]
    : [];
  const whole = isOpen(round)
    ? [
        button('move-deadline-ask', wording.text('programme.moveDeadline')),
        button('close-ask', wording.text('programme.close')),
      ]
    : [button('reopen-ask', wording.text('programme.reopen'))];
  const pause = pauseOver(pauses, round);
  const deliveries = button('deliveries', wording.text('deliveries.title'));
  const brakes = isOpen(round) || pause ? brakeButtons(pauses, roundNameOf(round), wording) : [];
  // A reopened round has figures that were published.
  const discard =
    round.status === 'open'
      ? [{ ...button('discard-round-ask', wording.text('brake.discard')), mode: 'secondary' as const }]
      : [];
  return {
    name: roundTitle(round, wording),
    lines: [
      roundProgress(shown, wording).join(' '),
      ...(isOpen(round) ? [deadlineText(round, now, wording)] : []),
      ...(pause ? [wording.text('brake.pausedRound', { at: wording.moment(pause.at) })] : []),
    ],
    // Two sets, so that each fits on one line on a phone.
    actions: mostInSight(isOpen(round) ? persons : [], 2),
    changes: mostInSight([...differing, ...survey, ...whole, deliveries, ...brakes, ...discard], 1),
  };
}

/** The first ones in sight, the others in the overflow menu. */
function mostInSight(buttons: readonly ListButton[], count: number) {
  return [...buttonsIn('primary', buttons.slice(0, count)), ...buttonsIn('secondary', buttons.slice(count))];
}

/** Several rounds have buttons with the same title, so the tooltip names the period. */
function buttonFor(programmeId: string, period: string, wording: Wording) {
  return (verb: Verb, title: string): ListButton => ({
    verb,
    title,
    tooltip: `${title}: ${wording.period(period)}`,
    data: { programmeId, period },
  });
}

function openableRow(
  { period, opens, isDiscarded }: ProgrammeCardSource['openable'][number],
  programmeId: string,
  wording: Wording,
): ListRow & { readonly button: ListButton } {
  const shown = wording.period(period);
  const name =
    opens === undefined
      ? wording.text(isDiscarded ? 'brake.roundDiscarded' : 'round.skipped', { period: shown })
      : wording.text('round.next', { period: shown, opens: wording.moment(opens) });
  const button = buttonFor(programmeId, period, wording)('open-ask', wording.text('programme.open'));
  return { name, lines: [], button };
}

function rowData({ name, button }: ReturnType<typeof openableRow>) {
  return { name, actions: [buttonData(button)] };
}

function stepLines(steps: ProgrammeCardSource['steps'], wording: Wording): string[] {
  if (!steps) return [wording.text('programme.noSchedule')];
  if (steps.length === 0) return [wording.text('programme.noSteps')];
  return steps.map((step) => stepText(step, wording));
}

/** Buttons to the questions, and to fix unknown owners, owners who have left, and channels to which nothing can be posted. */
function mend(
  { programme, unresolved, leavers, questions, lostChannels = 0, mayAdminister }: ProgrammeCardSource,
  wording: Wording,
): ListButton[] {
  const data = { programmeId: programme.id };
  const lost = wording.text('programme.lostChannels', { count: lostChannels });
  const unknown = wording.text('programme.unresolved', { count: unresolved });
  const left = wording.text('programme.leavers', { count: leavers });
  const waiting = questions?.waiting ?? 0;
  const asked =
    waiting > 0 ? wording.text('questions.waiting', { count: waiting }) : wording.text('questions.title');
  return [
    ...(questions ? [{ verb: 'questions' as const, title: asked, data }] : []),
    ...(unresolved > 0 ? [{ verb: 'unresolved' as const, title: unknown, data }] : []),
    ...(leavers > 0 ? [{ verb: 'leavers' as const, title: left, data }] : []),
    ...(lostChannels > 0 && mayAdminister ? [{ verb: 'channels' as const, title: lost, data }] : []),
  ];
}

function links(
  { programme, rounds, mayAdminister, pauses }: ProgrammeCardSource,
  wording: Wording,
): ListButton[] {
  const data = { programmeId: programme.id };
  const forAdmins: readonly ListButton[] = [
    { verb: 'schedule', title: wording.text('programme.schedule'), data },
    { verb: 'channels', title: wording.text('programme.channels'), data },
    { verb: 'grants', title: wording.text('programme.grants'), data: {} },
  ];
  return [
    ...(rounds.length > 0
      ? [{ verb: 'report' as const, title: wording.text('programme.report'), data }]
      : []),
    ...(mayAdminister ? forAdmins : []),
    { verb: 'programmes', title: wording.text('programmes.title'), data: {} },
    ...brakeButtons(pauses, data, wording),
  ];
}
