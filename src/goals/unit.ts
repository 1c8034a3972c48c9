/** The unit responsible for a goal. Pure. */
import { type Goal, type LocalizedText, type Programme } from './schema';
import { textIn } from './text';
import { shortHash } from '../short-hash';

export function unitOf({ unit, headings }: Pick<Goal, 'unit' | 'headings'>): LocalizedText {
  return unit ?? headings[0]!;
}

/** The unit's name in the programme's main language, which identifies it in grants and actions. */
export function unitNameOf(
  goal: Pick<Goal, 'unit' | 'headings'>,
  { languages }: Pick<Programme, 'languages'>,
): string {
  return textIn(unitOf(goal), languages[0]!);
}

/** The units of a programme in the register's order, by name. */
export function unitsOf(
  goals: readonly Goal[],
  programme: Pick<Programme, 'languages'>,
): Map<string, LocalizedText> {
  return new Map(goals.map((goal) => [unitNameOf(goal, programme), unitOf(goal)]));
}

/** Identifies a unit in a comma-separated list, where its name, which may have a comma, cannot be used. */
export function unitToken(unit: string): string {
  return shortHash(unit, 12);
}
