/** Storage of comments on units: a row a version, in the partition of the round that they are about. */
import { type RoundName, roundPartition } from '../rounds/round-name';
import { shortHash } from '../short-hash';
import { readValues } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { commentsAt, type CommentVersion, type UnitComment } from './unit-comment';

const prefix = 'unit-comment|';
/** A unit's name is hashed, since it may be longer than a key. */
const unitPrefix = (unit: string) => `${prefix}${shortHash(unit, 32)}|`;

/** Of two people who write the same version, the second gets a conflict. */
export const commentKey = ({ unit, version }: Pick<CommentVersion, 'unit' | 'version'>) =>
  unitPrefix(unit) + String(version).padStart(6, '0');

/** Every version of one unit's comment, or of all comments of the round; those of a unit in their order. */
export function loadCommentVersions(
  store: EntityStore,
  name: RoundName,
  unit?: string,
): Promise<CommentVersion[]> {
  const wanted = withPrefix(unit === undefined ? prefix : unitPrefix(unit));
  return readValues<CommentVersion>(store, roundPartition(name), wanted);
}

/**
 * The comments as they were at the moment.
 * @param moment ISO 8601, UTC; for a closed round its closing, so that what is changed after a reopening does not count
 * @param form the round's form at the moment
 */
export async function loadComments(
  store: EntityStore,
  name: RoundName,
  form: Parameters<typeof commentsAt>[2],
  moment: string,
): Promise<UnitComment[]> {
  return commentsAt(await loadCommentVersions(store, name), moment, form);
}
