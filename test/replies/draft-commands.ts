/** Leaving a goal's card with something typed in it, as it is done in the round and in the model. */
import { wordingFor } from '../../bot/views/wording';
import { loadGoal, loadProgramme } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { keepDraft } from '../../src/replies/draft';
import { filledIn, readFilledFrom } from '../../src/replies/last-time/filled-in';
import { type Reply } from '../../src/replies/reply';
import { name } from '../helpers/fixtures';
import { type Command, type Deed, touching } from './round-commands';
import { ownersOf, type RoundModel } from './round-model';
import { previousRound } from './round-setting';

export function draftDeed(
  { by, goal: goalId, raws: all }: Extract<Command, { type: 'draft' }>,
  now: Date,
): Deed {
  const typed = Object.fromEntries(
    Object.entries(all).filter(([field, text]) => text && field in ownersOf[goalId]!),
  );
  return {
    expected: true,
    run: async (store) => {
      const { fields } = (await loadGoal(store, name.programmeId, goalId))!;
      const shown = fields.filter(({ id }) => id in typed);
      await keepDraft(store, { ...name, goalId, personId: by }, { typed, shown, seenVersion: 0 }, now);
    },
    mayTouch: touching(`draft.${by}.${goalId}$`),
  };
}

/** What the card had in its inputs was not typed, whether answered or filled in from the period before. */
export function leaveDeed(act: Extract<Command, { type: 'leave' }>, model: RoundModel, now: Date): Deed {
  const { by, goal: goalId, changes } = act;
  const ids = model.fieldsOf(by, goalId);
  const seenVersion = Math.max(0, model.versions.get(goalId)!.length - act.behind);
  const shown = model.shownOn(by, goalId, seenVersion);
  const [first] = ids;
  if (first === undefined) return { run: () => Promise.resolve(), mayTouch: /^nothing$/ };
  const typed = changes ? { ...shown, [first]: shown[first] === 'y' ? 'x' : 'y' } : shown;
  return {
    expected: true,
    run: async (store) => {
      const whole = (await loadGoal(store, name.programmeId, goalId))!;
      const programme = (await loadProgramme(store, name.programmeId))!;
      const fields = whole.fields.filter(({ id }) => ids.includes(id));
      const writer = (locale: Locale) => wordingFor(locale);
      const part = { programme, goal: whole, fields, locale: 'fi', writer } as const;
      const before = await readFilledFrom(store, { ...name, goalId }, { ...previousRound, version: 1 });
      const filled = async (seen: Promise<Reply | undefined>) => filledIn(part, before, await seen, {});
      const unsaved = { typed, shown: fields, seenVersion, filled };
      await keepDraft(store, { ...name, goalId, personId: by }, unsaved, now);
    },
    mayTouch: changes ? touching(`draft.${by}.${goalId}$`) : /^nothing$/,
  };
}
