/** The translations that a round lacks, and the form that asks who writes one of them. */
import { translatorCardData, type TranslatorCardSource } from '../../../cards/assign/translator';
import { listCardData } from '../../../cards/list/data';
import { type Banner } from '../../../cards/parts/banner';
import { languagesOf } from '../../../cards/parts/goals/language-names';
import { type ListRow } from '../../../cards/parts/list-row';
import { shorten } from '../../../cards/parts/shorten';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { localDay } from '../../../src/periods/local-time';
import { loadAskedPersonsSource } from '../../../src/replies/asked-persons';
import { type TranslationName } from '../../../src/rounds/responsibility-store';
import { type Round, takesRepliesAt } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { roundTranslations, type RoundTranslation, translatorLoads } from '../../../src/translations/due';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { type CommandTurn } from '../command-turn';
import { loadNames } from '../turn';

/** The turn of somebody who runs the programme's rounds. */
type RunningTurn = AdminTurn & { readonly programme: Programme };

interface Loaded {
  readonly round: Round;
  readonly translations: readonly RoundTranslation[];
}

/** @throws RefusedError `unknown-round`. */
async function load({ deps }: AdminTurn, name: RoundName): Promise<Loaded> {
  const round = (await readRound(deps.store, name))?.value;
  const source = round && (await loadAskedPersonsSource(deps.store, round));
  if (!source) throw new RefusedError('unknown-round');
  return { round, translations: roundTranslations(source) };
}

/** @throws RefusedError `unknown-round`. */
export async function drawTranslations(
  turn: RunningTurn,
  { programmeId, period }: RoundName,
  { page = 0, banner }: { readonly page?: number; readonly banner?: Banner } = {},
): Promise<Card> {
  const name = { programmeId, period };
  const { round, translations } = await load(turn, name);
  const wording = wordingOf(turn, turn.programme);
  const names = await namesIn(turn, translations, wording);
  const isOpen = takesRepliesAt(round, turn.now);
  const source = {
    context: wording.of(turn.programme.name),
    title: wording.text('translation.listTitle', { period: wording.period(period) }),
    rows: translations.map((each) => rowOf(each, name, { names, isOpen }, wording)),
    empty: wording.text('translation.listNone'),
    turn: { verb: 'translations' as const, data: name, page },
    buttons: [{ verb: 'missing' as const, title: wording.text('form.back'), data: { ...name, page: 0 } }],
    ...(banner && { banner }),
  };
  return render('list', listCardData(source, wording));
}

/** @throws RefusedError `unknown-round`. */
export async function isPending(turn: AdminTurn, name: TranslationName): Promise<boolean> {
  return pendingIn((await load(turn, name)).translations, name) !== undefined;
}

function pendingIn(
  translations: readonly RoundTranslation[],
  { goalId, fieldId }: TranslationName,
): RoundTranslation | undefined {
  return translations.find(({ goal, field }) => goal.id === goalId && field.id === fieldId);
}

/**
 * The form for one translation, or the list if it is not pending any more.
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function drawTranslator(
  turn: RunningTurn,
  { programmeId, period, goalId, fieldId }: TranslationName,
  shown: Partial<Pick<TranslatorCardSource, 'typed' | 'problem' | 'candidates'>> = {},
): Promise<Card> {
  const name = { programmeId, period };
  const { round, translations } = await load(turn, name);
  if (!takesRepliesAt(round, turn.now)) throw new RefusedError('round-not-open', { period });
  const wording = wordingOf(turn, turn.programme);
  const pending = pendingIn(translations, { ...name, goalId, fieldId });
  if (!pending) return drawTranslations(turn, name);
  const names = await namesIn(turn, [pending], wording);
  const source: TranslatorCardSource = {
    context: `${wording.of(turn.programme.name)} ${wording.period(period)}`,
    lines: [titleOf(pending, wording), stateOf(pending, names, wording)],
    isHanded: pending.isHanded,
    data: { ...name, goalId, fieldId },
    ...shown,
  };
  return render('assign', translatorCardData(source, wording));
}

function namesIn(
  { deps }: AdminTurn,
  translations: readonly RoundTranslation[],
  wording: Wording,
): Promise<ReadonlyMap<string, string>> {
  return loadNames(
    deps.store,
    translations.flatMap(({ persons }) => persons),
    wording,
  );
}

function rowOf(
  translation: RoundTranslation,
  name: RoundName,
  { names, isOpen }: { readonly names: ReadonlyMap<string, string>; readonly isOpen: boolean },
  wording: Wording,
): ListRow {
  const { goal, field } = translation;
  const title = wording.text('translation.assign');
  const data = { ...name, goalId: goal.id, fieldId: field.id };
  return {
    name: titleOf(translation, wording),
    lines: [stateOf(translation, names, wording)],
    ...(isOpen && {
      button: { verb: 'translator', title, tooltip: `${title}: ${goal.code}`, data },
    }),
  };
}

function titleOf({ goal }: RoundTranslation, wording: Wording): string {
  return `${goal.code} ${wording.of(goal.title)}`;
}

/** Longer lists of people are cut: a card must stay small. */
const longestNames = 120;

/** "ruotsi: Matti Meikäläinen (kääntäjä), odottanut 4.11.2026 klo 9.00 alkaen" */
function stateOf(
  { field, persons, isHanded, since }: RoundTranslation,
  names: ReadonlyMap<string, string>,
  wording: Wording,
): string {
  const called = persons.map((id) => names.get(id) ?? id).join(', ');
  return wording.text(isHanded ? 'translation.atTranslator' : 'translation.atOwner', {
    language: languagesOf([{ field }], wording),
    names: shorten(called, longestNames) || '–',
    moment: wording.moment(since),
  });
}

const mostPersons = 5;

/** "Käännöstä odotetaan: Matti Meikäläinen 2 (4.11.2026 alkaen), …"; `undefined` if nobody has one to write. */
export async function translationsText(
  { store, wording }: CommandTurn,
  round: Round,
): Promise<string | undefined> {
  const source = await loadAskedPersonsSource(store, round);
  if (!source) return undefined;
  const loads = translatorLoads(roundTranslations(source));
  if (loads.length === 0) return undefined;
  const { timeZone } = source.form.programme;
  const shown = loads.slice(0, mostPersons);
  const ids = shown.map(({ personId }) => personId);
  const names = await loadNames(store, ids, wording);
  const lines = shown.map(({ personId, count, since }) => {
    const name = shorten(names.get(personId) ?? personId, longestNames);
    return wording.text('translation.statusPerson', {
      name,
      count,
      day: wording.day(localDay(new Date(since), timeZone)),
    });
  });
  const rest = loads.length - shown.length;
  if (rest > 0) lines.push(wording.text('digest.more', { count: rest }));
  return wording.text('translation.statusBy', { persons: lines.join(', ') });
}
