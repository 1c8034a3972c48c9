/**
 * Permission for people who were asked to translate, or who answer the field if nobody was, and their substitutes of the
 * day. A refusal is shown on the card, with what was typed.
 */
import { RefusedError } from '../../../src/errors';
import { type TranslationName } from '../../../src/rounds/responsibility-store';
import { refusalText } from '../../views/error-replies';
import { readTranslation, translationCard, type TranslationView } from '../../views/people/translation';
import { typedInputs } from '../../views/turn';
import { type Permission } from '../parts/permission';
import { shownOnce } from '../parts/results';

export interface TranslationTurn extends TranslationView {
  readonly task: NonNullable<TranslationView['task']>;
}

/** @throws RefusedError `unknown-round`, `round-discarded`. */
export const translating: Permission<TranslationTurn, TranslationName> = {
  who: 'those asked to translate',
  async answer({ deps, person }, data, run) {
    const { programmeId, period, goalId, fieldId } = data;
    const view = await readTranslation(deps, person, { programmeId, period, goalId, fieldId });
    const { task, wording } = view;
    const summary = wording.text('translation.title');
    if (task) return { ...(await run({ ...view, task })), summary };
    const refusal = new RefusedError('translation-not-yours');
    const text = await refusalText(deps, refusal, wording, programmeId);
    const typed = typedInputs({ ...data })[fieldId];
    const shown = {
      banner: { text, style: 'attention' as const },
      ...(typeof typed === 'string' && { typed }),
    };
    return { ...shownOnce(await translationCard(view, shown)), summary };
  },
};
