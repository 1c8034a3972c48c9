import { type Message, undelivered, countMessages } from '../../../src/outbox/message';
import { loadPerson, peoplePartition } from '../../../src/people/directory';
import { type Installation, loadInstallations } from '../../../src/people/installations';
import { listRounds, roundPartition } from '../../../src/rounds/round-store';
import { type CliContext } from '../parts/cli-command';
import { table } from '../parts/table';

export interface OutboxOptions {
  readonly programme?: string;
}

/** Prints counts per state and round, then recipients who could not be reached and why. */
export async function outboxStatusCommand(
  { store, output }: CliContext,
  options: OutboxOptions,
): Promise<void> {
  const rounds = (await listRounds(store, options.programme)).map((round) => ({
    programme: round.programmeId,
    period: round.period,
    status: round.status,
    partition: roundPartition(round),
  }));
  // Messages about substitutes belong to no round.
  const people = { programme: '-', period: '-', status: '-', partition: peoplePartition };
  const installations = await loadInstallations(store);
  const states = await Promise.all(
    [...rounds, ...(options.programme === undefined ? [people] : [])].map(async ({ partition, ...name }) => ({
      ...name,
      messages: await countMessages(store, partition),
      undelivered: await Promise.all((await undelivered(store, partition)).map(described)),
    })),
  );
  const counts = states.map(({ programme, period, messages }) => [
    programme,
    period,
    ...Object.values(messages).map(Number),
  ]);
  const waiting = states.reduce((sum, { messages }) => sum + messages.pending, 0);
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
      : [waiting > 0 ? `${waiting} still wait to be sent.` : 'Everybody was reached.']),
  ]);

  async function described({ recipient, state, reason = '' }: Message) {
    if (recipient.type === 'channel') return { recipient: recipient.channelId, name: '', state, reason };
    const person = await loadPerson(store, recipient.personId);
    const tried = state === 'not-installed' ? triedToInstall(installations.get(recipient.personId)) : '';
    return { recipient: recipient.personId, name: person?.name ?? '', state, reason: reason + tried };
  }
}

/** What the bot has done about a missing app. */
function triedToInstall(installation: Installation | undefined): string {
  if (installation?.triedOn === undefined) return '';
  const { state, triedOn, reason } = installation;
  return state === 'refused'
    ? `; not installed on ${triedOn}: ${reason}`
    : `; installing asked for on ${triedOn}`;
}
