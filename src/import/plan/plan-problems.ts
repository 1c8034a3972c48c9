/** Problems that an admin has to look at before or after an import. Pure. */
import { type z } from 'zod';
import { type Locale } from '../../goals/schema';
import { textIn } from '../../goals/text';
import {
  type ImportedGoal,
  type ImportedRegister,
  type ImportProblem,
  type ImportProblemCode,
  type Place,
} from '../table/imported';
import { wordsOf } from '../../people/find-person';
import { type MergedGoal } from './merge-goal';
import { type NearGoal } from './near-goals';
import { type OwnedPart, type UnresolvedEntry } from '../owners/worklist';
import { type OwnerReader } from '../owners/owners';

export function problemAt<C extends ImportProblemCode>(
  place: Place,
  code: C,
  details: Readonly<Record<string, string>> = {},
  { value = '', severity = 'warning' }: Partial<Pick<ImportProblem, 'value' | 'severity'>> = {},
): ImportProblem & { readonly code: C } {
  return { severity, code, place, value: value.slice(0, 100), details };
}

const isSameRow = (a: Place, b: Place) => a.sheet === b.sheet && a.row === b.row;

function rowsOf({ place, fields }: ImportedGoal): Place[] {
  return [place, ...fields.map((field) => field.place)];
}

/** Whether there is an error in one of the goal's rows. */
export function blockedBy(goal: ImportedGoal, { problems }: ImportedRegister): boolean {
  return problems.some(
    ({ severity, place }) => severity === 'error' && rowsOf(goal).some((row) => isSameRow(row, place)),
  );
}

/** Whether any rows could not be read: a goal that seems to be missing may be in one of them. */
export function hasUnreadableRows({ goals, problems }: ImportedRegister): boolean {
  const rows = goals.flatMap(rowsOf);
  return problems.some(
    ({ severity, place }) => severity === 'error' && !rows.some((row) => isSameRow(row, place)),
  );
}

export function nearProblem(
  goal: ImportedGoal,
  id: string,
  near: readonly NearGoal[],
  locale: Locale,
): ImportProblem {
  const candidates = near
    .map(({ stored: { goal: known } }) =>
      `${known.id} (${known.code} ${textIn(known.title, locale)})`.slice(0, 160),
    )
    .join('; ');
  const details = { goal: id, candidates, first: near[0]!.stored.goal.id };
  return problemAt(goal.place, 'maybe-same', details, {
    severity: 'error',
    value: textIn(goal.title, locale),
  });
}

/** Why a goal cannot be imported as it is. */
export function mergeProblems(
  file: ImportedGoal,
  { goal, changedKinds }: MergedGoal,
  invalid: z.ZodError | undefined,
  acceptKindChanges: boolean,
  locale: Locale,
): ImportProblem[] {
  const faults = invalid?.issues.slice(0, 3).map(({ path, message }) => {
    const where = path.filter((part) => typeof part === 'string').join(' ');
    return problemAt(
      file.place,
      'goal-invalid',
      { where, reason: message },
      {
        severity: 'error',
        value: textIn(file.title, locale),
      },
    );
  });
  if (acceptKindChanges) return faults ?? [];
  const kinds = changedKinds.map(({ field, stored }) => {
    const details = { goal: goal.id, field: stored.id, from: stored.kind, to: field.kind };
    return problemAt(field.place, 'kind-changed', details, {
      severity: 'error',
      value: textIn(field.label, locale),
    });
  });
  return [...(faults ?? []), ...kinds];
}

/** Unresolved owners; the goals are imported anyway, with a stand-in. */
export function ownerProblems(
  file: ImportedGoal,
  merged: MergedGoal,
  entries: readonly UnresolvedEntry[],
  read: OwnerReader,
): ImportProblem[] {
  return entries.map(({ part, text, kind, standIn = '' }) => {
    const place = placeOf(file, merged, part);
    const goal = merged.goal.id;
    if (text === '') return problemAt(place, 'owner-missing', { goal, standIn });
    const found = read(text).unresolved[0]?.candidates ?? [];
    const candidates = found.map(({ owner, name }) => `${name} <${owner}>`).join(', ');
    const called = found.filter(({ name }) => sortedWords(name) === sortedWords(text));
    const known = called.length > 1 ? 'owner-unclear' : 'owner-unknown';
    const code = kind === 'role' ? 'owner-role-unknown' : known;
    return problemAt(place, code, { goal, standIn, candidates }, { value: text });
  });
}

/** "Virtanen, Aino" and "Aino Virtanen" are the same name. */
function sortedWords(name: string): string {
  return wordsOf(name).sort().join(' ');
}

/** The cell for the owners of the part; if the table has no such column, the row of the part. */
function placeOf(file: ImportedGoal, { goal, fields }: MergedGoal, part: OwnedPart): Place {
  const [field] =
    [...fields].find(([, { id, group }]) =>
      part.field === undefined ? group !== undefined && group === part.group : id === part.field,
    ) ?? [];
  // Merging keeps the order of the groups.
  const group = file.groups[goal.groups.findIndex(({ id }) => id === part.group)];
  const owned = part.field !== undefined ? field : part.group !== undefined ? group : file;
  const { sheet, row } = field?.place ?? file.place;
  return owned?.ownersPlace ?? { sheet, row };
}

/** If nothing in the file names an owner, it is reported once, not for each goal. */
export function withoutRepeatedOwners(
  problems: readonly ImportProblem[],
  { goals }: ImportedRegister,
): readonly ImportProblem[] {
  const missing = problems.filter(({ code }) => code === 'owner-missing');
  const parts = goals.flatMap((goal) => [goal, ...goal.groups, ...goal.fields]);
  if (missing.length < 2 || parts.some(({ ownersText = '' }) => /[\p{L}\p{N}]/u.test(ownersText)))
    return problems;
  const [first] = missing as [ImportProblem];
  const { sheet, row } = first.place;
  const details = { count: String(missing.length), standIn: first.details?.['standIn'] ?? '' };
  const once = problemAt({ sheet, row }, 'owner-column-missing', details);
  return [...problems.filter((problem) => !missing.includes(problem)), once];
}
