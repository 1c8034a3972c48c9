/** The answers that the person is asked to lock, as lines. Pure. */
import { type Field } from '../../src/goals/schema';
import { fieldNames } from '../parts/field-labels';
import { own } from '../parts/own';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type GoalCardSource } from './source';

/** How many answers are shown before they are locked, and how much of each. */
const lockedShown = { lines: 12, length: 120 } as const;

/** What will be locked: the answers of all pages, or last period's. */
export function lockedData(source: GoalCardSource, wording: Wording) {
  const { lock, repeatAsked, goal, fields, typed, answers, previous, programme } = source;
  if (lock === undefined && !repeatAsked) return { locked: [] };
  const names = fieldNames(goal, wording);
  const lines = fields.flatMap((field) => {
    const before = own(repeatAsked ? previous?.answers : answers, field.id);
    const given = repeatAsked ? undefined : own(typed, field.id);
    const value = given?.length
      ? typedText(field, given, programme, wording)
      : before && given === undefined
        ? wording.answer(field, before, programme)
        : '';
    return value === '' ? [] : [shorten(`${names.get(field.id)!}: ${value}`, lockedShown.length)];
  });
  const shown = lines.slice(0, lockedShown.lines);
  const rest = lines.length - shown.length;
  return {
    lockedTitle: wording.text('goal.locks'),
    locked: [...shown, ...(rest > 0 ? [wording.text('goal.locksMore', { count: rest })] : [])],
  };
}

/** A choice by its label; anything else as it was typed. */
function typedText(
  field: Field,
  given: string | readonly string[],
  programme: GoalCardSource['programme'],
  wording: Wording,
): string {
  const labels = new Map(wording.choices(field, programme).map(({ value, title }) => [value, title]));
  const values = typeof given === 'string' && labels.size > 0 ? given.split(',') : [given].flat();
  return values.map((value) => labels.get(value) ?? value).join(', ');
}
