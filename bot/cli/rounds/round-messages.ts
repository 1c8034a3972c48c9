import { frontPostsOf } from '../../../src/digest/front-store';
import { allMessages, type Message } from '../../../src/outbox/message';
import { loadDirectory } from '../../../src/people/directory';
import { csvText } from '../../../src/report/csv/csv';
import { type RoundName, roundPartition } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { type CliContext } from '../parts/cli-command';
import { knownPerson, knownRound, type RoundOptions } from '../parts/known';
import { localText } from '../parts/moments';
import { writeNew } from '../parts/new-file';
import { table } from '../parts/table';

export interface MessagesOptions extends RoundOptions {
  readonly person?: string;
  readonly out?: string;
}

/** Who got which message of a round and when, earliest first; what waits and what nobody got, with the reason. */
export async function roundMessagesCommand(
  { store, output }: CliContext,
  options: MessagesOptions,
): Promise<void> {
  const { round, programme } = await knownRound(store, options);
  const person = options.person === undefined ? undefined : await knownPerson(store, options.person);
  const { persons } = await loadDirectory(store);
  const messages = (await messagesOf(store, round)).filter(
    ({ recipient }) => !person || (recipient.type === 'person' && recipient.personId === person.id),
  );
  const told = messages.map((message) => toldOf(message, (id) => persons.get(id)?.name ?? ''));
  const rows = told.map(({ at, recipient, name, kind, state, reason }) => {
    return [localText(at, programme.timeZone), recipient, name, kind, state, reason];
  });
  const head = ['TIME', 'RECIPIENT', 'NAME', 'MESSAGE', 'STATE', 'REASON'];
  if (options.out === undefined) return output(told, table([head, ...rows]));
  await writeNew(options.out, csvText([head, ...rows]));
  output({ file: options.out, messages: told.length }, [`messages in ${options.out}: ${told.length}`]);
}

async function messagesOf(store: EntityStore, round: RoundName): Promise<Message[]> {
  const messages: Message[] = await frontPostsOf(store, round);
  for await (const { value } of allMessages(store, roundPartition(round))) messages.push(value);
  const timeOf = ({ endedAt, notBefore }: Message) => endedAt ?? notBefore;
  return messages.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
}

/** `at`: when it ended, or the earliest time at which a waiting one is sent. A message told in another one was sent. */
function toldOf(
  { key, kind, recipient, state, reason = '', endedAt, notBefore, toldBy, edits }: Message,
  nameOf: (personId: string) => string,
) {
  const whom =
    recipient.type === 'person'
      ? { recipient: recipient.personId, name: nameOf(recipient.personId) }
      : { recipient: recipient.channelId, name: '' };
  const why = toldBy === undefined ? reason : `told in ${toldBy}`;
  return {
    ...{ at: endedAt ?? notBefore, ...whom, kind },
    ...{
      state: toldBy === undefined ? state : 'sent',
      reason: edits ? `${why} (replaces a message)`.trim() : why,
    },
    key,
  };
}
