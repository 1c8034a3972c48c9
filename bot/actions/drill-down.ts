/** From a digest to the goals of a division, to one goal's history, and back; shown to who asked, never to a channel. */
import {
  divisionsCardData,
  drillDownSummary,
  goalsCardData,
  goalsOf,
  historyButtons,
} from '../../cards/drill-down/data';
import { type DrawnCard, render } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { buildDigest } from '../../src/digest/build-digest';
import { RefusedError } from '../../src/errors';
import { loadRegister } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { loadAccess } from '../../src/people/access';
import { mayReadDigest } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { drawHistory } from '../commands/history';
import { drawDigest } from '../views/draw-cards';
import { drawOwnDigest } from '../views/draw-own-digest';
import { wordingFor } from '../views/wording';
import { loadReadableRound, notReadable, type ReadableRound } from '../views/drill-down-source';
import { type ReadingAction, type ReadingData } from './schema';
import { type ActionResult, type CardActionDeps, loadNames } from '../views/turn';

/**
 * The digest itself is drawn in its own language, everything below it in the reader's. No card lasts: an activity that
 * is updated would show one reader's card to the whole channel.
 * @param channel where the digest stands; left out outside channels
 * @throws RefusedError `not-readable` where there is nothing that the person may see, `unknown-round`, `unknown-goal`.
 */
export async function drillDown(
  deps: CardActionDeps,
  person: Person,
  action: ReadingAction,
  channel: string | undefined,
): Promise<ActionResult & DrawnCard> {
  const access = await loadAccess(deps.store, person, deps.admins);
  const register = await loadRegister(deps.store, action.data.programmeId);
  if (!register) throw new RefusedError('unknown-round');
  const { programme } = register;
  if (action.verb === 'digest') {
    const drawn = mayReadDigest(access, programme, channel)
      ? await digestCard(deps, programme, action.data)
      : await drawOwnDigest(deps, action.data, person);
    if (!drawn) throw notReadable(programme);
    return { ...drawn, lasting: false };
  }
  const readable = await loadReadableRound(deps, person, access, register, action.data);
  return { ...(await cardBelow(deps, readable, action)), lasting: false };
}

async function digestCard(
  { store, clock }: CardActionDeps,
  { timeZone }: Programme,
  data: ReadingData<'digest'>,
): Promise<DrawnCard> {
  return drawDigest(await buildDigest(store, data, clock.now()), wordingFor(data.language, timeZone));
}

function cardBelow(
  deps: CardActionDeps,
  readable: ReadableRound,
  action: Exclude<ReadingAction, { verb: 'digest' }>,
): DrawnCard | Promise<DrawnCard> {
  switch (action.verb) {
    case 'divisions':
      return divisionsCard(readable, action.data.page);
    case 'division':
      return goalsCard(deps, readable, action.data);
    case 'history':
      return historyCard(deps, readable, action.data.goalId);
  }
}

function divisionsCard(readable: ReadableRound, page: number, gone?: string): DrawnCard {
  const { wording } = readable;
  const banner = gone !== undefined && {
    text: wording.text('drill.gone', { name: shorten(gone, 100) }),
    style: 'warning' as const,
  };
  const data = divisionsCardData({ ...readable, ...(banner && { banner }) }, page, wording);
  return { card: render('drill-down', data), summary: drillDownSummary(readable, wording) };
}

/** A division that was renamed since the digest was posted is said to be gone, above those that there are. */
async function goalsCard(
  { store }: CardActionDeps,
  readable: ReadableRound,
  { division, page }: ReadingData<'division'>,
): Promise<DrawnCard> {
  const { allDivisions, programme, wording } = readable;
  const goals = goalsOf(readable, division);
  if (goals.length === 0 && allDivisions.has(division)) throw notReadable(programme);
  if (goals.length === 0) return divisionsCard(readable, 0, division);
  const names = await loadNames(
    store,
    goals.flatMap(({ missing }) => missing),
    wording.locale,
  );
  const card = render('drill-down', goalsCardData({ ...readable, names }, division, page, wording));
  return { card, summary: drillDownSummary(readable, wording) };
}

async function historyCard(
  { store }: CardActionDeps,
  readable: ReadableRound,
  goalId: string,
): Promise<DrawnCard> {
  const { programme, formGoals, isPart, wording } = readable;
  const goal = formGoals.find(({ id }) => id === goalId);
  if (!goal) throw isPart ? notReadable(programme) : new RefusedError('unknown-goal');
  const records = await loadGoalHistory(store, programme.id, goalId);
  const names = await loadNames(
    store,
    records.map(({ by }) => by),
    wording.locale,
  );
  const buttons = historyButtons(readable, goalId, wording);
  return drawHistory({ programme, goal, records, names, buttons }, wording);
}
