/** Parts of what buttons carry. What a card carries is never trusted beyond these ids. */
import { z } from 'zod';
import { idSchema, localeSchema } from '../../../src/goals/schema';
import { periodSchema } from '../../../src/periods/period';
import { reportFormats } from '../../../src/report/content/formats';
import { type RoundName } from '../../../src/rounds/round-name';

/** 0-based. */
export const pageNumber = z.int().min(0).max(1000);
export const programmeData = z.object({ programmeId: idSchema });
export const roundData = programmeData.extend({ period: periodSchema });
export const goalData = roundData.extend({ goalId: idSchema });
/** A goal of the register, whatever the round. */
export const registerGoalData = programmeData.extend({ goalId: idSchema });

/** Inputs of the card that the verb reads itself: `schema.catchall(anyInput)`. */
export const anyInput = z.unknown();

/** What a goal's card carries besides its inputs: which goal, which of its pages, and what the person had seen. */
export const shownGoal = goalData
  .extend({ version: z.int().min(0), page: pageNumber.default(0), draft: z.boolean().default(false) })
  .catchall(anyInput);
export type ShownGoal = z.infer<typeof shownGoal>;

/** A report as a button or a consent to its file names it. */
export const reportName = roundData.extend({ format: z.enum(reportFormats), language: localeSchema });

/** Only what names the round: whatever else a card carries is left behind. */
export function roundNameOf({ programmeId, period }: RoundName): RoundName {
  return { programmeId, period };
}
