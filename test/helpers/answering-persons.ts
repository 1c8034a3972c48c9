/** Persons who answer their prompt over HTTP and retry, as people do, until they read that it was saved. */
import { actionData, inputsOf, submit, type TeamsUser } from '../../deploy/local/scripted-user';
import { type Card } from '../../cards/render';
import { objectIdFor } from '../../seeds/load';
import { type RoundName } from '../../src/rounds/round-store';
import { botId, tenantId } from './tenant';
import { eventually } from './eventually';
import { type PromptLedger } from './prompt-ledger';
import { bannerOf } from './read-card';

export class AnsweringPersons {
  /** The text of each reply whose sender was told that it is saved. */
  readonly confirmed = new Map<string, string>();
  /** Submits that the bot did not answer. */
  unanswered = 0;
  private givenUp = false;

  constructor(
    private readonly ledger: PromptLedger,
    private readonly name: RoundName,
    /** Resolves with the bot's address once it is up. */
    private readonly endpoint: () => Promise<string>,
  ) {}

  /** Everybody answers as soon as they have their prompt, `atOnce` persons at a time. */
  async answer(persons: readonly string[], atOnce: number): Promise<void> {
    const waiting = [...persons];
    const one = async () => {
      for (let personId = waiting.shift(); personId !== undefined; personId = waiting.shift())
        await this.answerOne(personId);
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  /** The test is over: nobody retries. */
  giveUp(): void {
    this.givenUp = true;
  }

  private async answerOne(personId: string): Promise<void> {
    const prompted = () => this.givenUp || this.ledger.promptsOf(personId).length > 0;
    await eventually(`prompt of ${personId}`, prompted, 540_000);
    const started = await this.act(personId, 'start', { ...this.name, each: true });
    const text = `Tilanne, ${personId}`;
    const typed = inputsOf(started).map(({ id }) => [id, id.endsWith('note') ? text : '42,5'] as const);
    const card = await this.act(personId, 'save', {
      ...actionData(started, 'save'),
      ...Object.fromEntries(typed),
    });
    if (bannerOf(card)?.style === 'good') this.confirmed.set(personId, text);
  }

  private async act(personId: string, verb: string, data: object): Promise<Card> {
    while (!this.givenUp) {
      const user = this.userAt(personId, await this.endpoint());
      try {
        return (await submit(user, verb, data)).value as Card;
      } catch {
        this.unanswered++;
      }
    }
    throw new Error('given up');
  }

  private userAt(personId: string, endpoint: string): TeamsUser {
    const aadObjectId = objectIdFor(personId);
    const prompt = this.ledger.promptsOf(personId)[0]!;
    const receipt = {
      conversationId: prompt.conversationId,
      activityId: prompt.id,
      serviceUrl: this.ledger.connector.url,
    };
    return { name: personId, aadObjectId, tenantId, botId, receipt, endpoint };
  }
}
