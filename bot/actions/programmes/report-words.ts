/** The coordinator's words for a round's report: a preface, and a comment a division. */
import { z } from 'zod';
import { placeText } from '../../../cards/report-words/data';
import { RefusedError } from '../../../src/errors';
import { longestWords } from '../../../src/report/content/coordinators-words';
import { sayWords, type WordsPlace } from '../../../src/report/words-store';
import { reportedPeriod } from '../../../src/report/year-report';
import { type RoundName } from '../../../src/rounds/round-name';
import { type EntityStore } from '../../../src/storage/store';
import { wordingOf } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { chosenPlace, reportWordsCard, wordsPlaces } from '../../views/programmes/report-words';
import { inputText } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { doneCard, shown, shownOnce } from '../parts/results';

const place = z.string().max(40);

/**
 * The places to choose from, or the chosen one. A year's words are those of the round that reports it.
 * @throws RefusedError `unknown-round`, `unknown-division`, `no-round-of-year`, `year-unfinished`.
 */
export const reportWords = action(
  'report-words',
  roundData.extend({ place: place.optional() }),
  coordinators,
  async (turn, { programmeId, period, ...form }) => {
    const name = { programmeId, period: await reportedPeriod(turn.deps.store, { programmeId, period }) };
    return shown(await reportWordsCard(turn, turn.programme, name, form));
  },
);

/** More than is allowed, so that a longer text is refused and never cut. */
const longestTyped = 2 * longestWords;

const written = roundData.extend({ place, version: z.int().min(0) }).catchall(anyInput);

/** What was typed stays on the card if it cannot be saved. @throws RefusedError `unknown-round`, `round-not-open`. */
export const reportWordsSave = action('report-words-save', written, coordinators, async (turn, data) => {
  const { deps, programme, actor, now } = turn;
  const { programmeId, period, version } = data;
  const name = { programmeId, period };
  const wording = wordingOf(turn, programme);
  const typed = inputText(data, 'text', longestTyped);
  let where: WordsPlace;
  try {
    where = await placeNamed(deps.store, name, data.place);
    await sayWords(deps.store, { ...name, ...where, ...actor, text: typed, version }, now);
  } catch (error) {
    if (!(error instanceof RefusedError) || !mended.includes(error.code)) throw error;
    const text = await refusalText(deps, error, wording, programmeId);
    const place = error.code === 'unknown-division' ? undefined : data.place;
    const form = { place, typed, banner: { text, style: 'attention' as const } };
    return shownOnce(await reportWordsCard(turn, programme, name, form));
  }
  const text = wording.text(typed === '' ? 'reportWords.removed' : 'reportWords.saved', {
    place: placeText(where, wording),
  });
  return doneCard(text, (banner) => reportWordsCard(turn, programme, name, { banner }));
});

/** Refusals that the coordinator can correct on the card; the place of an old one is chosen again. */
const mended = ['words-too-long', 'words-changed', 'unknown-division'];

/** @throws RefusedError `unknown-round`, `unknown-division`. */
async function placeNamed(store: EntityStore, name: RoundName, id: string): Promise<WordsPlace> {
  const { division } = chosenPlace(id, await wordsPlaces(store, name));
  return division === undefined ? {} : { division };
}
