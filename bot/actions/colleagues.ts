/** "Not mine": hands a goal to a colleague, takes it back, and the coordinator's decision about it. */
import { type Banner } from '../../cards/parts/banner';
import { handOverCardData, type HandOverCardSource } from '../../cards/hand-over/data';
import { proposalCardData, type ProposalCardSource } from '../../cards/proposal/data';
import { type Card, render } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { loadProgramme } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { loadAccess } from '../../src/people/access';
import { readLeft } from '../../src/people/left';
import { findOrAdd } from '../../src/people/look-up';
import { type Person } from '../../src/people/schema';
import { handOver, mayProposeSuccessor, takeBack } from '../../src/rounds/hand-over';
import { decideProposal, loadProposal, type Proposal, type ProposalName } from '../../src/rounds/proposal';
import { takesRepliesAt } from '../../src/rounds/round';
import { loadRoundGoal } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { refusalText } from '../views/error-replies';
import { wordingFor } from '../views/wording';
import { leave } from './drafts';
import { drawnAfter, requestCard } from '../views/round-cards';
import { type ActionData } from './schema';
import {
  type ActionResult,
  askedGoal,
  type CardActionDeps,
  inputText,
  loadNames,
  type Turn,
} from '../views/turn';

export async function askForColleague(turn: Turn, data: ActionData<'hand-over'>): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  if (!takesRepliesAt(turn.asked.round, turn.now)) throw new RefusedError('round-not-open');
  const { card } = await leave(turn, data, (after) => Promise.resolve(form(after, asked.goal.id)));
  return { card, lasting: false };
}

export async function handOverTo(turn: Turn, data: ActionData<'hand-over-to'>): Promise<ActionResult> {
  const { deps, person, asked, now, wording } = turn;
  const { goal } = askedGoal(turn, data.goalId);
  const scope = inputText(data, 'scope') === 'for-good' ? 'for-good' : 'round';
  const named = inputText(data, 'person_typed');
  const back = (more: Partial<HandOverCardSource>): ActionResult => ({
    card: form(turn, goal.id, { typed: { person: named, scope }, ...more }),
    lasting: false,
  });
  const colleague = await namedPerson(deps, person.id, data);
  if ('problem' in colleague)
    return back({ problem: wording.text(colleague.problem), candidates: colleague.candidates });
  const to = colleague.found;
  const { programmeId, period } = asked.round;
  const act = {
    programmeId,
    period,
    goalId: goal.id,
    by: person.id,
    to: to.id,
    forGood: scope === 'for-good',
  };
  try {
    await handOver(deps.store, act, now);
  } catch (error) {
    if (!(error instanceof RefusedError) || !aboutTheColleague.includes(error.code)) throw error;
    return back({ problem: await refusalText(deps, error, wording, programmeId) });
  }
  const key = act.forGood ? 'handOver.proposed' : 'handOver.done';
  const text = wording.text(key, { name: `${to.name} (${to.id})`, title: wording.of(goal.title) });
  return lasting(turn, { text, style: 'good' });
}

/** Refusals that the person can mend in the form. */
const aboutTheColleague = ['unknown-colleague', 'own-colleague', 'owned-by-role'];

export async function takeGoalBack(turn: Turn, data: ActionData<'take-back'>): Promise<ActionResult> {
  const { deps, person, now, wording } = turn;
  await takeBack(deps.store, { ...data, by: person.id }, now);
  const goal = await loadRoundGoal(deps.store, data, data.goalId);
  const title = goal ? wording.of(goal.title) : data.goalId;
  return lasting(turn, { text: wording.text('handOver.takenBack', { title }), style: 'good' });
}

export async function decide(
  deps: CardActionDeps,
  person: Person,
  data: ActionData<'proposal-accept'>,
  accept: boolean,
): Promise<ActionResult> {
  const access = await loadAccess(deps.store, person, deps.admins);
  const decided = await decideProposal(deps.store, data, { access, accept }, deps.clock.now());
  const card = await proposalCard(deps.store, data, decided, person);
  if (!card) throw new RefusedError('unknown-goal');
  return { card, lasting: true };
}

/** The proposal as it stands; `undefined` when there is none, or its goal is gone. */
export async function proposalSource(
  store: EntityStore,
  name: ProposalName,
  locale: Locale,
  proposal?: Proposal,
): Promise<ProposalCardSource | undefined> {
  const { programmeId, period, goalId } = name;
  const [programme, goal, known] = await Promise.all([
    loadProgramme(store, programmeId),
    loadRoundGoal(store, name, goalId),
    proposal ?? loadProposal(store, name),
  ]);
  if (!programme || !goal || !known) return undefined;
  const names = await loadNames(store, [known.from, known.to], locale);
  const fromName = names.get(known.from) ?? known.from;
  const toName = names.get(known.to) ?? known.to;
  const { from } = known;
  // One that is about to be accepted still waits for whoever looks at it.
  const status = known.status === 'accepting' ? 'waiting' : known.status;
  return { programme, period, goal, fromName, toName, byName: fromName, status, from };
}

async function proposalCard(
  store: EntityStore,
  name: ProposalName,
  proposal: Proposal,
  reader: Person,
): Promise<Card | undefined> {
  const source = await proposalSource(store, name, reader.language, proposal);
  return (
    source &&
    render('proposal', proposalCardData(source, wordingFor(reader.language, source.programme.timeZone)))
  );
}

type PersonProblem = `person.${'missing' | 'unknown' | 'several' | 'more' | 'near' | 'disagree' | 'left'}`;

/** What is said of candidates, by how they fit. */
const fitProblems = { all: 'person.several', more: 'person.more', near: 'person.near' } as const;

/**
 * The colleague: chosen among several, picked in Teams, or typed. An address that is nobody's is looked up.
 * @param by the id of the person who acts
 */
export async function namedPerson(
  { store, clock, lookUp }: CardActionDeps,
  by: string,
  data: Readonly<Record<string, unknown>>,
): Promise<
  { readonly found: Person } | { readonly problem: PersonProblem; readonly candidates: readonly Person[] }
> {
  const named = [];
  for (const text of ['person_candidate', 'person_picked', 'person_typed'].map((id) => inputText(data, id)))
    if (text !== '') {
      const how = { ...(lookUp && { lookUp }), actor: { by, way: 'card' as const } };
      named.push(await findOrAdd(store, text, how, clock.now()));
    }
  const found = new Map(
    named.flatMap((result) => ('found' in result ? [[result.found.id, result.found]] : [])),
  );
  const [person, another] = found.values();
  if (person && !another)
    return (await readLeft(store, person.id))
      ? { problem: 'person.left', candidates: [] }
      : { found: person };
  // A typed name stays in its input when another person was chosen or picked.
  if (another) return { problem: 'person.disagree', candidates: [...found.values()] };
  if (named.length === 0) return { problem: 'person.missing', candidates: [] };
  const meant = named.flatMap((result) => ('candidates' in result ? [result] : []));
  const candidates = meant.flatMap((each) => each.candidates);
  const fit = meant.find((each) => each.candidates.length > 0)?.fit;
  return { problem: fit === undefined ? 'person.unknown' : fitProblems[fit], candidates };
}

function form(turn: Turn, goalId: string, more: Partial<HandOverCardSource> = {}): Card {
  const { programme, round } = turn.asked;
  const { goal } = askedGoal(turn, goalId);
  const mayBeForGood = mayProposeSuccessor(turn.person.id, goal);
  return render(
    'hand-over',
    handOverCardData({ programme, period: round.period, goal, mayBeForGood, ...more }, turn.wording),
  );
}

async function lasting(turn: Turn, banner: Banner): Promise<ActionResult> {
  const card = await drawnAfter(turn, banner, (after) => requestCard(after, { banner }));
  return { card, lasting: true };
}
