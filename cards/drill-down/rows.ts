/** One goal in a list: how it stands, how it stood, what its owner says, and who has not answered. Pure. */
import { type Digest } from '../../src/digest/digest';
import { type GoalFacts } from '../../src/digest/goal-facts';
import { type GoalStanding } from '../../src/digest/goal-standings';
import { maySettle, type ShownSupport, supportButtons, supportNotes } from './support';
import { isColour } from '../../src/goals/judging/light';
import { type Programme } from '../../src/goals/schema';
import { type Banner } from '../parts/banner';
import { besideLight } from '../parts/beside-light';
import { type DigestPlace } from '../parts/goals/divisions';
import { figuresText } from '../parts/goals/figures';
import { byState, type GoalList } from '../parts/goals/lists';
import { whoText, wordsText } from '../parts/goals/words';
import { completenessMarks, lightRuns, type LightRun, shownLight } from '../parts/light-marks';
import { buttonsIn } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface DrillDownSource {
  readonly programme: Programme;
  readonly place: DigestPlace;
  /** Whether the reader may open the digest from here; default: yes. */
  readonly opensDigest?: boolean;
  /** Covers the goals that the reader may see. */
  readonly digest: Digest;
  /** The same goals, the worst first. */
  readonly goals: readonly GoalStanding[];
  /** How many questions wait for a response, by goal. */
  readonly questions?: ReadonlyMap<string, number>;
  /** The requests for support of each goal's tasks, with what the tasks are called. */
  readonly support?: ReadonlyMap<string, readonly ShownSupport[]>;
  /** Ids of the goals on whose requests the reader may decide. */
  readonly decidable?: ReadonlySet<string>;
  /** Ids of the goals that the reader may ask about. */
  readonly askable?: ReadonlySet<string>;
  /** The units that the reader may comment on now: their names in the programme's main language. */
  readonly commentable?: ReadonlySet<string>;
  /** Names of those who commented on units. */
  readonly writers?: ReadonlyMap<string, string>;
  /** Whether the round has goals that the reader may not see. */
  readonly isPart: boolean;
  readonly banner?: Banner;
}

export interface GoalsCardSource extends DrillDownSource {
  /** Names of the persons who answer or have not answered; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** By goal, for those on the page. */
  readonly facts: ReadonlyMap<string, GoalFacts>;
}

export interface DrillDownRow {
  /** The bold part, and the text that follows it. */
  readonly heading: string;
  readonly title?: string;
  readonly lines: readonly { readonly runs: readonly LightRun[] }[];
  /** In a subtle colour below the lines. */
  readonly notes: readonly string[];
  /** At most three buttons, all but the first in the overflow menu. */
  readonly actions: readonly object[];
}

const longest = { words: 120, names: 240 } as const;

/** @param list that the row is in, so that the goal's history leads back to it */
export function goalRow(
  goal: GoalStanding,
  source: GoalsCardSource,
  wording: Wording,
  list?: GoalList,
): DrillDownRow {
  const history = wording.text('drill.history');
  const isAskedThere = list === 'support' || (list === 'reds' && byState(source.digest));
  const decides = isAskedThere && maySettle(goal, source);
  const waiting = source.questions?.get(goal.id) ?? 0;
  const facts = source.facts.get(goal.id);
  const said = facts ? saidText(goal, facts, source, wording) : '';
  const lines = [stateLine(goal, facts, source.digest.judged, wording), ...besideLight(goal, wording)];
  return {
    heading: goal.code,
    title: shorten(wording.of(goal.title), 120),
    lines: lines.map(rowLine),
    notes: [
      ...(said === '' ? [] : [said]),
      ...(goal.missing.length > 0 ? [missingText(goal, source, wording)] : []),
      ...(waiting > 0 ? [wording.text('questions.waiting', { count: waiting })] : []),
      ...supportNotes(source.support?.get(goal.id) ?? [], wording),
    ],
    actions: [
      ...(decides ? supportButtons('primary', goal, source, wording) : []),
      ...buttonsIn(decides ? 'secondary' : 'primary', [
        {
          ...{ verb: 'history', title: history, tooltip: `${history}: ${goal.code}` },
          data: { ...source.place, goalId: goal.id, ...(list && { list }) },
        },
      ]),
      ...(decides ? [] : supportButtons('secondary', goal, source, wording)),
      ...(source.askable?.has(goal.id) ? [askButton(goal, source, wording)] : []),
    ],
  };
}

/** In the overflow menu, so that the row keeps its width on a phone. */
function askButton({ id, code }: GoalStanding, { place }: DrillDownSource, wording: Wording): object {
  const title = wording.text('ask.button');
  const { programmeId, period } = place;
  return buttonsIn('secondary', [
    { verb: 'ask', title, tooltip: `${title}: ${code}`, data: { programmeId, period, goalId: id } },
  ])[0]!;
}

/** What is not judged, or not yet, has nothing to explain. */
function saidText(
  { light }: GoalStanding,
  facts: GoalFacts,
  source: GoalsCardSource,
  wording: Wording,
): string {
  return isColour(light) ? wordsText(facts, source, wording, longest.words) : whoText(facts, source, wording);
}

export function rowLine(text: string): DrillDownRow['lines'][number] {
  return { runs: lightRuns(text) };
}

/** Voluntary goals are marked as such: nobody waits for them. */
function stateLine(
  goal: GoalStanding,
  facts: GoalFacts | undefined,
  judged: boolean,
  wording: Wording,
): string {
  const { percent, beforePercent } = goal;
  const change = {
    ...(beforePercent !== undefined && { fromPercent: beforePercent }),
    ...(percent !== undefined && { toPercent: percent }),
  };
  const figures = judged && goal.light !== 'not-answered' ? figuresText(change, facts, wording) : '';
  return [
    stateOf(goal, judged, wording),
    ...(figures === '' ? [] : [figures]),
    ...(goal.aside === 'voluntary' ? [wording.text('survey.voluntary')] : []),
  ].join(' · ');
}

/** "● vihreä → ■ punainen", "▲ keltainen, kuten edellisellä jaksolla". */
function stateOf({ light, before, completeness }: GoalStanding, judged: boolean, wording: Wording): string {
  if (!judged || (light === 'not-answered' && completeness === 'partly'))
    return `${completenessMarks[completeness]} ${wording.text(`state.${completeness}`)}`;
  const now = shownLight(light, wording);
  if (before === undefined) return now;
  if (before === light) return wording.text('drill.same', { light: now });
  const then = shownLight(before, wording);
  return light === 'not-answered'
    ? wording.text('drill.before', { light: now, before: then })
    : `${then} → ${now}`;
}

/** "Vastaus puuttuu: Anna Virtanen, Bo Ek, Cia Lind". */
function missingText({ missing }: GoalStanding, source: GoalsCardSource, wording: Wording): string {
  const names = missing.map((id) => shorten(personName(source, id), 40)).join(', ');
  return wording.text('drill.missing', { names: shorten(names, longest.names) });
}
