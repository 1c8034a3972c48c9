/** From a digest to the goals of a division, to one goal's history, and back. */
import { z } from 'zod';
import {
  divisionsCardData,
  drillDownSummary,
  goalsCardData,
  goalsOf,
  historyButtons,
} from '../../../cards/drill-down/data';
import { shorten } from '../../../cards/parts/shorten';
import { type DrawnCard, render } from '../../../cards/render';
import { buildDigest } from '../../../src/digest/build-digest';
import { RefusedError } from '../../../src/errors';
import { longestDivisionName } from '../../../src/goals/division';
import { idSchema, localeSchema } from '../../../src/goals/schema';
import { loadGoalHistory } from '../../../src/replies/goal-history';
import { drawDigest } from '../../views/draw-cards';
import { drawFront, listedNow, withWayBack } from '../../views/draw-front';
import { notReadable, type ReadableRound } from '../../views/drill-down-source';
import { notice } from '../../views/notice';
import { drawHistory } from '../../views/programmes/history';
import { loadNames } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { digestReaders, frontReaders, goalReaders } from '../may/reading';
import { action } from '../parts/action';
import { pageNumber, roundData } from '../parts/data';

/** `language` is the channel's: the digest is drawn in it, everything below the digest in the reader's language. */
const digestData = roundData.extend({ language: localeSchema });
const pagedData = digestData.extend({ page: pageNumber.default(0) });
const divisionData = pagedData.extend({ division: z.string().min(1).max(longestDivisionName) });
const historyData = digestData.extend({ goalId: idSchema });

export const digest = action('digest', digestData, digestReaders, async (turn, data) => {
  const { deps, programme, sharing, front: post, own } = turn;
  if (own) return own;
  const built = await buildDigest(deps.store, data, deps.clock.now(), post);
  const drawn = drawDigest(built, wordingFor(data.language, programme.timeZone));
  return withWayBack(deps, drawn, sharing, data);
});

const frontData = z.object({ language: localeSchema, page: pageNumber.default(0) });

/** The programmes of the channel as they are now, whatever post the button is in. */
export const front = action('front', frontData, frontReaders, async ({ deps, programmes }, drawing) => {
  const drawn = await drawFront(deps, await listedNow(deps, programmes), drawing);
  return drawn ?? notice(wordingFor(drawing.language).text('digest.nothingToRead'));
});

export const divisions = action('divisions', pagedData, goalReaders, ({ readable }, { page }) =>
  divisionsCard(readable, page),
);

/** If the division was renamed since the digest was posted, says that it is gone, above the current ones. */
export const division = action('division', divisionData, goalReaders, async ({ deps, readable }, data) => {
  const { allDivisions, programme, wording } = readable;
  const goals = goalsOf(readable, data.division);
  if (goals.length === 0 && allDivisions.has(data.division)) throw notReadable(programme);
  if (goals.length === 0) return divisionsCard(readable, 0, data.division);
  const names = await loadNames(
    deps.store,
    goals.flatMap(({ missing }) => missing),
    wording,
  );
  const source = goalsCardData({ ...readable, names }, data.division, data.page, wording);
  return { card: render('drill-down', source), summary: drillDownSummary(readable, wording) };
});

/** @throws RefusedError `unknown-goal`, `not-readable`. */
export const history = action('history', historyData, goalReaders, async ({ deps, readable }, { goalId }) => {
  const { programme, formGoals, isPart, wording } = readable;
  const goal = formGoals.find(({ id }) => id === goalId);
  if (!goal) throw isPart ? notReadable(programme) : new RefusedError('unknown-goal');
  const records = await loadGoalHistory(deps.store, programme.id, goalId);
  const names = await loadNames(
    deps.store,
    records.map(({ by }) => by),
    wording,
  );
  const buttons = historyButtons(readable, goalId, wording);
  return drawHistory({ programme, goal, records, names, buttons }, wording);
});

function divisionsCard(readable: ReadableRound, page: number, gone?: string): DrawnCard {
  const { wording } = readable;
  const banner = gone !== undefined && {
    text: wording.text('drill.gone', { name: shorten(gone, 100) }),
    style: 'warning' as const,
  };
  const data = divisionsCardData({ ...readable, ...(banner && { banner }) }, page, wording);
  return { card: render('drill-down', data), summary: drillDownSummary(readable, wording) };
}
