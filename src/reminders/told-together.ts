/**
 * What else a person is about to be told, so that one message says it: prompts of rounds that open together, and
 * reminders of one day. A reopened round and a reminder by hand get messages of their own.
 */
import { beforeSending } from '../brake/before-sending';
import { type Clock } from '../clock';
import { allMessages, findMessage, findPending, isDue, type Message } from '../outbox/message';
import { isForPerson, type PersonalMessages } from '../outbox/message-kind';
import { localDay } from '../periods/local-time';
import { takesReplies } from '../rounds/round';
import { keysTo, type RoundName, roundOfKey, roundPartition } from '../rounds/round-name';
import { listRoundNames, readRounds } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

type JoinedKind = 'prompt' | 'reminder';

type JoinedOf<K extends JoinedKind> = Message & { readonly kind: K; readonly data: PersonalMessages[K] };

/** A message that another one may include. */
type Joined = { [K in JoinedKind]: JoinedOf<K> }[JoinedKind];

export interface Named<K extends JoinedKind = JoinedKind> {
  readonly kind: K;
  readonly key: string;
  readonly personId: string;
}

/** What one person's messages were when they were read. It only says where to look: what counts is read again. */
interface Outbox {
  readonly waiting: Joined[];
  /** Key of a message → key of the one that told of it, or was about to. */
  readonly tellers: Map<string, string>;
}

/**
 * Up to this number of reads, of a person's messages in one open round, only the persons' own messages are read; then
 * everybody's, one read a round, once for everything sent in one go.
 */
const fewReads = 30;

export class Together {
  private readonly gate;
  /** Partitions of rounds known to be closed, which are not read again; also if reopened since. */
  private readonly closed = new Set<string>();
  private rounds: Promise<readonly RoundName[]> | undefined;
  private few = new Map<string, Promise<Outbox>>();
  private all: Promise<ReadonlyMap<string, Outbox>> | undefined;

  constructor(
    private readonly store: EntityStore,
    private readonly clock: Clock,
  ) {
    this.gate = beforeSending(store, clock);
  }

  /** To be called when messages may have been added: the outboxes are read again before the next message. */
  forget(): void {
    this.few = new Map();
    this.all = this.rounds = undefined;
  }

  /** The key of a sent message that has already told the person what this one says. */
  async toldBy({ key, personId }: Named): Promise<string | undefined> {
    const by = (await this.outboxOf(personId)).tellers.get(key);
    const teller = by === undefined ? undefined : (await findMessage(this.store, partitionOf(by), by))?.value;
    return teller?.state === 'sent' && teller.told?.includes(key) ? teller.key : undefined;
  }

  /**
   * The other messages of this kind to the person that may be sent at this moment, or wait for another attempt; reminders
   * also if they are due later today.
   * @param timeZone decides which day it is
   */
  async waitingBeside<K extends JoinedKind>(
    { kind, key, personId }: Named<K>,
    timeZone: string,
  ): Promise<JoinedOf<K>[]> {
    const { waiting, tellers } = await this.outboxOf(personId);
    const now = this.clock.now();
    const isWanted = (message: Message) =>
      message.kind === kind && message.key !== key && mayJoin(message, now, timeZone);
    const checked = waiting.filter(isWanted).map(async (seen) => {
      const message = (await findPending(this.store, partitionOf(seen.key), seen.key))?.value;
      if (!message || !isWanted(message) || (await this.gate(message))) return [];
      const told = await this.toldBy({ kind, key: message.key, personId });
      return told === undefined ? [message as JoinedOf<K>] : [];
    });
    const found = (await Promise.all(checked)).flat();
    for (const message of found) tellers.set(message.key, key);
    return found;
  }

  private async outboxOf(personId: string): Promise<Outbox> {
    try {
      const known = this.few.get(personId);
      if (known) return await known;
      this.rounds ??= openRounds(this.store, this.closed);
      const reading = this.rounds;
      const rounds = await reading;
      // It was told to forget meanwhile.
      if (this.rounds !== reading) return await this.outboxOf(personId);
      const meanwhile = this.few.get(personId);
      if (meanwhile) return await meanwhile;
      if ((this.few.size + 1) * rounds.length <= fewReads) {
        const outbox = this.read(rounds, personId).then((read) => read.get(personId) ?? noOutbox());
        this.few.set(personId, outbox);
        return await outbox;
      }
      this.all ??= this.read(rounds);
      return (await this.all).get(personId) ?? noOutbox();
    } catch (error) {
      // What could not be read is read again for the next message.
      this.forget();
      throw error;
    }
  }

  /** The outboxes of those who have messages in these rounds. */
  private async read(rounds: readonly RoundName[], personId?: string): Promise<Map<string, Outbox>> {
    const outboxes = new Map<string, Outbox>();
    const reading = rounds.map(async (round) => {
      const own = personId === undefined ? '' : keysTo(round, personId);
      for await (const { value } of allMessages(this.store, roundPartition(round), own))
        take(outboxes, value);
    });
    await Promise.all(reading);
    return outboxes;
  }
}

const partitionOf = (key: string) => roundPartition(roundOfKey(key));

function mayJoin(message: Message, now: Date, timeZone: string): boolean {
  if (message.attempts > 0 || isDue(message, now)) return true;
  const day = localDay(new Date(message.notBefore), timeZone);
  return message.kind === 'reminder' && day === localDay(now, timeZone);
}

const noOutbox = (): Outbox => ({ waiting: [], tellers: new Map() });

function take(outboxes: Map<string, Outbox>, message: Message): void {
  if (message.recipient.type !== 'person') return;
  const told = message.state === 'sent' ? (message.told ?? []) : [];
  const waits = message.state === 'pending' && isJoined(message);
  if (told.length === 0 && !waits) return;
  const { personId } = message.recipient;
  const own = outboxes.get(personId) ?? noOutbox();
  outboxes.set(personId, own);
  for (const key of told) own.tellers.set(key, message.key);
  if (waits) own.waiting.push(message);
}

function isJoined(message: Message): message is Joined {
  if (!isForPerson(message)) return false;
  if (message.kind === 'prompt') return !message.data.reopened;
  return message.kind === 'reminder' && !message.data.byHand;
}

async function openRounds(store: EntityStore, closed: Set<string>): Promise<RoundName[]> {
  const names = await listRoundNames(store);
  const rounds = await readRounds(
    store,
    names.filter((name) => !name.settled && !closed.has(roundPartition(name))),
  );
  for (const round of rounds) if (round.status === 'closed') closed.add(roundPartition(round));
  return rounds.filter(takesReplies);
}
