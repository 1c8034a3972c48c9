/** The requests for support of a round's goals: what their owners said last, and what was decided on it. */
import { answerTo } from '../goals/answers/answer-result';
import { asksBySaying, isTaskState, stateLight, wantedFor } from '../goals/judging/support';
import { type Field, type Goal, type Register } from '../goals/schema';
import { keptByName } from '../kept';
import { loadHistory, loadReplies, readReply, repliesAt } from '../replies/reply-store';
import { type Reply } from '../replies/reply';
import { broughtInAt, type Round, type RoundEvent } from '../rounds/round';
import { roundNameOf } from '../rounds/round-name';
import { latestBefore, loadForm, type RoundName } from '../rounds/round-store';
import { readSnapshot } from '../rounds/snapshot';
import { type EntityStore } from '../storage/store';
import {
  asOf,
  askedIn,
  type AskedInRound,
  decidedIn,
  isOpen,
  type Link,
  settled,
  type SupportDecision,
  type SupportRequest,
} from './request';
import { loadDecisions } from './support-store';

/** A round with what its owners have said. */
export interface SaidInRound {
  readonly name: RoundName;
  readonly form: Register;
  readonly replies: Pick<ReadonlyMap<string, Reply>, 'get'>;
}

/**
 * The requests of the round's tasks and goals. One whose state was not given in the round yet still has its open request of the
 * round before. Reads nothing if there is no such state.
 * @param moment ISO 8601, UTC; decisions and versions after it do not count
 */
export async function loadSupport(
  store: EntityStore,
  said: SaidInRound,
  moment: string,
): Promise<SupportRequest[]> {
  const asks = (field: Field, goal: Goal) => asksBySaying(field, goal, said.form.programme);
  const asking = said.form.goals.filter((goal) => goal.fields.some((field) => asks(field, goal)));
  if (asking.length === 0) return [];
  const rounds = new Rounds(store, moment);
  const requests: SupportRequest[] = [];
  for (const goal of asking)
    for (const field of goal.fields) {
      const found = asks(field, goal) && (await requestOf(rounds, said, goal, field));
      if (found) requests.push(found);
    }
  return requests;
}

/** The requests of one goal's tasks, as they were said in this round. */
export async function loadRequests(
  store: EntityStore,
  { name, form }: Pick<SaidInRound, 'name' | 'form'>,
  goalId: string,
): Promise<SupportRequest[]> {
  const goals = form.goals.filter(({ id }) => id === goalId);
  const reply = goals.length > 0 ? await readReply(store, name, goalId) : undefined;
  if (!reply) return [];
  const replies = new Map([[goalId, reply.value]]);
  const all = await loadSupport(store, { name, form: { ...form, goals }, replies }, endOfTime);
  return all.filter(({ period }) => period === name.period);
}

/** Sorts after every moment. */
export const endOfTime = '9999-12-31T23:59:59.999Z';

async function requestOf(
  rounds: Rounds,
  said: SaidInRound,
  goal: Goal,
  field: Field,
): Promise<SupportRequest | undefined> {
  const reply = said.replies.get(goal.id);
  if (answerTo(reply?.answers ?? {}, field.id)) return requestIn(rounds, said, goal, field);
  const before = await rounds.before(said.name);
  const then = before?.form.goals.find(({ id }) => id === goal.id);
  const same = then?.fields.find((each) => each.id === field.id);
  const found = before && then && same && (await requestIn(rounds, before, then, same));
  return found && isOpen(found) ? found : undefined;
}

async function requestIn(
  rounds: Rounds,
  said: SaidInRound,
  goal: Goal,
  field: Field,
): Promise<SupportRequest | undefined> {
  const first = await linkOf(rounds, said, field, goal.id);
  if (!first) return undefined;
  const links: [Link, ...Link[]] = [first];
  let { isFirst } = first;
  for (let at = said; isFirst && links.length < mostRounds;) {
    const before = await rounds.before(at.name);
    const link = before && (await linkOf(rounds, before, field, goal.id));
    if (!link) break;
    links.push(link);
    ({ isFirst } = link);
    at = before;
  }
  return {
    ...{ goalId: goal.id, fieldId: field.id },
    ...(isTaskState(field, goal) && { task: field.group! }),
    ...{ period: said.name.period, askedAt: first.askedAt, by: first.by },
    wanted: wantedFor(goal, field.group, said.replies.get(goal.id)!.answers),
    ...settled(links),
    versions: first.versions,
  };
}

/** How far back its beginning is looked for; a request of two years says enough. */
const mostRounds = 8;

type FoundLink = AskedInRound & Link & { readonly versions: number };

async function linkOf(
  rounds: Rounds,
  { name, form, replies }: SaidInRound,
  { id }: Field,
  goalId: string,
): Promise<FoundLink | undefined> {
  const goal = form.goals.find((each) => each.id === goalId);
  const field = goal?.fields.find((each) => each.id === id);
  const reply = replies.get(goalId);
  const { workStates } = form.programme;
  if (!goal || !field || !reply || !asksBySaying(field, goal, form.programme)) return undefined;
  if (stateLight(field, workStates, reply.answers) !== 'red') return undefined;
  const asked = askedIn(await rounds.versions(name, reply, field), field, workStates);
  if (!asked) return undefined;
  const own = (await rounds.decisions(name)).get(keyOf({ goalId, fieldId: id, ...asked }));
  const decided = own && decidedIn(own);
  return { ...asked, ...(decided && { decided }), versions: own?.versions.length ?? 0 };
}

function keyOf({
  goalId,
  fieldId,
  askedAt,
}: Pick<SupportDecision, 'goalId' | 'fieldId' | 'askedAt'>): string {
  return `${goalId}|${fieldId}|${askedAt}`;
}

/** What is read of the round and those before it, each once. */
class Rounds {
  private readonly decided = keptByName<Promise<ReadonlyMap<string, SupportDecision>>>(Infinity);
  private readonly histories = keptByName<Promise<readonly Reply[]>>(Infinity);
  private readonly earlier = keptByName<Promise<SaidInRound | undefined>>(Infinity);

  constructor(
    private readonly store: EntityStore,
    private readonly moment: string,
  ) {}

  decisions(name: RoundName): Promise<ReadonlyMap<string, SupportDecision>> {
    return this.decided(name.period, async () => {
      const all = await loadDecisions(this.store, name);
      return new Map(all.map((each) => [keyOf(each), asOf(each, this.moment)]));
    });
  }

  /** An answer of the first version has not been another one since; most of them need no history. */
  async versions(name: RoundName, reply: Reply, { id }: Field): Promise<readonly Reply[]> {
    if (answerTo(reply.answers, id)?.version === 1) return [reply];
    const { goalId, version } = reply;
    const all = await this.histories(`${name.period}|${goalId}`, () => loadHistory(this.store, name, goalId));
    return all.filter((each) => each.at <= this.moment && each.version <= version);
  }

  /**
   * The round that was closed before, with what was said in it by the moment, also after it was reopened; `undefined` also
   * if a document's figures were brought in as it.
   */
  before(name: RoundName): Promise<SaidInRound | undefined> {
    return this.earlier(name.period, async () => {
      const closing = ({ events }: Round) =>
        events.findLast(({ what, at }) => what === 'closed' && at <= this.moment);
      const round = await latestBefore(this.store, name, (each) => closing(each) !== undefined);
      if (!round || broughtInAt(round) !== undefined) return undefined;
      return this.saidIn(round, closing(round)!);
    });
  }

  private async saidIn(round: Round, { snapshot }: RoundEvent): Promise<SaidInRound | undefined> {
    const [form, replies] = await Promise.all([
      snapshot === undefined ? loadForm(this.store, round) : readSnapshot(this.store, round, snapshot),
      loadReplies(this.store, round),
    ]);
    const name = roundNameOf(round);
    return form && { name, form, replies: await repliesAt(this.store, name, this.moment, replies) };
  }
}
