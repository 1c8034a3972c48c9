/** Source for the cards below a digest: the current state of the round, limited to what the reader may see. */
import { type DigestPlace, digestPlace } from '../../cards/parts/goals/divisions';
import { type DrillDownSource } from '../../cards/drill-down/data';
import { type ShownSupport } from '../../cards/drill-down/support';
import { type Wording } from '../../cards/parts/wording';
import { mayCommentNow } from '../../src/comments/unit-comment';
import { figuresAt, loadDigestSource } from '../../src/digest/build-digest';
import { computeDigest, type DigestSource } from '../../src/digest/digest';
import { type GoalFacts, goalFacts } from '../../src/digest/goal-facts';
import { type GoalStanding, goalStandings, onlyGoals } from '../../src/digest/goal-standings';
import { narrowed } from '../../src/digest/narrow';
import { RefusedError } from '../../src/errors';
import { grouped } from '../../src/grouped';
import { divisionNameOf } from '../../src/goals/division';
import { type Goal, type Programme, type Register } from '../../src/goals/schema';
import { unitsOf } from '../../src/goals/unit';
import { type Access } from '../../src/people/access';
import {
  mayAskAbout,
  mayCommentOn,
  mayDecideOn,
  mayReadGoal,
  mayReadProgramme,
  mayReadUnit,
} from '../../src/rounds/permissions';
import { type AskedInRound } from '../../src/questions/question';
import { roundNameOf } from '../../src/rounds/round-name';
import { endOfTime, loadSupport } from '../../src/support/load-requests';
import { type EntityStore } from '../../src/storage/store';
import { type Person } from '../../src/people/schema';
import { loadFollowedUnits } from './draw-own-digest';
import { wordingFor } from './wording';
import { type CardActionDeps, loadNames } from './turn';

export interface ReadableRound extends DrillDownSource {
  /** Names of all divisions of the round, even if the reader sees no goal of them. */
  readonly allDivisions: ReadonlySet<string>;
  /** The goals that the reader sees, as the round asks about them. */
  readonly formGoals: readonly Goal[];
  readonly wording: Wording;
  /** More about these goals. */
  factsOf(goals: readonly GoalStanding[]): readonly GoalFacts[];
}

/**
 * The current register decides who may see what, even for an old round.
 * @throws RefusedError `not-readable` if there is nothing that the person may see, `unknown-round`.
 */
export async function loadReadableRound(
  { store, clock }: CardActionDeps,
  person: Person,
  access: Access,
  { programme, goals }: Register,
  data: DigestPlace,
): Promise<ReadableRound> {
  const own = goals.filter((goal) => mayReadGoal(access, programme, goal));
  const isReader = mayReadProgramme(access, programme);
  if (own.length === 0 && !isReader) throw notReadable(programme);
  const now = clock.now();
  const whole = withReadableComments(await loadDigestSource(store, data, now), access, programme);
  const readable = isReader ? whole : onlyGoals(whole, new Set(own.map(({ id }) => id)));
  const source = data.own
    ? narrowed(readable, await loadFollowedUnits(store, person, access, programme))
    : readable;
  if (source.form.goals.length === 0 && !isReader) throw notReadable(programme);
  const digest = computeDigest(source, new Date(figuresAt(whole.round, now)));
  const wording = wordingFor(person.language, programme.timeZone);
  const divisionOf = ({ headings }: Goal) => divisionNameOf(headings[0]!, whole.form.programme);
  return {
    programme: whole.form.programme,
    place: digestPlace(digest, data.language),
    digest,
    goals: goalStandings(source),
    questions: countByGoal(source.questions ?? []),
    support: await loadShown(store, whole, source.form.goals),
    decidable: new Set(goals.filter((goal) => mayDecideOn(access, programme, goal)).map(({ id }) => id)),
    askable: new Set(goals.filter((goal) => mayAskAbout(access, programme, goal)).map(({ id }) => id)),
    ...(mayCommentNow(whole.round, now) && {
      commentable: new Set(
        [...unitsOf(goals, programme).keys()].filter((unit) => mayCommentOn(access, programme, unit)),
      ),
    }),
    writers: await loadNames(
      store,
      (source.comments ?? []).map(({ by }) => by),
      wording,
    ),
    isPart: source.form.goals.length < whole.form.goals.length,
    allDivisions: new Set(whole.form.goals.map(divisionOf)),
    formGoals: source.form.goals,
    wording,
    factsOf: (shown) =>
      goalFacts(
        source,
        shown.map(({ id }) => id),
      ),
  };
}

/** As it is now, also for a closed round: it is decided on after leadership has read its last digest. */
async function loadShown(
  store: EntityStore,
  { round, form, replies, support = [] }: DigestSource,
  goals: readonly Goal[],
): Promise<ReadonlyMap<string, readonly ShownSupport[]>> {
  const name = roundNameOf(round);
  const isOver = round.status === 'closed';
  const current = isOver ? await loadSupport(store, { name, form, replies }, endOfTime) : support;
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  const shown = current.flatMap((request) => {
    const task = byId.get(request.goalId)?.groups.find(({ id }) => id === request.task)?.label;
    return byId.has(request.goalId) ? [{ request, ...(task && { task }) }] : [];
  });
  return grouped(shown, ({ request }) => request.goalId);
}

/** Owners see the goals that are theirs, but not what is said about the unit. */
function withReadableComments(source: DigestSource, access: Access, programme: Programme): DigestSource {
  const { comments } = source;
  if (!comments) return source;
  return { ...source, comments: comments.filter(({ unit }) => mayReadUnit(access, programme, unit)) };
}

function countByGoal(questions: readonly AskedInRound[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { question } of questions) counts.set(question.goalId, (counts.get(question.goalId) ?? 0) + 1);
  return counts;
}

export function notReadable({ id }: Pick<Programme, 'id'>): RefusedError {
  return new RefusedError('not-readable', { programmeId: id });
}
