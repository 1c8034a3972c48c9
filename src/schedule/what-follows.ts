/** What a pause or a discarding affects: how far its rounds have got. */
import { covers, type Scope } from '../brake/scope';
import { buildDigest } from '../digest/build-digest';
import { frontsPartition } from '../digest/front-store';
import { countMessages } from '../outbox/message';
import { peoplePartition } from '../people/directory';
import { isSentFrom, type Round, takesReplies } from '../rounds/round';
import { listRounds, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

export interface Standing {
  /** Messages of open rounds that reached somebody. */
  readonly sent: number;
  /** Messages that still wait to be sent, also in rounds closed lately. */
  readonly waiting: number;
  /** Goals of open rounds. */
  readonly asked: number;
  readonly answered: number;
}

export async function standingOf(store: EntityStore, scope: Scope, now: Date): Promise<Standing> {
  const rounds = (await listRounds(store, scope.programmeId)).filter((round) => covers(scope, round));
  let total = none;
  for (const round of rounds)
    if (isSentFrom(round, now)) total = sum(total, await standingOfRound(store, round, now));
  return scope.programmeId === undefined ? sum(total, await outsideRounds(store)) : total;
}

async function standingOfRound(store: EntityStore, round: Round, now: Date): Promise<Standing> {
  const { pending: waiting, sent } = await countMessages(store, roundPartition(round));
  if (!takesReplies(round)) return { ...none, waiting };
  const { asked, answered } = await buildDigest(store, round, now);
  return { sent, waiting, asked, answered };
}

/** Posts that programmes share, and messages about people. */
async function outsideRounds(store: EntityStore): Promise<Standing> {
  const counts = await Promise.all(
    [frontsPartition, peoplePartition].map((each) => countMessages(store, each)),
  );
  return { ...none, waiting: counts.reduce((total, { pending }) => total + pending, 0) };
}

const none: Standing = { sent: 0, waiting: 0, asked: 0, answered: 0 };

function sum(one: Standing, other: Standing): Standing {
  return {
    sent: one.sent + other.sent,
    waiting: one.waiting + other.waiting,
    asked: one.asked + other.asked,
    answered: one.answered + other.answered,
  };
}
