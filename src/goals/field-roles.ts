/** What a field's role means for its figure. Pure. */
import { type Field } from './schema';

/** A confidence estimate and a task's progress are percentages themselves, so they are judged without targets. */
export function isEstimate({ role }: Pick<Field, 'role'>): boolean {
  return role === 'confidence' || role === 'progress';
}
