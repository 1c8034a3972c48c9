/** From a digest to its lists of goals, to one goal's history, and back. */
import { z } from 'zod';
import {
  backToRequest,
  divisionsCardData,
  drillDownSummary,
  goalsCardData,
  type GoalsCardSource,
  goalsOf,
  historyButtons,
} from '../../../cards/drill-down/data';
import { goalListCardData, listedGoals } from '../../../cards/drill-down/lists';
import { onPage } from '../../../cards/drill-down/paged';
import { goalLists } from '../../../cards/parts/goals/lists';
import { shorten } from '../../../cards/parts/shorten';
import { type DrawnCard, render } from '../../../cards/render';
import { buildDigest } from '../../../src/digest/build-digest';
import { type GoalStanding } from '../../../src/digest/goal-standings';
import { RefusedError } from '../../../src/errors';
import { longestDivisionName } from '../../../src/goals/division';
import { idSchema, localeSchema } from '../../../src/goals/schema';
import { periodSchema } from '../../../src/periods/period';
import { loadGoalHistory } from '../../../src/replies/goal-history';
import { drawDigest } from '../../views/draw-cards';
import { backToFront, drawFront, listedNow } from '../../views/draw-front';
import { notReadable, type ReadableRound } from '../../views/drill-down-source';
import { notice } from '../../views/notice';
import { drawHistory, drawHistoryRound, loadAsked, personsIn } from '../../views/programmes/history';
import { type CardActionDeps, loadNames } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { digestReaders, frontReaders, goalReaders } from '../may/reading';
import { action } from '../parts/action';
import { pageNumber, roundData } from '../parts/data';

/**
 * `language` is the channel's: the digest is drawn in it, everything below the digest in the reader's language.
 * `own`: everything is limited to the units that the reader follows.
 */
const digestData = roundData.extend({ language: localeSchema, own: z.literal(true).optional() });
const pagedData = digestData.extend({ page: pageNumber.default(0) });
const divisionData = pagedData.extend({ division: z.string().min(1).max(longestDivisionName) });
const listData = pagedData.extend({ list: z.enum(goalLists) });
/** `list`: the list that the goal was opened from; by default that of its division. `of`: the round shown in full. */
const historyData = pagedData.extend({
  goalId: idSchema,
  list: z.enum(goalLists).optional(),
  of: periodSchema.optional(),
  alone: z.literal(true).optional(),
  fromRequest: z.literal(true).optional(),
});

export const digest = action('digest', digestData, digestReaders, async (turn, data) => {
  const { deps, programme, sharing, front: post, own } = turn;
  if (own) return own;
  const built = await buildDigest(deps.store, data, deps.clock.now(), post);
  const back = await backToFront(deps, sharing, data);
  return drawDigest(deps.store, built, wordingFor(data.language, programme.timeZone), back);
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
  const source = await goalsSource(deps, readable, onPage(goals, data.page));
  const card = goalsCardData(source, data.division, data.page, wording);
  return { card: render('drill-down', card), summary: drillDownSummary(readable, wording) };
});

/** Every goal that asks for support, is red or has changed, or all goals. */
export const goals = action('goals', listData, goalReaders, async ({ deps, readable }, { list, page }) => {
  const { wording } = readable;
  const source = await goalsSource(deps, readable, onPage(listedGoals(readable, list), page));
  const card = goalListCardData(source, list, page, wording);
  return { card: render('drill-down', card), summary: drillDownSummary(readable, wording) };
});

/** @param shown the goals on the page: only these need names and details */
async function goalsSource(
  { store }: CardActionDeps,
  readable: ReadableRound,
  shown: readonly GoalStanding[],
): Promise<GoalsCardSource> {
  const facts = readable.factsOf(shown);
  const persons = [
    ...shown.flatMap(({ missing }) => missing),
    ...facts.flatMap(({ answering }) => answering.filter((each) => typeof each === 'string')),
  ];
  const names = await loadNames(store, persons, readable.wording);
  return { ...readable, names, facts: new Map(facts.map((each) => [each.id, each])) };
}

/** A goal's history, or one of its rounds in full. @throws RefusedError `unknown-goal`, `not-readable`. */
export const history = action(
  'history',
  historyData,
  goalReaders,
  async ({ deps, access, readable }, data) => {
    const { programme, formGoals, isPart, wording, place } = readable;
    const { goalId, list, alone, fromRequest } = data;
    const goal = formGoals.find(({ id }) => id === goalId);
    if (!goal) throw isPart ? notReadable(programme) : new RefusedError('unknown-goal');
    const records = await loadGoalHistory(deps.store, programme.id, goalId);
    const asked = await loadAsked(deps.store, access, { programme, goal, period: data.period }, wording);
    const names = await loadNames(deps.store, personsIn({ records, ...asked }), wording);
    const source = {
      ...{ programme, goal, records, names, ...asked },
      place: {
        ...place,
        ...(list && { list }),
        ...(alone && { alone }),
        ...(fromRequest && { fromRequest }),
      },
      buttons: alone
        ? []
        : fromRequest
          ? [backToRequest(goal, data, wording)]
          : historyButtons(readable, goalId, list, wording),
    };
    const record = records.find(({ period }) => period === data.of);
    return record ? drawHistoryRound(source, record, data.page, wording) : drawHistory(source, wording);
  },
);

function divisionsCard(readable: ReadableRound, page: number, gone?: string): DrawnCard {
  const { wording } = readable;
  const banner = gone !== undefined && {
    text: wording.text('drill.gone', { name: shorten(gone, 100) }),
    style: 'warning' as const,
  };
  const data = divisionsCardData({ ...readable, ...(banner && { banner }) }, page, wording);
  return { card: render('drill-down', data), summary: drillDownSummary(readable, wording) };
}
