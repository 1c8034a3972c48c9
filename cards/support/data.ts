/** A request for support with what was decided on it, and a line for a decision, as data for `card.json`. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { type DecisionVersion, longestDecision } from '../../src/support/request';
import { type Banner, bannerData } from '../parts/banner';
import { cardButton, type CardButton } from '../parts/buttons/card-button';
import { excess } from '../parts/limits';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** What is shown of a request; missing for a reader who may not see it any more. */
interface ShownRequest {
  readonly programme: Programme;
  readonly round: Pick<Round, 'period'>;
  readonly goal: Goal;
  /** The id of the goal's group that is the task. */
  readonly task?: string;
  readonly by: string;
  /** When it was asked last, and first (ISO 8601, UTC). */
  readonly askedAt: string;
  readonly since: string;
  readonly wanted: readonly string[];
  /** The owners say now that the task proceeds, or have answered something else. */
  readonly isWithdrawn: boolean;
  readonly versions: readonly DecisionVersion[];
}

export interface SupportCardSource {
  readonly request?: ShownRequest;
  /** Names of those who asked and decided. */
  readonly names: ReadonlyMap<string, string>;
  /** Set if the reader may decide: who is told, and what is in the input. */
  readonly deciding?: { readonly told: readonly string[]; readonly text: string };
  /** What was typed, for a reader who may not decide. */
  readonly typed?: string;
  readonly problem?: string;
  readonly banner?: Banner;
  readonly buttons: readonly CardButton[];
}

export function supportCardData(source: SupportCardSource, wording: Wording) {
  const { request, names, deciding, typed, problem, banner, buttons } = source;
  return {
    ...bannerData(banner),
    heading: wording.text('support.title'),
    ...(request && aboutData(request, wording)),
    lines: request ? linesOf(request, wording) : [],
    record: request ? recordData(request, names, wording) : [],
    ...(deciding && { input: inputData(deciding.text, wording) }),
    ...(!deciding && typed && { typed: { label: wording.text('ask.typed'), text: typed } }),
    ...(problem !== undefined && { problem }),
    notes: deciding ? [notesFor(deciding.told, wording)] : [],
    buttons: buttons.map(cardButton),
  };
}

function aboutData({ programme, round, goal }: ShownRequest, wording: Wording) {
  return {
    about: `${shorten(wording.of(programme.name), 160)} · ${wording.period(round.period)}`,
    goal: { code: goal.code, title: shorten(wording.of(goal.title), 200) },
  };
}

function linesOf({ goal, task, askedAt, since, isWithdrawn }: ShownRequest, wording: Wording): string[] {
  const label = goal.groups.find(({ id }) => id === task)?.label;
  return [
    ...(label ? [wording.text('support.task', { task: shorten(wording.of(label), 160) })] : []),
    ...(since === askedAt ? [] : [wording.text('support.since', { day: wording.shortDay(since) })]),
    ...(isWithdrawn ? [wording.text('support.withdrawn')] : []),
  ];
}

function recordData(
  { by, askedAt, wanted, versions }: ShownRequest,
  names: ReadonlyMap<string, string>,
  wording: Wording,
) {
  const author = (who: string, at: string) =>
    wording.text('asked.by', { name: personName({ names }, who), at: wording.moment(at) });
  return [
    {
      label: wording.text('support.wanted'),
      text: wanted.length > 0 ? wanted.join('\n') : wording.text('support.unsaid'),
      author: author(by, askedAt),
    },
    ...versions.map((version, index) => ({
      label: wording.text(labelOf(versions, index)),
      text: version.text ?? wording.text('support.openAgain'),
      author: author(version.by, version.at),
    })),
  ];
}

/** A decision after one that was taken back is not a correction of it. */
function labelOf(versions: readonly DecisionVersion[], index: number) {
  if (versions[index]!.text === undefined) return 'support.takenBack';
  return versions[index - 1]?.text === undefined ? 'support.decided' : 'support.corrected';
}

function inputData(value: string, wording: Wording) {
  return {
    label: wording.text('support.line'),
    value,
    placeholder: wording.text('ask.placeholder', { max: wording.number(longestDecision) }),
    maxLength: longestDecision + excess,
  };
}

function notesFor(told: readonly string[], wording: Wording): string {
  const shown = wording.text('support.explain');
  if (told.length === 0) return shown;
  return `${wording.text('support.told', { names: shorten(told.join(', '), 200) })} ${shown}`;
}
