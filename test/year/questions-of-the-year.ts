/** What leaders ask from digests over the year and what owners respond, drawn by lot; kept by hand beside the bot. */
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { buildDigest } from '../../src/digest/build-digest';
import { type Message } from '../../src/outbox/message';
import { type Round } from '../../src/rounds/round';
import { listRounds } from '../../src/rounds/round-store';
import { buttonsOf, press, show } from '../helpers/pressing';
import { seededRandom } from '../helpers/seeded-random';
import { cardShown } from '../helpers/teams-conversations';
import { type BigProgramme, leaderOf } from './five-hundred-persons';
import { dayMs, userOf, workingDayAfter, type YearBot } from './year-bot';

/** One question as its asker and the goal's owner remember it; moments in ISO 8601, UTC. */
interface Asked {
  readonly programme: BigProgramme;
  readonly period: string;
  readonly goalId: string;
  readonly questionId: string;
  readonly asker: string;
  readonly owner: string;
  readonly at: string;
  /** The 08:00 in Helsinki of the fifth working day after it. */
  readonly morning: string;
  /** When the owner is going to respond; missing if never. */
  respondsAt?: string;
  respondedAt?: string;
  /** What was sent about it, in this order. */
  readonly sent: { readonly kind: string; readonly to: string; readonly at: string }[];
}

const summerTime = { from: '2026-03-29', to: '2026-10-25' };
const workingDays = 5;

function dueMorning(at: string): string {
  const day = workingDayAfter(at.slice(0, 10), workingDays);
  return `${day}T0${day >= summerTime.from && day < summerTime.to ? 5 : 6}:00:00.000Z`;
}

export class QuestionsOfTheYear {
  readonly asked: Asked[] = [];
  /** For each digest, how many questions wait. */
  readonly waitingAtDigests: number[] = [];
  private readonly random = seededRandom(2026);
  private readonly digests = new Map<string, string>();

  constructor(
    private readonly bot: YearBot,
    private readonly programmes: readonly BigProgramme[],
  ) {}

  /** @returns whether the message is about a question */
  sent({ kind, data, recipient }: Message): boolean {
    if (!['question', 'question-reminder', 'response'].includes(kind)) return false;
    const { questionId } = data as unknown as { questionId: string };
    const about = this.asked.find((each) => each.questionId === questionId)!;
    const to = recipient.type === 'person' ? recipient.personId : '';
    about.sent.push({ kind, to, at: this.bot.now().toISOString() });
    return true;
  }

  /** After a tick: leaders read the digests that came with it, and owners respond whose time it is. */
  async goOn(isDigestSent: boolean): Promise<void> {
    if (isDigestSent) for (const round of await listRounds(this.bot.store)) await this.readDigest(round);
    const now = this.bot.now().toISOString();
    for (const each of this.asked)
      if (each.respondedAt === undefined && each.respondsAt !== undefined && each.respondsAt <= now)
        await this.respond(each);
  }

  private async readDigest(round: Round): Promise<void> {
    const key = `${round.programmeId}|${round.period}`;
    if (round.lastDigest === undefined || this.digests.get(key) === round.lastDigest) return;
    this.digests.set(key, round.lastDigest);
    const programme = this.programmes.find((each) => each.programme.id === round.programmeId);
    if (!programme) return;
    await this.expectCounted(programme, round);
    for (let left = Math.floor(this.random() * 2.6); left > 0; left--)
      await this.ask(programme, round.period);
  }

  /** The digest counts what waits of its round and of the one before. */
  private async expectCounted(programme: BigProgramme, round: Round): Promise<void> {
    const { id } = programme.programme;
    const periods = [...this.digests.keys()].filter((key) => key.startsWith(`${id}|`));
    const counted = periods.slice(-2).map((key) => key.split('|')[1]);
    const waiting = this.asked.filter(
      (each) =>
        each.programme === programme && counted.includes(each.period) && each.respondedAt === undefined,
    ).length;
    const { questions = 0 } = await buildDigest(this.bot.store, round, this.bot.now());
    expect([id, round.period, questions]).toEqual([id, round.period, waiting]);
    this.waitingAtDigests.push(waiting);
    if (id === 'half-year-follow-up') this.expectWritten(programme, waiting);
  }

  /** The other programmes share front posts in the same channel. */
  private expectWritten({ programme: { channels } }: BigProgramme, waiting: number): void {
    const posts = this.bot.connector.postedIn(channels[0]!.channel);
    const own = posts
      .map((post) => textsOf(cardShown(post)))
      .filter((shown) => shown.startsWith('Halvårsuppföljning'));
    const line = text('sv', 'questions.waiting', { count: waiting });
    expect(own.at(-1)!.includes(line)).toBe(waiting > 0);
  }

  private async ask(programme: BigProgramme, period: string): Promise<void> {
    const { id } = programme.programme;
    const index = Math.floor(this.random() * programme.goals.length);
    const goal = programme.goals[index]!;
    const at = this.bot.now().toISOString();
    const asker = leaderOf(programme.programme);
    const form = await show(userOf(this.bot, asker), 'ask', { programmeId: id, period, goalId: goal.id });
    const { questionId } = buttonsOf(form, 'ask-send')[0]!.data as { questionId: string };
    const lot = this.random();
    // A fifth is never responded to; the others between the same day and a fortnight later.
    const respondsAt = new Date(Date.parse(at) + Math.floor(lot * 18) * dayMs + 3_600_000).toISOString();
    this.asked.push({
      ...{ programme, period, goalId: goal.id, questionId, asker, at, morning: dueMorning(at), sent: [] },
      owner: goal.owners[0]!,
      ...(lot < 0.8 && { respondsAt }),
    });
    await press(userOf(this.bot, asker), form, 'ask-send', { question: `Miksi ${goal.id} on tässä?` });
  }

  private async respond(each: Asked): Promise<void> {
    const user = userOf(this.bot, each.owner);
    const { programme, period, goalId, questionId } = each;
    const card = await show(user, 'asked', {
      programmeId: programme.programme.id,
      period,
      goalId,
      questionId,
    });
    await press(user, card, 'respond', { response: `Koska ${goalId} kestää.` });
    each.respondedAt = this.bot.now().toISOString();
  }

  /** Everything once and in order: the question, its reminder if it is due, the response. */
  expectSentByHand(): void {
    for (const { asker, owner, at, morning, respondedAt, sent, questionId } of this.asked) {
      const isReminded = respondedAt === undefined || respondedAt >= morning;
      const reminder = { kind: 'question-reminder', to: owner };
      const response = { kind: 'response', to: asker };
      expect([questionId, sent.map(({ kind, to }) => ({ kind, to }))]).toEqual([
        questionId,
        [
          { kind: 'question', to: owner },
          ...(isReminded ? [reminder] : []),
          ...(respondedAt === undefined ? [] : [response]),
        ],
      ]);
      const times = [at, ...sent.map((each) => each.at)];
      expect(times).toEqual([...times].sort());
      expect(Date.parse(sent[0]!.at) - Date.parse(at)).toBeLessThan(dayMs);
      if (isReminded) expect(sent[1]!.at).toBe(morning);
      if (respondedAt !== undefined) expect(sent.at(-1)!.at > respondedAt).toBe(true);
    }
  }

  get figures() {
    const count = (kind: string) =>
      this.asked.flatMap(({ sent }) => sent).filter((each) => each.kind === kind);
    return {
      asked: this.asked.length,
      reminded: count('question-reminder').length,
      responded: count('response').length,
      digestsWithWaiting: this.waitingAtDigests.filter((waiting) => waiting > 0).length,
    };
  }
}
