/** Draws outbox messages from the state at the moment of sending. */
import { own } from '../../cards/parts/own';
import { proposalCardData, proposalSummary } from '../../cards/proposal/data';
import { type DrawnCard, render } from '../../cards/render';
import { buildDigest } from '../../src/digest/build-digest';
import { figuresOf } from '../../src/digest/figures';
import { loadProgramme } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { type Message } from '../../src/outbox/message';
import { loadOwnerName, loadPerson } from '../../src/people/directory';
import { type Person } from '../../src/people/schema';
import { loadSubstitutionsOf } from '../../src/people/substitutions';
import { isLeft, loadAskedRound } from '../../src/replies/asked-goals';
import { closingOf, latestDigest, takesRepliesAt } from '../../src/rounds/round';
import { readRound } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { type Alert } from '../../src/health/alert';
import { proposalSource } from '../views/people/proposal';
import { goalCard } from '../views/round-cards';
import { type CardActionDeps, type Turn } from '../views/turn';
import { drawAlert } from './draw-alert';
import { drawDigest, drawRequest, turnOn } from '../views/draw-cards';
import { drawEscalation } from './draw-escalation';
import { drawLeavers } from './draw-leavers';
import { drawOwnDigest } from '../views/draw-own-digest';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';

/** What the messages' data may hold, by kind: see where each is put into the outbox. */
interface MessageData {
  readonly programmeId: string;
  readonly period: string;
  readonly language?: Locale;
  readonly goalId?: string;
  readonly goalIds?: readonly string[];
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly personId?: string;
  readonly onBehalfOf?: string;
  /** The person asked for this reminder. */
  readonly wanted?: boolean;
  /** The round was reopened. */
  readonly reopened?: boolean;
  /** Who had not answered, or has left. */
  readonly persons?: readonly string[];
  /** The digest that a person is sent, or whose post is edited. */
  readonly step?: string;
  /** So many of so many persons would have left. */
  readonly count?: number;
  readonly of?: number;
}

type Draw = (deps: CardActionDeps, data: MessageData, person: Person) => Promise<DrawnCard | undefined>;

const toPerson: Readonly<Record<string, Draw>> = {
  prompt,
  handover,
  owner,
  reminder,
  comment,
  assigned,
  escalation,
  proposal,
  decision: proposal,
  substitution,
  'own-digest': ownDigest,
  alert: (deps, data, person) => drawAlert(deps, data as unknown as Alert, person),
  leavers: (deps, data, person) => drawLeavers(deps, data.persons ?? [], person),
  'leavers-held': (_deps, data, person) => Promise.resolve(leaversHeld(data, person)),
};

/** @returns `undefined` when there is nothing left to say */
export function messageDrawer(deps: CardActionDeps) {
  return async ({ kind, recipient, data }: Message): Promise<DrawnCard | undefined> => {
    const about = data as unknown as MessageData;
    if (recipient.type === 'channel') return digest(deps, about);
    const person = await loadPerson(deps.store, recipient.personId);
    return person && own(toPerson, kind)?.(deps, about, person);
  };
}

async function turnOf(deps: CardActionDeps, data: MessageData, person: Person): Promise<Turn | undefined> {
  const asked = await loadAskedRound(deps.store, data, person.id, deps.clock.now());
  return asked && turnOn(asked, person, deps);
}

/** A substitute's prompt says for whom it is, and one of a reopened round that it is. */
async function prompt(deps: CardActionDeps, data: MessageData, person: Person) {
  const turn = await turnOf(deps, data, person);
  if (!turn || (data.reopened && !hasLeft(turn))) return undefined;
  const principal = data.onBehalfOf && (await loadPerson(deps.store, data.onBehalfOf));
  const text = principal && turn.wording.text('prompt.asSubstitute', { name: principal.name });
  const drawn = await drawRequest(turn, text ? { banner: { text, style: 'warning' } } : {});
  const summary = `${turn.wording.text('prompt.reopenedSummary')} ${drawn.summary}`;
  return data.reopened ? { ...drawn, summary } : drawn;
}

/** Whether the person has something left to answer that can be answered now. */
function hasLeft({ asked: { round, goals }, now }: Turn): boolean {
  return takesRepliesAt(round, now) && goals.some(isLeft);
}

/** Of a goal that the person still holds, in a round that still takes replies. */
async function heldGoal(deps: CardActionDeps, data: MessageData, person: Person) {
  const turn = await turnOf(deps, data, person);
  const held = turn?.asked.goals.find(({ goal, isHeld }) => isHeld && goal.id === data.goalId);
  if (!turn || !held || !takesRepliesAt(turn.asked.round, turn.now)) return undefined;
  return { turn, asked: held, code: held.goal.code, title: turn.wording.of(held.goal.title) };
}

async function handover(deps: CardActionDeps, data: MessageData, person: Person) {
  const held = await heldGoal(deps, data, person);
  if (!held) return undefined;
  const { turn, code, title } = held;
  const by = data.by === undefined ? '–' : await loadOwnerName(deps.store, data.by, turn.wording.locale);
  const text = turn.wording.text('handOver.received', { by, code, title });
  return { ...(await drawRequest(turn, { banner: { text, style: 'warning' } })), summary: text };
}

/** The person was made the owner of a goal in the middle of a round. */
async function owner(deps: CardActionDeps, data: MessageData, person: Person) {
  const held = await heldGoal(deps, data, person);
  if (!held) return undefined;
  const { turn, code, title } = held;
  const text = turn.wording.text('owner.received', { code, title });
  return { ...(await drawRequest(turn, { banner: { text, style: 'warning' } })), summary: text };
}

/** The question's card with the comment on it; nothing where it was answered anew meanwhile. */
async function comment(deps: CardActionDeps, data: MessageData, person: Person) {
  const held = await heldGoal(deps, data, person);
  if (held?.asked.review?.status !== 'commented') return undefined;
  const { turn, asked, code, title } = held;
  return {
    card: await goalCard(turn, asked),
    summary: turn.wording.text('review.commentSummary', { code, title }),
  };
}

/** The person was given questions by the coordinator; those that are still theirs. */
async function assigned(deps: CardActionDeps, data: MessageData, person: Person) {
  const turn = await turnOf(deps, data, person);
  if (!turn || !takesRepliesAt(turn.asked.round, turn.now)) return undefined;
  const own = turn.asked.goals.filter(({ goal, isHeld }) => isHeld && data.goalIds?.includes(goal.id));
  if (own.length === 0) return undefined;
  const codes = own.map(({ goal }) => goal.code).join(', ');
  const text = turn.wording.text('assigned.received', { count: own.length, codes });
  return { ...(await drawRequest(turn, { banner: { text, style: 'warning' } })), summary: text };
}

function escalation(deps: CardActionDeps, data: MessageData, person: Person) {
  return drawEscalation(deps, data, data.persons ?? [], person);
}

async function reminder(deps: CardActionDeps, data: MessageData, person: Person) {
  const turn = await turnOf(deps, data, person);
  if (!turn || !hasLeft(turn)) return undefined;
  const { round } = turn.asked;
  const deadline = turn.wording.moment(round.deadline);
  const closing = turn.wording.moment(closingOf(round));
  const isOver = turn.now.toISOString() >= round.deadline;
  const text = data.wanted
    ? turn.wording.text('snooze.reminder')
    : turn.wording.text(isOver ? 'prompt.reminderLate' : 'prompt.reminder', { deadline, closing });
  const drawn = await drawRequest(turn, { banner: { text, style: 'warning' } });
  return data.wanted ? drawn : { ...drawn, summary: `${text} ${drawn.summary}` };
}

/** As it stands: those whom it concerns see what was decided, without buttons. */
async function proposal(deps: CardActionDeps, data: MessageData, person: Person) {
  const { programmeId, period, goalId, from } = data;
  if (goalId === undefined || from === undefined) return undefined;
  const source = await proposalSource(deps.store, { programmeId, period, goalId, from }, person.language);
  if (!source) return undefined;
  const wording = wordingFor(person.language, source.programme.timeZone);
  return {
    card: render('proposal', proposalCardData(source, wording)),
    summary: proposalSummary(source, wording),
  };
}

async function substitution(deps: CardActionDeps, data: MessageData, person: Person) {
  const { personId = '', from = '', to = '' } = data;
  const known = await loadSubstitutionsOf(deps.store, personId, deps.clock.now());
  const holds = known.some((each) => each.substituteId === person.id && each.from === from && each.to === to);
  if (!holds) return undefined;
  const wording = wordingFor(person.language);
  const name = await loadOwnerName(deps.store, personId, person.language);
  const days = { from: wording.day(from), to: wording.day(to) };
  return notice(wording.text('substitute.told', { name }), [wording.text('substitute.toldDays', days)]);
}

/** A post is not edited any more when its round was closed or another digest came. */
async function digest({ store, clock }: CardActionDeps, data: MessageData) {
  const programme = await loadProgramme(store, data.programmeId);
  if (!programme || (data.step !== undefined && !(await isLatest(store, data, data.step)))) return undefined;
  const wording = wordingFor(data.language ?? 'fi', programme.timeZone);
  const built = await buildDigest(store, data, clock.now(), data.step);
  return { ...drawDigest(built, wording), shown: figuresOf(built) };
}

/** Whoever could not be reached for weeks gets the latest one only. */
async function ownDigest(deps: CardActionDeps, data: MessageData, person: Person) {
  const isTimely = data.step !== undefined && (await isLatest(deps.store, data, data.step));
  return isTimely ? drawOwnDigest(deps, data, person) : undefined;
}

/** So many accounts were missing at once that it is taken for a fault of the directory. */
function leaversHeld({ count = 0, of = 0 }: MessageData, person: Person): DrawnCard {
  const wording = wordingFor(person.language);
  const lines = [wording.text('leavers.heldText', { count, of }), wording.text('leavers.heldDo')];
  return notice(wording.text('leavers.heldTitle'), lines);
}

async function isLatest(store: EntityStore, name: MessageData, step: string): Promise<boolean> {
  const round = (await readRound(store, name))?.value;
  return round !== undefined && latestDigest(round) === step;
}
