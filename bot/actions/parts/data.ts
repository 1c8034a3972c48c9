/** Schemas of the data that buttons carry. A card's data is never trusted beyond these ids. */
import { z } from 'zod';
import { idSchema, localeSchema, personIdSchema } from '../../../src/goals/schema';
import { periodSchema } from '../../../src/periods/period';
import { onlyStages } from '../../../src/replies/stage-part';
import {
  editions,
  reportFormats,
  reportLists,
  type ReportName,
  reportNameOf,
  reportParts,
} from '../../../src/report/content/formats';

/** 0-based. */
export const pageNumber = z.int().min(0).max(1000);
export const programmeData = z.object({ programmeId: idSchema });
export const roundData = programmeData.extend({ period: periodSchema });
export const goalData = roundData.extend({ goalId: idSchema });
/** The translation of one of a goal's texts. */
export const translationData = goalData.extend({ fieldId: idSchema });
/** A goal of the register, independent of rounds. */
export const registerGoalData = programmeData.extend({ goalId: idSchema });

/** Lets inputs through that the verb reads itself: `schema.catchall(anyInput)`. */
export const anyInput = z.unknown();

/** The card was opened from the form of several goals. */
export const fromForm = z.boolean().default(false);

/** What a goal's card was filled in from (`FilledFrom`); missing if nothing was filled in. */
export const filledFrom = z
  .object({ period: periodSchema, version: z.int().min(0), drafted: z.literal(true).optional() })
  .optional();

/** The card asks only for what is due in the round's first stage, or for the rest. */
export const ofStage = z.enum(onlyStages).optional();

/** What a goal's card carries besides its inputs: the goal, the page, and the version that the person had seen. */
export const shownGoal = goalData
  .extend({
    ...{ version: z.int().min(0), page: pageNumber.default(0), draft: z.boolean().default(false) },
    ...{ form: fromForm, filled: filledFrom, stage: ofStage },
  })
  .catchall(anyInput);
export type ShownGoal = z.infer<typeof shownGoal>;

/** Where the pressed card was, to draw it again with what was typed on it. */
export function onCard({ page, filled, draft }: ShownGoal) {
  return { page, fillFrom: filled, isKept: draft };
}

/** Names a report, in a button or in a consent to its file. */
export const reportName = roundData.extend({
  format: z.enum(reportFormats),
  language: localeSchema,
  edition: z.enum(editions).default('published'),
  /** `whole` on the report's card; missing in a consent to a whole report. */
  part: z.enum(['whole', ...reportParts]).optional(),
});

/** Names a file, in a consent to it: a report, or a list of messages. */
export const fileName = reportName.extend({
  list: z.enum(reportLists).optional(),
  personId: personIdSchema.optional(),
});

/** The report that a button or a consent names. */
export function reportNameIn({ part, list, personId, ...name }: z.infer<typeof fileName>): ReportName {
  return reportNameOf({
    ...name,
    ...(part && part !== 'whole' && { part }),
    ...(list && { list }),
    ...(personId !== undefined && { personId }),
  });
}
