/** Who has not answered in a round and whom the reader may see, and the card that shows it. */
import { missingCardData, type MissingCardSource, missingSummary } from '../../cards/missing/data';
import { type Card, type DrawnCard, render } from '../../cards/render';
import { type Banner } from '../../cards/parts/banner';
import { type Wording } from '../../cards/parts/wording';
import { mayCommentNow } from '../../src/comments/unit-comment';
import { RefusedError } from '../../src/errors';
import { loadProgramme } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { unitsOf } from '../../src/goals/unit';
import { loadDirectory } from '../../src/people/directory';
import { headOf, loadGrants } from '../../src/people/grants';
import { mayCoordinate, mayRemindUnit } from '../../src/rounds/permissions';
import { type AskedPersonsSource, loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { type MissingUnit } from '../../src/replies/missing';
import { waitingByUnit } from '../../src/translations/due';
import { type Round, takesRepliesAt } from '../../src/rounds/round';
import { readRound, type RoundName } from '../../src/rounds/round-store';
import { type AdminTurn, wordingOf } from './admin-turn';

export interface Missing {
  readonly programme: Programme;
  readonly round: Round;
  /** Whether replies are accepted now. */
  readonly open: boolean;
  readonly source: AskedPersonsSource;
  /** Those that the person may see. */
  readonly units: readonly MissingUnit[];
  readonly coordinates: boolean;
  readonly names: ReadonlyMap<string, string>;
  mayRemind(unit: string): boolean;
  /** A unit in the reader's language. */
  unitName(unit: string, wording: Wording): string;
}

/**
 * All units for a person who runs the round, their own units for a head.
 * @throws RefusedError `not-permitted`, also for an unknown programme; `unknown-round`.
 */
export async function loadMissing(
  { deps, access, now }: AdminTurn,
  { programmeId, period }: RoundName,
): Promise<Missing> {
  const { store } = deps;
  const programme = await loadProgramme(store, programmeId);
  const isHead = (access.heads.get(programmeId)?.size ?? 0) > 0;
  if (!programme || !(isHead || mayCoordinate(access, programme)))
    throw new RefusedError('not-permitted', { programmeId });
  const round = (await readRound(store, { programmeId, period }))?.value;
  const source = round && (await loadAskedPersonsSource(store, round));
  if (!source) throw new RefusedError('unknown-round');
  const mayRemind = (unit: string) => mayRemindUnit(access, programme, unit);
  const { persons } = await loadDirectory(store);
  return {
    programme,
    round,
    open: takesRepliesAt(round, now),
    source,
    units: waitingByUnit(source).filter(({ name }) => mayRemind(name)),
    coordinates: mayCoordinate(access, programme),
    names: new Map([...persons].map(([id, { name }]) => [id, name])),
    mayRemind,
    unitName: (unit, wording) => {
      const named = unitsOf(source.form.goals, programme).get(unit);
      return named ? wording.of(named) : unit;
    },
  };
}

interface Shown {
  readonly page?: number;
  readonly banner?: Banner;
}

export async function drawMissing(turn: AdminTurn, missing: Missing, shown: Shown = {}): Promise<Card> {
  const source = { ...(await cardSource(turn, missing)), ...shown };
  return render('missing', missingCardData(source, wordingOf(turn, missing.programme)));
}

/** A separate message with only these units. */
export async function drawExcerpt(
  turn: AdminTurn,
  missing: Missing,
  units: readonly MissingUnit[],
  banner: Banner,
): Promise<DrawnCard> {
  const wording = wordingOf(turn, missing.programme);
  const source = { ...(await cardSource(turn, { ...missing, units })), isExcerpt: true, banner };
  return {
    card: render('missing', missingCardData(source, wording)),
    summary: missingSummary(source, wording),
  };
}

async function cardSource({ deps, now }: AdminTurn, missing: Missing): Promise<MissingCardSource> {
  const { programme, round, open, units, names, coordinates } = missing;
  const grants = await loadGrants(deps.store);
  const heads = units.flatMap(({ name }) => {
    const head = headOf(grants, programme.id, name);
    return head === undefined ? [] : [[name, head] as const];
  });
  return {
    ...{ programme, round, now: now.toISOString(), open, units, heads: new Map(heads), names, coordinates },
    commentable: mayCommentNow(round, now),
  };
}
