/** The other prompts of a person, so that one message announces all rounds that open together. */
import { loadPauses } from '../brake/pauses';
import { pauseOver } from '../brake/scope';
import { allMessages, isDue, type Message } from '../outbox/message';
import { isForPerson, type PersonalMessages } from '../outbox/message-kind';
import { listRoundNames, readRounds, type RoundName, roundPartition } from '../rounds/round-store';
import { takesReplies } from '../rounds/round';
import { type EntityStore } from '../storage/store';

/** Partitions of rounds known to be closed, which are not read again for each message; also if reopened since. */
export type ClosedRounds = Set<string>;

export interface Prompt extends RoundName {
  readonly key: string;
  /** The person that the recipient substitutes for. */
  readonly onBehalfOf?: string;
}

export interface PromptsBeside {
  /** The key of a message that has already told the person what this prompt says. */
  readonly toldBy?: string;
  /** Prompts that could be sent now, or wait for another attempt. */
  readonly waiting: readonly Prompt[];
}

/**
 * A reopened round gets its own message, and a paused one is announced when it is resumed.
 * @param key of the person's prompt that is about to be sent
 */
export async function promptsBeside(
  store: EntityStore,
  { personId, key, closed }: { personId: string; key: string; closed: ClosedRounds },
  now: Date,
): Promise<PromptsBeside> {
  const [pauses, rounds] = await Promise.all([loadPauses(store), openRounds(store, closed)]);
  const open = rounds.filter((round) => !pauseOver(pauses, round));
  const all = (await Promise.all(open.map((round) => promptsIn(store, round, personId)))).flat();
  const others = all.filter((message) => message.key !== key);
  const teller = others.find(({ state, told = [] }) => state === 'sent' && told.includes(key));
  const waiting = others.filter(
    (message) => message.state === 'pending' && (message.attempts > 0 || isDue(message, now)),
  );
  return {
    ...(teller && { toldBy: teller.key }),
    waiting: waiting.map(({ key: waitingKey, data }) => ({ key: waitingKey, ...data })),
  };
}

type PromptMessage = Message & { readonly data: PersonalMessages['prompt'] };

async function openRounds(store: EntityStore, closed: ClosedRounds): Promise<RoundName[]> {
  const names = await listRoundNames(store);
  const rounds = await readRounds(
    store,
    names.filter((name) => !closed.has(roundPartition(name))),
  );
  for (const round of rounds) if (round.status === 'closed') closed.add(roundPartition(round));
  return rounds.filter(takesReplies);
}

async function promptsIn(store: EntityStore, name: RoundName, personId: string): Promise<PromptMessage[]> {
  const prompts: PromptMessage[] = [];
  const keys = `${name.programmeId}|${name.period}|${personId}|prompt`;
  for await (const { value } of allMessages(store, roundPartition(name), keys))
    if (isForPerson(value) && value.kind === 'prompt' && !value.data.reopened) prompts.push(value);
  return prompts;
}
