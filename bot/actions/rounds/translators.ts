/** Coordinators see a round's pending translations and decide who writes them. */
import { RefusedError } from '../../../src/errors';
import { loadRoundGoal } from '../../../src/rounds/round-store';
import { type TranslationName } from '../../../src/rounds/responsibility-store';
import { handTranslation, takeTranslationBack } from '../../../src/translations/hand-translation';
import { wordingOf } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { drawTranslations, drawTranslator, isPending } from '../../views/programmes/translations';
import { sendFromOf, sendingLines } from '../../views/sending';
import { type ActionResult, inputText } from '../../views/turn';
import { coordinators, type ProgrammeTurn } from '../may/running';
import { action } from '../parts/action';
import { anyInput, pageNumber, roundData, translationData } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { doneCard, shown, shownOnce } from '../parts/results';

const paged = roundData.extend({ page: pageNumber.default(0) });

/** The pending translations, who has each of them, and since when. */
export const translations = action('translations', paged, coordinators, async (turn, { page, ...name }) =>
  shown(await drawTranslations(turn, name, { page })),
);

/** Asks who writes it. */
export const translator = action('translator', translationData, coordinators, async (turn, data) =>
  shownOnce(await drawTranslator(turn, data)),
);

/** A second press changes nothing. */
export const translatorSet = action(
  'translator-set',
  translationData.catchall(anyInput),
  coordinators,
  async (turn, data) => {
    const { deps, person, programme, now } = turn;
    const name = nameOf(data);
    const wording = wordingOf(turn, programme);
    const named = await namedPerson(deps, person.id, data);
    if ('problem' in named) {
      const typed = inputText(data, 'person_typed');
      const { problem, candidates } = named;
      return shownOnce(
        await drawTranslator(turn, name, { typed, problem: wording.text(problem), candidates }),
      );
    }
    const to = named.found;
    const act = { ...name, by: person.id, to: to.id, runsRound: true as const };
    try {
      await handTranslation(deps.store, { ...act, sendFrom: sendFromOf(turn, programme) }, now);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'translation-not-pending') throw error;
      return overCard(turn, name);
    }
    const code = await codeOf(turn, name);
    const text = wording.text('translation.assigned', { code, name: `${to.name} (${to.id})` });
    const said = [text, ...sendingLines(turn, programme, 1)].join(' ');
    return doneCard(said, (banner) => drawTranslations(turn, name, { banner }));
  },
);

/** The translation is due from those who answer for the goal. */
export const translatorRemove = action(
  'translator-remove',
  translationData,
  coordinators,
  async (turn, data) => {
    const { deps, person, programme, now } = turn;
    const name = nameOf(data);
    if (!(await isPending(turn, name))) return overCard(turn, name);
    await takeTranslationBack(deps.store, { ...name, by: person.id, runsRound: true }, now);
    const text = wordingOf(turn, programme).text('translation.returned', { code: await codeOf(turn, name) });
    return doneCard(text, (banner) => drawTranslations(turn, name, { banner }));
  },
);

/** The list with the reason: the translation was written meanwhile, or its source removed. */
async function overCard(turn: ProgrammeTurn, name: TranslationName): Promise<ActionResult> {
  const over = new RefusedError('translation-not-pending');
  const text = await refusalText(turn.deps, over, wordingOf(turn, turn.programme), name.programmeId);
  return shownOnce(await drawTranslations(turn, name, { banner: { text, style: 'attention' } }));
}

function nameOf({ programmeId, period, goalId, fieldId }: TranslationName): TranslationName {
  return { programmeId, period, goalId, fieldId };
}

async function codeOf({ deps, programme }: ProgrammeTurn, name: TranslationName): Promise<string> {
  return (await loadRoundGoal(deps.store, name, name.goalId, programme))?.code ?? name.goalId;
}
