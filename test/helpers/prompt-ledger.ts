/** What every person in a round really received, compared with what the bot knows that it sent. */
import { objectIdFor } from '../../seeds/load';
import { pendingMessages } from '../../src/outbox/message';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { type TeamsConnector } from './teams-connector';
import { type PostedActivity } from './teams-conversations';
import { faults } from './teams-faults';

/** How long the simulated Teams takes to accept a message. */
const answerMs = 100;

export class PromptLedger {
  /** Messages per person that were accepted but not marked when the bot died, so that they will be repeated. */
  private readonly unmarked = new Map<string, number>();
  private readonly accepting = new Set<Promise<unknown>>();
  private waiting: (() => void)[] = [];

  constructor(
    private readonly store: EntityStore,
    readonly connector: TeamsConnector,
    private readonly name: RoundName,
    private readonly persons: readonly string[],
  ) {
    connector.fault = ({ kind }) => {
      // The first message in a new conversation is sent as a reply to it.
      if (kind !== 'send' && kind !== 'reply') return undefined;
      for (const told of this.waiting.splice(0)) told();
      return faults.slow(this.accepted());
    };
  }

  /** Resolves when the next message arrives at Teams. */
  nextSend(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  promptsOf(personId: string): readonly PostedActivity[] {
    return this.connector.conversations.chatWith({ id: objectIdFor(personId) }).activities;
  }

  /** How many persons have received a prompt. */
  get reached(): number {
    return this.persons.filter((personId) => this.promptsOf(personId).length > 0).length;
  }

  /** Persons with a number of prompts other than one plus the copies that crashes explain. */
  get wronglyPrompted(): string[] {
    return this.persons
      .map((id) => ({ id, got: this.promptsOf(id).length, due: 1 + (this.unmarked.get(id) ?? 0) }))
      .filter(({ got, due }) => got !== due)
      .map(({ id, got, due }) => `${id} got ${got} instead of ${due}`);
  }

  get promptedTwice(): number {
    return this.persons.filter((personId) => this.promptsOf(personId).length > 1).length;
  }

  /** Call after the sender died. @returns the number of messages that Teams accepted and the store does not know of */
  async noteCrash(): Promise<number> {
    await this.settled();
    let count = 0;
    for await (const { value } of pendingMessages(this.store, roundPartition(this.name))) {
      if (value.recipient.type !== 'person') continue;
      const { personId } = value.recipient;
      const known = this.unmarked.get(personId) ?? 0;
      const got = this.promptsOf(personId).length;
      if (got > known) this.unmarked.set(personId, got);
      count += got - known;
    }
    return count;
  }

  /** Waits until all that a dead process sent has arrived: a later request is answered, and none is in progress. */
  private async settled(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await fetch(this.connector.url);
      await Promise.all(this.accepting);
    }
  }

  private accepted(): Promise<void> {
    const acceptance = new Promise<void>((resolve) => setTimeout(resolve, answerMs)).finally(() =>
      this.accepting.delete(acceptance),
    );
    this.accepting.add(acceptance);
    return acceptance;
  }
}
