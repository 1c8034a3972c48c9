/** Who answered, unless readers answered for themselves, and what was late. Pure. */
import { type Field } from '../../src/goals/schema';
import { own } from '../parts/own';
import { personName } from '../parts/person-name';
import { type Wording } from '../parts/wording';
import { type GoalCardSource } from './source';

/** Everybody who answered any of these fields, once each; `''` is the reader. */
export function authorsOf(fields: readonly Field[], source: GoalCardSource, wording: Wording): string[] {
  const authors = fields.flatMap((field) => {
    const isShown = own(source.answers, field.id) && !source.conflicts?.has(field.id);
    return isShown ? [authorText(field, source, wording)] : [];
  });
  return [...new Set(authors)];
}

/** "Vastannut Aino Virtanen henkilön Matti Meikäläinen puolesta 3.10.2026 klo 9.15 · myöhässä". */
export function authorText(field: Field, source: GoalCardSource, wording: Wording): string {
  const { by, at, onBehalfOf } = own(source.answers, field.id)!;
  const isLate = source.lateFields?.has(field.id) === true;
  if (by === source.reader && onBehalfOf === undefined) return isLate ? wording.text('field.late') : '';
  const name = personName(source, by);
  const moment = wording.moment(at);
  const given =
    onBehalfOf === undefined
      ? wording.text('field.answeredBy', { name, moment })
      : wording.text('field.answeredFor', { name, owner: personName(source, onBehalfOf), moment });
  return isLate ? `${given} · ${wording.text('state.late')}` : given;
}
