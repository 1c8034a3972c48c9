import { loadPauses } from '../../../src/brake/pauses';
import { countRoundMessages, frontPostsOf, frontsPartition } from '../../../src/digest/front-store';
import { countMessages, isUndelivered, type Message, undelivered } from '../../../src/outbox/message';
import { loadPerson, peoplePartition } from '../../../src/people/directory';
import { type Installation, loadInstallations } from '../../../src/people/installations';
import { listRounds, type RoundName, roundPartition } from '../../../src/rounds/round-store';
import { type CliContext } from '../parts/cli-command';
import { pauseLine } from '../parts/brake-lines';
import { table } from '../parts/table';

export interface OutboxOptions {
  readonly programme?: string;
}

/** Prints counts per state and round, then recipients who could not be reached and why. */
export async function outboxStatusCommand(
  { store, output }: CliContext,
  options: OutboxOptions,
): Promise<void> {
  const installations = await loadInstallations(store);
  const isWhole = options.programme === undefined;
  const rounds = (await listRounds(store, options.programme)).map(async (round) => ({
    ...{ programme: round.programmeId, period: round.period, status: round.status },
    ...(await (isWhole ? stateOf(roundPartition(round)) : stateOfRound(round))),
  }));
  // Front posts belong to several rounds, messages about substitutes to none.
  const others = [
    ['front posts', frontsPartition],
    ['-', peoplePartition],
  ] as const;
  const outside = others.map(async ([programme, partition]) => ({
    ...{ programme, period: '-', status: '-' },
    ...(await stateOf(partition)),
  }));
  const states = await Promise.all([...rounds, ...(isWhole ? outside : [])]);
  const counts = states.map(({ programme, period, messages }) => {
    return [programme, period, ...Object.values(messages).map(Number)];
  });
  const sumOf = (state: 'pending' | 'sent') => states.reduce((sum, { messages }) => sum + messages[state], 0);
  const lost = states.flatMap(({ programme, period, undelivered: list }) =>
    list.map(({ recipient, name, state, reason }) => [programme, period, recipient, name, state, reason]),
  );
  output(states, [
    ...table([
      ['PROGRAMME', 'PERIOD', 'PENDING', 'SENT', 'NEEDLESS', 'BLOCKED', 'NOT INSTALLED', 'LEFT', 'FAILED'],
      ...counts,
    ]),
    '',
    ...(lost.length > 0
      ? table([['PROGRAMME', 'PERIOD', 'RECIPIENT', 'NAME', 'STATE', 'REASON'], ...lost])
      : [reachedLine(sumOf('pending'), sumOf('sent'))]),
    ...(await loadPauses(store)).map(pauseLine),
  ]);

  async function stateOf(partition: string) {
    const lost = await undelivered(store, partition);
    return {
      messages: await countMessages(store, partition),
      undelivered: await Promise.all(lost.map(described)),
    };
  }

  /** With its front posts, which are otherwise counted once for all the rounds that they show. */
  async function stateOfRound(round: RoundName) {
    const fronts = (await frontPostsOf(store, round)).filter(isUndelivered);
    const lost = [...(await undelivered(store, roundPartition(round))), ...fronts];
    return {
      messages: await countRoundMessages(store, round),
      undelivered: await Promise.all(lost.map(described)),
    };
  }

  async function described({ recipient, state, reason = '' }: Message) {
    if (recipient.type === 'channel') return { recipient: recipient.channelId, name: '', state, reason };
    const person = await loadPerson(store, recipient.personId);
    const tried = state === 'not-installed' ? triedToInstall(installations.get(recipient.personId)) : '';
    return { recipient: recipient.personId, name: person?.name ?? '', state, reason: reason + tried };
  }
}

function reachedLine(waiting: number, sent: number): string {
  if (waiting > 0) return `${waiting} still waiting to be sent.`;
  return sent > 0 ? 'Everybody was reached.' : 'Nothing has been sent yet.';
}

/** What the bot has done about a missing app. */
function triedToInstall(installation: Installation | undefined): string {
  if (installation?.triedOn === undefined) return '';
  const { state, triedOn, reason } = installation;
  return state === 'refused'
    ? `; not installed on ${triedOn}: ${reason}`
    : `; installation requested on ${triedOn}`;
}
