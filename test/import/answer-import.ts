/** Everybody answers what was imported; and what a report must then have of the file. */
import { askedGoals, isAskedOf } from '../../src/goals/answers/asked-fields';
import { type Field, type Goal, type Locale, type Register } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { type ImportedRegister } from '../../src/import/table/imported';
import { type Directory, personsOf } from '../../src/people/directory';
import { recordReply, UnconfirmedReplyError } from '../../src/replies/record-reply';
import { ownersOfField } from '../../src/rounds/asked';
import { type LongFormRow } from '../../src/report/content/long-form';
import { type EntityStore } from '../../src/storage/store';

/** When they do: the round must be open. */
export const during = new Date('2026-01-20T08:00:00Z');

/** What a person types into a field of this kind. */
function typedInto(field: Field, at: number, { programme }: Register): string {
  switch (field.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return field.options![at % field.options!.length]!.id;
    case 'work-state':
      return programme.workStates[at % programme.workStates.length]!.id;
    case 'yes-no':
      return '1';
    case 'light':
      return 'green';
    case 'date':
      return '2026-01-15';
    case 'text':
      return `Etenee, kohta ${at}`;
    default:
      return String(Math.min(field.max ?? 50, Math.max(field.min ?? 0, 50)));
  }
}

export interface Given {
  readonly goal: Goal;
  readonly field: Field;
  readonly raw: string;
  readonly by: string;
}

/** Everybody answers what is theirs, a submit for each person of a goal. */
export async function answerAll(
  store: EntityStore,
  register: Register,
  period: string,
  directory: Directory,
  now: Date = during,
) {
  const given: Given[] = [];
  for (const goal of askedGoals(register)) {
    const byPerson = new Map<string, Given[]>();
    goal.fields.forEach((field, at) => {
      const by = ownersOfField(goal, field).flatMap((owner) => personsOf(directory, owner))[0]!;
      const each = { goal, field, by, raw: typedInto(field, at, register) };
      given.push(each);
      byPerson.set(by, [...(byPerson.get(by) ?? []), each]);
    });
    for (const [by, all] of byPerson) await submit(store, register, { goal, by, all, period, now });
  }
  return given;
}

async function submit(
  store: EntityStore,
  { programme }: Register,
  {
    goal,
    by,
    all,
    period,
    now,
  }: Pick<Given, 'goal' | 'by'> & {
    readonly all: readonly Given[];
    readonly period: string;
    readonly now: Date;
  },
) {
  const submission = {
    ...{ programmeId: programme.id, period, goalId: goal.id, by, seenVersion: 0 },
    ...{ locale: 'fi' as Locale, shown: all.map(({ field }) => field.id) },
    typed: Object.fromEntries(all.map(({ field, raw }) => [field.id, raw])),
  };
  try {
    await recordReply(store, submission, now);
  } catch (error) {
    if (!(error instanceof UnconfirmedReplyError)) throw error;
    await recordReply(store, { ...submission, confirmed: error.token }, now);
  }
}

/** What a report must have of the file: the words and figures of every field that is asked, in the file's order. */
export function rowsOf({ goals }: ImportedRegister, { programme }: Register) {
  const [locale] = programme.languages as [Locale];
  const asked = goals.filter((goal) => isAskedOf(goal, programme));
  return asked.flatMap((goal) =>
    goal.fields.map((field) => ({
      goal_code: goal.code,
      goal_title: textIn(goal.title, locale),
      field: textIn(field.label, locale),
      kind: field.kind,
      target: field.targets.map(({ raw }) => raw).join('; '),
      baseline: field.baseline?.raw ?? '',
    })),
  );
}

/** The rows of the file's fields: a programme that collects what is needed asks it of every task that does not proceed. */
export function withoutSupportLines(
  report: readonly LongFormRow[],
  { collectsSupport }: Register['programme'],
): LongFormRow[] {
  const stuck = report.filter(
    ({ role, raw }) => collectsSupport && role === 'state' && raw === 'needs-support',
  );
  const lines = report.filter(({ role }) => role === 'support');
  expect(lines.map((row) => [row.goal_id, row.group_id])).toEqual(
    stuck.map((row) => [row.goal_id, row.group_id]),
  );
  return report.filter(({ role }) => role !== 'support');
}
