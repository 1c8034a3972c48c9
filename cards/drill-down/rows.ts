/** One goal in a list of a division's goals: how it stands, how it stood, and who has not answered. Pure. */
import { type Digest } from '../../src/digest/digest';
import { type GoalStanding } from '../../src/digest/goal-standings';
import { type Programme } from '../../src/goals/schema';
import { type Banner } from '../parts/banner';
import { besideLight } from '../parts/beside-light';
import { type DigestPlace } from '../parts/divisions';
import { completenessMarks, shownLight } from '../parts/light-marks';
import { buttonData } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface DrillDownSource {
  readonly programme: Programme;
  readonly place: DigestPlace;
  /** Covers the goals that the reader may see. */
  readonly digest: Digest;
  /** The same goals, the worst first. */
  readonly goals: readonly GoalStanding[];
  /** Whether the round has goals that the reader may not see. */
  readonly isPart: boolean;
  readonly banner?: Banner;
}

export interface GoalsCardSource extends DrillDownSource {
  /** Names of the persons who have not answered; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
}

export interface DrillDownRow {
  /** The bold part, and the text that follows it. */
  readonly heading: string;
  readonly title?: string;
  readonly lines: readonly string[];
  /** In a subtle colour below the lines. */
  readonly missing?: string;
  /** One button. */
  readonly actions: readonly object[];
}

const mostNames = 3;

export function goalRow(goal: GoalStanding, source: GoalsCardSource, wording: Wording): DrillDownRow {
  const history = wording.text('drill.history');
  const tooltip = `${history}: ${goal.code}`;
  const data = { ...source.place, goalId: goal.id };
  return {
    heading: goal.code,
    title: shorten(wording.of(goal.title), 120),
    lines: [stateLine(goal, source.digest.judged, wording), ...besideLight(goal, wording)],
    ...(goal.missing.length > 0 && { missing: missingText(goal, source, wording) }),
    actions: [buttonData({ verb: 'history', title: history, tooltip, data })],
  };
}

/** Voluntary goals are marked as such: nobody waits for them. */
function stateLine(goal: GoalStanding, judged: boolean, wording: Wording): string {
  const state = stateOf(goal, judged, wording);
  return goal.aside === 'voluntary' ? `${state} · ${wording.text('survey.voluntary')}` : state;
}

/** "🟢 vihreä → 🔴 punainen", "🟡 keltainen, kuten edellisellä jaksolla". */
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

/** "Vastaus puuttuu: Anna Virtanen, Bo Ek, Cia Lind ja 2 muuta". */
function missingText({ missing }: GoalStanding, source: GoalsCardSource, wording: Wording): string {
  const names = missing.slice(0, mostNames).map((id) => shorten(personName(source, id), 40));
  const rest = missing.length - names.length;
  const more = rest > 0 ? ` ${wording.text('digest.more', { count: rest })}` : '';
  return wording.text('drill.missing', { names: names.join(', ') + more });
}
