/** Persons who change their answers over HTTP again and again, and remember what they were told about each. */
import { setTimeout as pause } from 'node:timers/promises';
import { actionData, inputsOf, submit, type TeamsUser } from '../../deploy/local/scripted-user';
import { type Card } from '../../cards/render';
import { objectIdFor } from '../../seeds/load';
import { loadReplies } from '../../src/replies/reply-store';
import { type GoalName } from '../../src/rounds/open-goal';
import { type EntityStore } from '../../src/storage/store';
import { bannerOf } from '../helpers/read-card';
import { botId, tenantId } from '../helpers/tenant';

export interface Answerer extends GoalName {
  readonly personId: string;
}

interface Told {
  /** The last answer that the person was told is saved. */
  saved?: string;
  /** Later answers whose outcome the person was not told. */
  readonly unknown: string[];
  /** Later answers that the person was told are not saved. */
  readonly refused: string[];
}

const nothingTold = (): Told => ({ unknown: [], refused: [] });

/** A bot that is restarting is retried after this delay. */
const againMs = 50;

export class AnsweringLoad {
  private readonly told = new Map<Answerer, Told>();
  private isOver = false;
  private workers: Promise<unknown> = Promise.resolve();
  private typed = 0;
  /** How often persons were told that an answer was saved, that it was not, and nothing at all. */
  readonly counts = { saved: 0, refused: 0, unanswered: 0 };

  constructor(
    private readonly answerers: readonly Answerer[],
    private readonly serviceUrl: string,
    /** The bot's current address; it may change with a restart. */
    private readonly endpoint: () => string,
  ) {}

  /** Each of `atOnce` workers has its own persons, so that nobody has two submits in flight. */
  start(atOnce: number): void {
    const worker = async (first: number) => {
      for (let at = first; !this.isOver; at = at + atOnce < this.answerers.length ? at + atOnce : first)
        await this.answer(this.answerers[at]!);
    };
    this.workers = Promise.all(Array.from({ length: atOnce }, (_, first) => worker(first)));
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.workers;
  }

  /** Resolves when this many more answers were confirmed as saved. */
  async moreSaved(count: number): Promise<void> {
    const wanted = this.counts.saved + count;
    while (this.counts.saved < wanted && !this.isOver) await pause(20);
  }

  /**
   * Answers that differ from what their persons were told: lost ones, and ones that nobody was told about.
   * @param refusedMayBeThere if the file was moved away between a commit and the check after it: the person is told
   *   that the answer is not saved, and it is there again once the file is moved back
   */
  async wronglyTold(store: EntityStore, refusedMayBeThere = false): Promise<string[]> {
    const wrong: string[] = [];
    for (const answerer of this.answerers) {
      const { saved, unknown, refused } = this.told.get(answerer) ?? nothingTold();
      const possible = [saved, ...unknown, ...(refusedMayBeThere ? refused : [])];
      const reply = (await loadReplies(store, answerer)).get(answerer.goalId);
      const stored = reply?.answers['note']?.raw as string | undefined;
      if (!possible.includes(stored))
        wrong.push(`${answerer.personId} in ${answerer.programmeId}: told ${saved}, stored ${stored}`);
    }
    return wrong;
  }

  private async answer(answerer: Answerer): Promise<void> {
    const told = this.told.get(answerer) ?? nothingTold();
    this.told.set(answerer, told);
    const text = `Vastaus ${(this.typed += 1)}`;
    try {
      const card = await this.act(answerer, 'goal', answerer);
      const data = card && actionData(card, 'save');
      // No card of the goal: the round accepts no answers, or the store cannot be read.
      if (!card || !data) return void (await this.refused());
      const inputs = inputsOf(card).map(({ id }) => [id, id.endsWith('note') ? text : '42,5'] as const);
      told.unknown.push(text);
      const after = await this.act(answerer, 'save', { ...data, ...Object.fromEntries(inputs) });
      if (!after || bannerOf(after)?.style !== 'good') {
        told.refused.push(...told.unknown.splice(-1));
        return void (await this.refused());
      }
      told.unknown.length = told.refused.length = 0;
      told.saved = text;
      this.counts.saved += 1;
    } catch {
      // Interrupted: the answer may be stored or not, until the person is told about a later one.
      this.counts.unanswered += 1;
      await pause(againMs);
    }
  }

  private async refused(): Promise<void> {
    this.counts.refused += 1;
    await pause(againMs * 4);
  }

  /** `undefined` if a text came back, as when nothing can be read. */
  private async act({ personId }: Answerer, verb: string, data: object): Promise<Card | undefined> {
    const user: TeamsUser = {
      ...{ name: personId, aadObjectId: objectIdFor(personId), tenantId, botId },
      receipt: { conversationId: `a:${personId}`, activityId: '', serviceUrl: this.serviceUrl },
      endpoint: this.endpoint(),
    };
    const { type, value } = await submit(user, verb, data);
    return type === 'application/vnd.microsoft.card.adaptive' ? (value as Card) : undefined;
  }
}
