/** Writing a translation that somebody asked for, and taking such a task back. */
import { z } from 'zod';
import { problemText } from '../../../cards/parts/goals/input-texts';
import { RefusedError, StorageError } from '../../../src/errors';
import { keepDraft } from '../../../src/replies/draft';
import { InvalidReplyError } from '../../../src/replies/submission';
import { takeTranslationBack } from '../../../src/translations/hand-translation';
import { recordTranslation } from '../../../src/translations/record-translation';
import { refusalText } from '../../views/error-replies';
import { goalCard } from '../../views/round-cards';
import { readTranslation, translationCard } from '../../views/people/translation';
import { type ActionResult, askedGoal, goalName, readAgain, typedInputs } from '../../views/turn';
import { answering } from '../may/asked';
import { translating, type TranslationTurn } from '../may/translating';
import { action } from '../parts/action';
import { anyInput, translationData } from '../parts/data';
import { doneCard, shown, shownOnce } from '../parts/results';

export const translation = action('translation', translationData, translating, async (turn) =>
  shown(await translationCard(turn)),
);

/** `source`, `seen`: the versions of the source text and of the translation that the card showed. */
const savedData = translationData.extend({ source: z.int().min(1), seen: z.int().min(0) }).catchall(anyInput);

export const translationSave = action('translation-save', savedData, translating, async (turn, data) => {
  const { deps, person, name, now, wording } = turn;
  const given = typedInputs(data)[data.fieldId];
  const text = typeof given === 'string' ? given : '';
  const versions = { seenSource: data.source, seen: data.seen };
  try {
    const act = { ...name, by: person.id, text, locale: person.language, ...versions };
    await recordTranslation(deps.store, act, now);
  } catch (error) {
    return notSaved(turn, data.seen, text, error);
  }
  return doneCard(wording.text('translation.saved'), async (banner) =>
    translationCard(await readTranslation(deps, person, name), { banner }),
  );
});

/** The card as it is now with what was typed, which is also kept as a draft. @throws any error that is not a refusal */
async function notSaved(
  turn: TranslationTurn,
  seenVersion: number,
  typed: string,
  error: unknown,
): Promise<ActionResult> {
  const { deps, person, name, now, wording, programme, task } = turn;
  if (error instanceof StorageError) {
    const banner = { text: wording.text('refused.not-saved'), style: 'attention' as const };
    return shownOnce(await translationCard(turn, { typed, banner }));
  }
  if (!(error instanceof InvalidReplyError) && !(error instanceof RefusedError)) throw error;
  if (programme.policy.drafts)
    await keepDraft(
      deps.store,
      { ...name, personId: person.id },
      { typed: { [name.fieldId]: typed }, shown: [task.field], seenVersion },
      now,
    );
  const after = await readTranslation(deps, person, name);
  if (error instanceof InvalidReplyError) {
    const problem = problemText(error.problems.get(name.fieldId)!, wording);
    return shownOnce(await translationCard(after, { typed, problem }));
  }
  const text = await refusalText(deps, error, wording, name.programmeId);
  return shownOnce(await translationCard(after, { typed, banner: { text, style: 'attention' } }));
}

/** The owner writes it after all, or asks somebody else. */
export const translationTakeBack = action(
  'translation-take-back',
  translationData,
  answering,
  async (turn, { goalId, fieldId }) => {
    const { deps, person, now, wording } = turn;
    await takeTranslationBack(deps.store, { ...goalName(turn, goalId), fieldId, by: person.id }, now);
    return doneCard(wording.text('translation.takenBack'), async (banner) => {
      const after = await readAgain(turn);
      return goalCard(after, askedGoal(after, goalId), { banner });
    });
  },
);
