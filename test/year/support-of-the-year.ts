/**
 * Requests for support in the strategic goals over the year, and what their leader decides on them at random; the leader also wants to
 * hear at once of what turns. Kept by hand beside the bot.
 *
 * The state of all tasks of a goal is the third one, "needs support", if the goal's number and the half-year (0 or 1) add up to 2 modulo 3:
 * the requests of the first two rounds go on from one to the other unless they are decided, and so do those of the last two. The first ten goals are never answered.
 */
import { loadCurrentTurns } from '../../src/digest/at-once/current-turns';
import { buildDigest } from '../../src/digest/build-digest';
import { isTaskState } from '../../src/goals/judging/support';
import { type PersonalMessages } from '../../src/outbox/message-kind';
import { type Message } from '../../src/outbox/message';
import { loadAccess } from '../../src/people/access';
import { type Round } from '../../src/rounds/round';
import { listRounds } from '../../src/rounds/round-store';
import { press, show } from '../helpers/pressing';
import { seededRandom } from '../helpers/seeded-random';
import { type BigProgramme, firstOf, leaderOf } from './five-hundred-persons';
import { dayMs, nextDay, userOf, workingDayAfter, type YearBot } from './year-bot';

/** In the order in which their rounds are opened in 2026. */
const periods = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'];
const oldAfter = 10;

/** The request of one task as its owner and the leader remember it; moments in ISO 8601, UTC. */
interface Request {
  readonly goalId: string;
  readonly fieldId: string;
  readonly owner: string;
  /** When it was first said. */
  readonly since: string;
  /** Where it was said last. */
  readonly period: string;
  decidedAt?: string;
}

type Decided = Pick<Request, 'goalId' | 'fieldId' | 'period' | 'owner'> & { readonly at: string };
interface Told extends Pick<Request, 'goalId' | 'fieldId' | 'period'> {
  readonly version: number;
  readonly to: string;
  readonly at: string;
}

export class SupportOfTheYear {
  private readonly requests = new Map<string, Request>();
  private readonly decided: Decided[] = [];
  private readonly told: Told[] = [];
  private readonly atOnce: Message[] = [];
  /** Goals that asked for support anew, as the leader was told at once. */
  private readonly toldAsking: string[] = [];
  private readonly random = seededRandom(26);
  private readonly digests = new Map<string, string>();
  private digestsWithOld = 0;
  private readonly leader: string;

  constructor(
    private readonly bot: YearBot,
    private readonly big: BigProgramme,
  ) {
    this.leader = leaderOf(big.programme);
  }

  /** What owners type alternates by the half-year. */
  shiftIn({ programme }: BigProgramme, period: string): number {
    return programme.id === this.id && periods.indexOf(period) > 1 ? 1 : 0;
  }

  async chooseAtOnce(): Promise<void> {
    await show(userOf(this.bot, this.leader), 'follow-save', { programmeId: this.id, atOnce: 'all' });
  }

  /** Whoever is asked first has answered all that they were asked. */
  answered(personId: string, period: string): void {
    const index = this.big.goals.findIndex((_, each) => firstOf(this.big.programme, each) === personId);
    if (index < 0) return;
    const goal = this.big.goals[index]!;
    const isRed = (index + this.shiftIn(this.big, period)) % 3 === 2;
    const at = this.bot.now().toISOString();
    for (const field of goal.fields.filter((each) => isTaskState(each, goal))) {
      const key = `${goal.id} ${field.id}`;
      const before = this.requests.get(key);
      if (!isRed) this.requests.delete(key);
      else {
        const since = before && before.decidedAt === undefined ? before.since : at;
        this.requests.set(key, { goalId: goal.id, fieldId: field.id, owner: personId, since, period });
      }
    }
  }

  /** @returns whether the message is about a decision, or told at once */
  sent(message: Message): boolean {
    const { kind, recipient } = message;
    const to = recipient.type === 'person' ? recipient.personId : '';
    if (kind === 'at-once') {
      expect(to).toBe(this.leader);
      this.atOnce.push(message);
    } else if (kind === 'support-decided') {
      const data = message.data as unknown as PersonalMessages['support-decided'];
      this.told.push({ ...data, to, at: this.bot.now().toISOString() });
    } else return false;
    return true;
  }

  /** After a tick: what was told at once is read, and after a digest the leader decides. */
  async goOn(isDigestSent: boolean): Promise<void> {
    await this.readToldAtOnce();
    if (!isDigestSent) return;
    for (const round of await listRounds(this.bot.store, this.id)) await this.readDigest(round);
  }

  private async readToldAtOnce(): Promise<void> {
    const { store } = this.bot;
    for (const { data } of this.atOnce.slice(this.read)) {
      this.read++;
      const access = await loadAccess(store, { id: this.leader, admin: false }, new Set());
      const { turns } = data as unknown as PersonalMessages['at-once'];
      for (const { period, goals } of await loadCurrentTurns(store, access, turns))
        for (const { standing, support } of goals)
          if (support) this.toldAsking.push(`${period} ${standing.id}`);
    }
  }
  private read = 0;

  private async readDigest(round: Round): Promise<void> {
    const { period, lastDigest, status } = round;
    if (lastDigest === undefined || status === 'closed' || this.digests.get(period) === lastDigest) return;
    this.digests.set(period, lastDigest);
    await this.expectCounted(round);
    for (let left = Math.floor(this.random() * 4); left > 0; left--) await this.decide();
  }

  /** A digest counts what is old, of its round and of the one before until the state is given, and what is decided in its round. */
  private async expectCounted(round: Round): Promise<void> {
    const now = this.bot.now();
    const today = now.toISOString().slice(0, 10);
    const before = periods[periods.indexOf(round.period) - 1];
    const isOld = ({ since }: Request) => nextDay(workingDayAfter(since.slice(0, 10), oldAfter)) <= today;
    const shown = [...this.requests.values()].filter(({ period }) => [round.period, before].includes(period));
    const open = shown.filter(({ decidedAt }) => decidedAt === undefined);
    const old = open.filter(isOld).length;
    const own = shown.filter(({ period, decidedAt }) => period === round.period && decidedAt !== undefined);
    const waiting = new Set(open.map(({ goalId }) => goalId));
    const settled = new Set(own.map(({ goalId }) => goalId).filter((id) => !waiting.has(id)));
    const { oldSupport, decidedSupport = [] } = await buildDigest(this.bot.store, round, now);
    expect([round.period, today, oldSupport?.count ?? 0]).toEqual([round.period, today, old]);
    expect(new Set(decidedSupport.map(({ id }) => id))).toEqual(settled);
    if (old > 0) this.digestsWithOld++;
  }

  private async decide(): Promise<void> {
    const open = [...this.requests.values()].filter(({ decidedAt }) => decidedAt === undefined);
    const request = open[Math.floor(this.random() * open.length)];
    if (!request) return;
    const { goalId, fieldId, period, owner } = request;
    const user = userOf(this.bot, this.leader);
    const card = await show(user, 'support', { programmeId: this.id, period, goalId, fieldId });
    await press(user, card, 'support-decide', { decision: `Tuki ${goalId}` });
    request.decidedAt = this.bot.now().toISOString();
    this.decided.push({ goalId, fieldId, period, owner, at: request.decidedAt });
  }

  /** Everything once and in order. */
  expectSentByHand(): void {
    const about = ({ goalId, fieldId, period }: Pick<Request, 'goalId' | 'fieldId' | 'period'>) =>
      `${period} ${goalId} ${fieldId}`;
    expect(this.told.map((each) => [about(each), each.to, each.version]).sort()).toEqual(
      this.decided.map((each) => [about(each), each.owner, 1]).sort(),
    );
    for (const { at, ...each } of this.decided) {
      const sentAt = this.told.find((told) => about(told) === about(each))!.at;
      expect(sentAt > at && Date.parse(sentAt) - Date.parse(at) < dayMs).toBe(true);
    }
    // In the third round those that need support now and did not before: nothing was assessed before the first. The last five goals
    // never get their summary, and are judged without it only once the round is closed.
    const asking = this.big.goals.flatMap(({ id }, index) =>
      index >= 10 && index < 95 && index % 3 === 1 ? [`${periods[2]} ${id}`] : [],
    );
    expect(this.toldAsking.sort()).toEqual(asking.sort());
    const keys = this.atOnce.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }

  get figures() {
    return {
      decided: this.decided.length,
      digestsWithOld: this.digestsWithOld,
      toldAtOnce: this.atOnce.length,
      toldAsking: this.toldAsking.length,
    };
  }

  private get id(): string {
    return this.big.programme.id;
  }
}
