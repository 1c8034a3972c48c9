/**
 * Answers that may have turned a goal red, green again or asking for support. Each leaves a row in its own commit, for those who want to
 * hear of it on the same day; the round's mark tells a tick that there are rows.
 */
import { type GoalLight, isColour } from '../../goals/judging/light';
import { type SupportFlag } from '../../goals/judging/support';
import { type Light } from '../../goals/schema';
import { insert, loadRows, replace, type Row } from '../../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../../storage/store';
import { type Round } from '../round';
import { type RoundName, roundPartition } from '../round-store';

/** How a goal stood before: only what was assessed. */
export interface StoodBefore {
  readonly light?: Extract<Light, 'green' | 'yellow' | 'red'>;
  /** Whether it asked for support. */
  readonly asks?: boolean;
}

/** A version of a goal's reply that may have turned it. */
export interface MaybeTurned {
  readonly goalId: string;
  readonly version: number;
  /** By the version before; what is missing is compared with the previous period. */
  readonly before: StoodBefore;
}

const turnedPrefix = 'turned|';

/** The rows in the order in which the versions of a goal were written. */
export function loadMaybeTurned(store: EntityStore, name: RoundName): Promise<Row<MaybeTurned>[]> {
  return loadRows<MaybeTurned>(store, roundPartition(name), withPrefix(turnedPrefix));
}

/**
 * The changes of a reply's commit that note it; none if it turns nothing. The round's mark is set once for many rows.
 * @param judged the goal by the version before and by the new one; `undefined` while it has no light
 */
export function noteTurned(
  round: Row<Round>,
  goalId: string,
  version: number,
  judged: { readonly before: GoalLight | undefined; readonly now: GoalLight | undefined },
): Change[] {
  const before = stoodBy(judged.before);
  if (!mayTurn(before, judged.now)) return [];
  const key = `${turnedPrefix}${goalId}|${String(version).padStart(6, '0')}`;
  const noted: MaybeTurned = { goalId, version, before };
  const marks = round.value.turned !== 'found' ? [markTurned(round, 'found')] : [];
  return [insert(key, noted), ...marks];
}

export function markTurned(row: Row<Round>, turned: NonNullable<Round['turned']>): Change {
  return replace(row, { ...row.value, turned });
}

export function stoodBy(judged: Pick<GoalLight, 'light' | 'support'> | undefined): StoodBefore {
  if (!judged) return {};
  const { light, support } = judged;
  return {
    ...(isColour(light) && { light }),
    ...(support && { asks: asks(support) }),
  };
}

function mayTurn(before: StoodBefore, now: GoalLight | undefined): boolean {
  if (!now) return false;
  const { light, support } = now;
  const isOther = (light === 'red' || light === 'green') && light !== before.light;
  return isOther || (asks(support) && before.asks !== true);
}

function asks(support: SupportFlag | undefined): boolean {
  return support !== undefined && support.asking > 0;
}
