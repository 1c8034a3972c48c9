/** The card on which the coordinator writes the report's preface and comments. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import {
  type OpenPlace,
  reportWordsCardData,
  type WordsPlace as CardPlace,
} from '../../../cards/report-words/data';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { longestWords } from '../../../src/report/content/coordinators-words';
import { divisionsOf, loadSaidWords, type SaidWords } from '../../../src/report/words-store';
import { type RoundName } from '../../../src/rounds/round-name';
import { existingRound } from '../../../src/rounds/round-store';
import { shortHash } from '../../../src/short-hash';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { loadNames } from '../turn';

/** What the card shows besides what is stored. */
export interface WordsForm {
  /** Chosen on the card; a place is chosen first if it is missing. */
  readonly place?: string | undefined;
  /** What was typed and is not stored. */
  readonly typed?: string;
  readonly banner?: Banner;
}

/** @throws RefusedError `unknown-round`, `unknown-division`. */
export async function reportWordsCard(
  turn: AdminTurn,
  programme: Programme,
  name: RoundName,
  { place, typed, banner }: WordsForm,
): Promise<Card> {
  const { store } = turn.deps;
  const said = await loadSaidWords(store, name);
  const places = (await wordsPlaces(store, name)).map((each) => {
    const stored = said.find(({ division }) => division === each.division);
    return { ...each, ...(stored && stored.text !== '' && { at: stored.at }) };
  });
  const wording = wordingOf(turn, programme);
  const open = place === undefined ? undefined : chosenPlace(place, places);
  const now = open && said.find(({ division }) => division === open.division);
  const source = { programme, period: name.period, places, maximum: longestWords };
  return render(
    'report-words',
    reportWordsCardData(
      {
        ...source,
        ...(open
          ? { open: openPlace(open, now, typed, await writerOf(turn, now, wording)) }
          : typed !== undefined && { typed }),
        ...(banner && { banner }),
      },
      wording,
    ),
  );
}

function openPlace(
  { id, division }: CardPlace,
  now: SaidWords | undefined,
  typed: string | undefined,
  by: string | undefined,
): OpenPlace {
  const stored = now?.text ?? '';
  return {
    ...{ id, text: typed ?? stored, version: now?.version ?? 0 },
    ...(division !== undefined && { division }),
    ...(now && by !== undefined && { by, at: now.at }),
    ...(now && typed !== undefined && typed !== stored && { stored }),
  };
}

async function writerOf(
  { deps }: AdminTurn,
  now: SaidWords | undefined,
  wording: Wording,
): Promise<string | undefined> {
  if (!now) return undefined;
  return (await loadNames(deps.store, [now.by], wording)).get(now.by) ?? now.by;
}

/** The preface, and the divisions of the round's form. @throws RefusedError `unknown-round`. */
export async function wordsPlaces(store: EntityStore, name: RoundName): Promise<CardPlace[]> {
  const divisions = await divisionsOf(store, (await existingRound(store, name)).value);
  return [{ id: 'preface' }, ...divisions.map((division) => ({ id: shortHash(division, 16), division }))];
}

/** @throws RefusedError `unknown-division`. */
export function chosenPlace(id: string, places: readonly CardPlace[]): CardPlace {
  const place = places.find((each) => each.id === id);
  if (!place) throw new RefusedError('unknown-division', { division: id, divisions: '' });
  return place;
}
