/** From a digest to the goals of a division, to one goal's history, and back; shown to who asked, never to a channel. */
import { digestPlace } from '../../cards/digest-buttons';
import {
  divisionsCardData,
  type DrillDownSource,
  drillDownSummary,
  goalsCardData,
  historyButtons,
} from '../../cards/drill-down-data';
import { shorten } from '../../cards/answer-text';
import { type DrawnCard, render } from '../../cards/render';
import { type Wording } from '../../cards/wording';
import { buildDigest, figuresAt, loadDigestSource } from '../../src/digest/build-digest';
import { computeDigest } from '../../src/digest/digest';
import { goalStandings, onlyGoals } from '../../src/digest/goal-standings';
import { RefusedError } from '../../src/errors';
import { divisionNameOf } from '../../src/goals/division';
import { loadRegister } from '../../src/goals/register';
import { type Goal, type Programme, type Register } from '../../src/goals/schema';
import { type Access, loadAccess } from '../../src/people/access';
import { mayReadDigest, mayReadGoal, mayReadProgramme } from '../../src/people/permissions';
import { type Person } from '../../src/people/schema';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { drawHistory } from '../commands/history';
import { drawDigest } from '../draw-cards';
import { wordingFor } from '../wording';
import { type ReadingAction, type ReadingData } from './schema';
import { type ActionResult, type CardActionDeps, loadNames } from './turn';

/** What is drilled into: the round as it stands, with what the reader may see of it and nothing else. */
interface Readable extends DrillDownSource {
  /** All divisions of the round by name, also those of which the reader sees nothing. */
  readonly allDivisions: ReadonlySet<string>;
  readonly formGoals: readonly Goal[];
  readonly wording: Wording;
}

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
    if (!mayReadDigest(access, programme, channel)) throw notReadable(programme);
    return { ...(await digestCard(deps, programme, action.data)), lasting: false };
  }
  const readable = await readRound(deps, person, access, register, action.data);
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
  readable: Readable,
  action: Exclude<ReadingAction, { verb: 'digest' }>,
): DrawnCard | Promise<DrawnCard> {
  switch (action.verb) {
    case 'divisions':
      return divisionsCard(readable, action.data.page);
    case 'division':
      return goalsCard(readable, action.data);
    case 'history':
      return historyCard(deps, readable, action.data.goalId);
  }
}

/** Who may see what is asked of the register as it is now, also where the round is an old one. */
async function readRound(
  { store, clock }: CardActionDeps,
  person: Person,
  access: Access,
  { programme, goals }: Register,
  data: ReadingData<'digest'>,
): Promise<Readable> {
  const own = goals.filter((goal) => mayReadGoal(access, programme, goal));
  const isReader = mayReadProgramme(access, programme);
  if (own.length === 0 && !isReader) throw notReadable(programme);
  const now = clock.now();
  const whole = await loadDigestSource(store, data, now);
  const source = isReader ? whole : onlyGoals(whole, new Set(own.map(({ id }) => id)));
  if (source.form.goals.length === 0 && !isReader) throw notReadable(programme);
  const digest = computeDigest(source, new Date(figuresAt(whole.round, now)));
  const standings = goalStandings(source);
  const divisionOf = ({ headings }: Goal) => divisionNameOf(headings[0]!, whole.form.programme);
  return {
    programme: whole.form.programme,
    place: digestPlace(digest, data.language),
    digest,
    goals: standings,
    isPart: source.form.goals.length < whole.form.goals.length,
    names: await loadNames(
      store,
      standings.flatMap(({ missing }) => missing),
    ),
    allDivisions: new Set(whole.form.goals.map(divisionOf)),
    formGoals: source.form.goals,
    wording: wordingFor(person.language, programme.timeZone),
  };
}

function divisionsCard(readable: Readable, page: number, gone?: string): DrawnCard {
  const { wording } = readable;
  const banner = gone !== undefined && {
    text: wording.text('drill.gone', { name: shorten(gone, 100) }),
    style: 'warning' as const,
  };
  const data = divisionsCardData({ ...readable, ...(banner && { banner }) }, page, wording);
  return { card: render('drill-down', data), summary: drillDownSummary(readable, wording) };
}

/** A division that was renamed since the digest was posted is said to be gone, above those that there are. */
function goalsCard(readable: Readable, { division, page }: ReadingData<'division'>): DrawnCard {
  const { digest, allDivisions, programme, wording } = readable;
  if (!digest.divisions.some(({ name }) => name === division)) {
    if (allDivisions.has(division)) throw notReadable(programme);
    return divisionsCard(readable, 0, division);
  }
  const card = render('drill-down', goalsCardData(readable, division, page, wording));
  return { card, summary: drillDownSummary(readable, wording) };
}

async function historyCard(
  { store }: CardActionDeps,
  readable: Readable,
  goalId: string,
): Promise<DrawnCard> {
  const { programme, formGoals, isPart, wording } = readable;
  const goal = formGoals.find(({ id }) => id === goalId);
  if (!goal) throw isPart ? notReadable(programme) : new RefusedError('unknown-goal');
  const records = await loadGoalHistory(store, programme.id, goalId);
  const names = await loadNames(
    store,
    records.map(({ by }) => by),
  );
  const buttons = historyButtons(readable, goalId, wording);
  return drawHistory({ programme, goal, records, names, buttons }, wording);
}

function notReadable({ id }: Pick<Programme, 'id'>): RefusedError {
  return new RefusedError('not-readable', { programmeId: id });
}
