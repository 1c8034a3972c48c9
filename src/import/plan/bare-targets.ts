/** Targets without a known good side: listed once, decided together or one by one, never guessed. Pure. */
import { RefusedError } from '../../errors';
import { type Field, type Goal, type Locale, type Target } from '../../goals/schema';
import { disagreeingSides, type SaidSide, sideOf } from '../../goals/judging/target-side';
import { textIn } from '../../goals/text';
import { type ImportedField, type ImportProblem, type Place } from '../table/imported';
import { problemAt } from './plan-problems';

export const sideChoices = ['at-least', 'at-most', 'exactly'] as const;
export type SideChoice = (typeof sideChoices)[number];

/** What an admin decided; a decision for one target takes precedence over the one for all. */
export interface SideDecisions {
  readonly all?: SideChoice;
  /** By the key of the target. */
  readonly each?: ReadonlyMap<string, SideChoice>;
}

export interface BareTarget {
  /** Identifies it in decisions: `goal/field`, or `goal/field/2` for a further target of a field. */
  readonly key: string;
  readonly code: string;
  readonly label: string;
  /** As written in the register. */
  readonly raw: string;
  readonly place: Place;
  readonly decided?: SideChoice;
}

/** The register's field for each field of the file. */
type Fields = ReadonlyMap<ImportedField, Field>;

/** The goal with the decided sides, which never override a side stated elsewhere. */
export function withDecidedSides(goal: Goal, decisions: SideDecisions): Goal {
  return { ...goal, fields: goal.fields.map((field) => withDecidedSide(goal.id, field, decisions)) };
}

function withDecidedSide(goalId: string, field: Field, decisions: SideDecisions): Field {
  const targets = field.targets.map((target, at) => {
    const side = isBare(field, target) ? decidedOf(keyOf(goalId, field, at), decisions) : undefined;
    return side ? { ...target, comparator: side } : target;
  });
  return { ...field, targets };
}

function decidedOf(key: string, { all, each }: SideDecisions): SideChoice | undefined {
  return each?.get(key) ?? all;
}

/** The goal's bare targets in order, including those already decided. */
export function bareTargetsIn(
  goal: Goal,
  fields: Fields,
  { locale, sides = {} }: { readonly locale: Locale; readonly sides?: SideDecisions | undefined },
): BareTarget[] {
  return goal.fields.flatMap((field) =>
    field.targets.flatMap((target, at): BareTarget[] => {
      const [label, place] = [textIn(field.label, locale), placeOf(field, fields)];
      if (!isBare(field, target) || !place) return [];
      const key = keyOf(goal.id, field, at);
      const decided = decidedOf(key, sides);
      return [{ key, code: goal.code, label, raw: target.raw, place, ...(decided && { decided }) }];
    }),
  );
}

/** Reports targets for which two sources give different sides; the earlier one counts. */
export function sideProblems(goal: Goal, fields: Fields): ImportProblem[] {
  return goal.fields.flatMap((field) =>
    field.targets.flatMap((target): ImportProblem[] => {
      const found = field.role === 'measure' ? disagreeingSides(field, target) : undefined;
      const place = placeOf(field, fields);
      if (!found || !place) return [];
      const details = { ...told('counts', found.counts), ...told('against', found.against) };
      return [problemAt(place, 'sides-disagree', details, { value: target.raw })];
    }),
  );
}

function told(name: string, { by, side }: SaidSide): Record<string, string> {
  return { [name]: side, [`${name}By`]: by };
}

/** @throws RefusedError `choice-unknown` if no target waits for one of the decisions */
export function refuseUnknownSides({ each }: SideDecisions, bare: readonly BareTarget[]): void {
  const keys = new Set(bare.map(({ key }) => key));
  const unknown = [...(each?.keys() ?? [])].find((key) => !keys.has(key));
  if (unknown !== undefined) throw new RefusedError('choice-unknown', { goal: unknown });
}

function isBare(field: Field, target: Target): boolean {
  return field.role === 'measure' && target.value !== undefined && sideOf(field, target) === undefined;
}

function keyOf(goalId: string, field: Field, at: number): string {
  return `${goalId}/${field.id}${at === 0 ? '' : `/${at + 1}`}`;
}

function placeOf(field: Field, fields: Fields): Place | undefined {
  return [...fields].find(([, { id }]) => id === field.id)?.[0].place;
}
