/** The steps of the demo once everything has started; the browser tests use them too. */
import { loadProgramme, loadProgrammes } from '../../src/goals/register';
import { buildDigest } from '../../src/digest/build-digest';
import { type Digest } from '../../src/digest/digest';
import { frontsPartition } from '../../src/digest/front-store';
import { postFronts } from '../../src/digest/post-fronts';
import { countMessages } from '../../src/outbox/message';
import { enqueueDigests } from '../../src/rounds/enqueue-digests';
import { type Round } from '../../src/rounds/round';
import { listOpenRounds, loadRequests, roundPartition } from '../../src/rounds/round-store';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { answerRound, type AnswerFigures } from './answer-round';
import { type Demo, handUser } from './start-demo';

export interface OpenedRounds {
  readonly rounds: readonly Round[];
  readonly persons: number;
  readonly requests: number;
}

/** Opens the rounds that are due by the calendar; their prompts wait in the outbox. */
export async function openDueRounds({ store, bot }: Demo): Promise<OpenedRounds> {
  await doDueWork(bot.tickOptions);
  const rounds = await listOpenRounds(store);
  const requests = (await Promise.all(rounds.map((round) => loadRequests(store, round)))).flat();
  return {
    rounds,
    requests: requests.length,
    persons: new Set(requests.map(({ personId }) => personId)).size,
  };
}

export function sendWaiting({ bot }: Demo): Promise<void> {
  return sendDue(bot.tickOptions);
}

/** Everybody answers, except the person who answers by hand. */
export async function answerRounds(
  demo: Demo,
  rounds: readonly Round[],
  onPerson?: () => void,
): Promise<AnswerFigures> {
  const all = { persons: 0, goals: 0, yielded: 0, bad: 0, turnedDown: 0, failures: [] as string[] };
  const { store, endpoint, ids } = demo;
  for (const round of rounds) {
    const options = { store, round, endpoint, ...ids, except: [handUser] };
    const figures = await answerRound({ ...options, ...(onPerson && { onPerson }) });
    all.persons += figures.persons;
    all.goals += figures.goals;
    all.yielded += figures.yielded;
    all.bad += figures.bad;
    all.turnedDown += figures.turnedDown;
    all.failures.push(...figures.failures);
  }
  return all;
}

/** Puts the digests of all rounds into the outbox, as the weekly step does. */
export async function enqueueAllDigests({ store, clock }: Demo, rounds: readonly Round[]): Promise<void> {
  for (const round of rounds) {
    const programme = await loadProgramme(store, round.programmeId);
    const now = clock.now();
    const { period } = round;
    if (!programme) continue;
    await enqueueDigests(store, programme, { period, step: now.toISOString() }, now);
    await postFronts(store, programme, period, now);
  }
}

export async function countAll(
  { store }: Demo,
  rounds: readonly Round[],
): Promise<{ sent: number; failed: number }> {
  const partitions = [...rounds.map(roundPartition), frontsPartition];
  const counts = await Promise.all(partitions.map((partition) => countMessages(store, partition)));
  const sent = counts.reduce((sum, count) => sum + count.sent, 0);
  const all = counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
  return { sent, failed: all - sent };
}

/** A post for each channel and language, whatever the number of programmes. */
export async function postsWanted({ store }: Demo): Promise<number> {
  const subscriptions = (await loadProgrammes(store)).flatMap(({ channels }) => channels);
  return new Set(subscriptions.map(({ channel, language }) => `${channel} ${language}`)).size;
}

export interface RoundFigures {
  readonly digest: Digest;
  /** Goals that only the person who answers by hand is asked about. */
  readonly leftForHand: number;
}

export async function roundFigures({ store, clock }: Demo, round: Round): Promise<RoundFigures> {
  const own = (await loadRequests(store, round)).find(({ personId }) => personId === handUser);
  return { digest: await buildDigest(store, round, clock.now()), leftForHand: own?.goalIds.length ?? 0 };
}
