/** Storage of the coordinator's words: in their round's partition, with every version. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { typedText } from '../plain-text';
import { type Round } from '../rounds/round';
import { existingRound, loadForm, type RoundName, roundPartition } from '../rounds/round-store';
import { shortHash } from '../short-hash';
import { insert, put, readRow, readValues, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type CoordinatorsWords, divisionNames, longestWords } from './content/coordinators-words';

/** The whole report's preface, or the comment on one division (`divisionNameOf`). */
export interface WordsPlace {
  readonly division?: string;
}

/** The current text of one place. */
export interface SaidWords extends WordsPlace {
  readonly text: string;
  /** From 1. */
  readonly version: number;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Saying extends RoundName, WordsPlace, Actor {
  /** Line breaks are kept; nothing in it is interpreted. Empty to remove what was said. */
  readonly text: string;
  /** The version that the writer saw, 0 if there was none; by default whatever there is now. */
  readonly version?: number;
}

const current = 'words|';
const keyOf = ({ division }: WordsPlace) =>
  `${current}${division === undefined ? 'preface' : shortHash(division, 32)}`;
const versionKey = (place: WordsPlace, version: number) =>
  `words-version|${keyOf(place).slice(current.length)}|${String(version).padStart(6, '0')}`;

/** What was said in every place of a round. */
export function loadSaidWords(store: EntityStore, name: RoundName): Promise<SaidWords[]> {
  return readValues<SaidWords>(store, roundPartition(name), withPrefix(current));
}

export async function loadCoordinatorsWords(store: EntityStore, name: RoundName): Promise<CoordinatorsWords> {
  const said = await loadSaidWords(store, name);
  return {
    preface: said.find(({ division }) => division === undefined)?.text ?? '',
    comments: new Map(
      said.flatMap(({ division, text }) => (division === undefined || text === '' ? [] : [[division, text]])),
    ),
  };
}

/**
 * Also for a closed round: the figures of its report never change, but they are commented on once they are final.
 * Saying the same again changes nothing.
 * @throws RefusedError `unknown-round`; `round-not-open` if nobody has been asked yet; `unknown-division`;
 *   `words-too-long`; `words-changed` if somebody else has written since the version that was seen.
 */
export async function sayWords(store: EntityStore, saying: Saying, now: Date): Promise<SaidWords> {
  const { programmeId, period, division, by, way, version } = saying;
  const name = { programmeId, period };
  const place = division === undefined ? {} : { division };
  const text = typedText(saying.text);
  if (text.length > longestWords) throw new RefusedError('words-too-long', { maximum: String(longestWords) });
  return retryOnConflict(async () => {
    const round = (await existingRound(store, name)).value;
    if (round.status === 'planned') throw new RefusedError('round-not-open', { period });
    if (division !== undefined) await requireDivision(store, round, division);
    const row = await readRow<SaidWords>(store, roundPartition(name), keyOf(place));
    const before = row?.value;
    if ((before?.text ?? '') === text)
      return before ?? { ...place, text, version: 0, by, at: now.toISOString() };
    if (version !== undefined && version !== (before?.version ?? 0))
      throw new RefusedError('words-changed', { by: before?.by ?? '', at: before?.at ?? '' });
    const said = { ...place, text, version: (before?.version ?? 0) + 1, by, at: now.toISOString() };
    const change = { from: before?.version ?? 0, to: { ...place, version: said.version } };
    await store.commit(roundPartition(name), [
      put(row, keyOf(place), said),
      insert(versionKey(place, said.version), said),
      audit({ by, way, what: 'report-words-changed', programmeId, period, ...change }, now),
    ]);
    return said;
  }, 20);
}

/** The divisions of a round's form, in the register's order. */
export async function divisionsOf(store: EntityStore, round: Round): Promise<readonly string[]> {
  const form = await loadForm(store, round);
  return form ? divisionNames(form.goals, form.programme) : [];
}

async function requireDivision(store: EntityStore, round: Round, division: string): Promise<void> {
  const names = await divisionsOf(store, round);
  if (names.includes(division)) return;
  throw new RefusedError('unknown-division', { division, divisions: names.join('; ') });
}
