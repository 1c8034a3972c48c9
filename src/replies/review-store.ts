/** Storage of reviews: beside the replies, in their round's partition. */
import { type RoundName, roundPartition } from '../rounds/round-name';
import { readRow, readValues, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type Review } from './review';

const prefix = 'review|';
export const reviewKey = (goalId: string) => prefix + goalId;

export function readReview(
  store: EntityStore,
  name: RoundName,
  goalId: string,
): Promise<Row<Review> | undefined> {
  return readRow<Review>(store, roundPartition(name), reviewKey(goalId));
}

export async function loadReviews(store: EntityStore, name: RoundName): Promise<Map<string, Review>> {
  const reviews = await readValues<Review>(store, roundPartition(name), withPrefix(prefix));
  return new Map(reviews.map((review) => [review.goalId, review]));
}
