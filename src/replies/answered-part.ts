/** One person's part of a goal with its answers, narrowed to what is asked for now. */
import { type Field, type Goal, type Programme } from '../goals/schema';
import { omit } from '../omit';
import { type Round } from '../rounds/round';
import { type RoundName } from '../rounds/round-store';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Draft } from './draft';
import { completeness, type Completeness, isVoluntaryPart, noAnswers, type Reply } from './reply';
import { readReply } from './reply-store';
import { currentReview, isLocked, type Review } from './review';
import { readReview } from './review-store';
import { type StagePart, stagePart } from './stage-part';

export interface AnsweredPart {
  /** The fields that this person is asked for now. */
  readonly fields: readonly Field[];
  /** Set in a round with stages: what the fields are, and all that the person may answer of the goal. */
  readonly stage?: Pick<StagePart, 'part' | 'only'> & { readonly held: readonly Field[] };
  readonly reply?: Reply;
  readonly draft?: Draft;
  /** What a commit of this person's answer replaces: as they were read, the draft even if it is hidden. */
  readonly rows: {
    readonly reply?: Row<Reply> | undefined;
    readonly draft?: Row<Draft> | undefined;
    /** Missing once the person has answered: it may have been replaced. */
    readonly round?: Row<Round>;
  };
  /** The coordinator's review of the current reply. */
  readonly review?: Review;
  /** Of this person's fields, not of the whole goal. */
  readonly completeness: Completeness;
  /** None of this person's fields has to be answered. */
  readonly isVoluntary: boolean;
}

export interface StoredAnswers {
  readonly reply: Reply | undefined;
  /** Where the reply was read. */
  readonly row?: Row<Reply> | undefined;
  readonly reviewed: Row<Review> | undefined;
}

/**
 * Reviews exist only in programmes with one coordinated answer.
 * @param of the goal, or its reply if that is known
 */
export async function readAnswers(
  store: EntityStore,
  { policy }: Programme,
  name: RoundName,
  of: string | Reply,
): Promise<StoredAnswers> {
  const [goalId, known] = typeof of === 'string' ? [of] : [of.goalId, of];
  const reviewing = policy.oneCoordinatedAnswer ? readReview(store, name, goalId) : undefined;
  const reading = known ? undefined : readReply(store, name, goalId);
  const [row, reviewed] = reviewing ? await Promise.all([reading, reviewing]) : [await reading];
  return { reply: known ?? row?.value, row, reviewed };
}

/**
 * Hides a draft that cannot be saved because a co-owner's answer locked it; it is shown again after a comment.
 * @param held the fields that the person may answer
 */
export function answeredPart(
  programme: Programme,
  round: Pick<Round, 'stage'>,
  { goal, held }: { readonly goal: Goal; readonly held: readonly Field[] },
  { reply, row, reviewed }: StoredAnswers,
  draft: Row<Draft> | undefined,
): AnsweredPart {
  const review = currentReview(reply, reviewed?.value);
  const answers = reply?.answers ?? noAnswers;
  const staged = stagePart(goal, held, answers, round);
  const fields = staged?.fields ?? held;
  const answered = completeness(fields, answers, goal.fields);
  return {
    fields,
    ...(staged && { stage: { ...omit(staged, 'fields'), held } }),
    ...(reply && { reply }),
    ...(draft && !isLocked(answered, review, programme) && { draft: draft.value }),
    rows: { reply: row, draft },
    ...(review && { review }),
    completeness: answered,
    isVoluntary: isVoluntaryPart(goal, fields, answers),
  };
}
