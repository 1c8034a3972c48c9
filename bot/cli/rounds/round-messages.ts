import { loadDirectory } from '../../../src/people/directory';
import { csvText } from '../../../src/report/csv/csv';
import { messagesOfRound, type SentMessage } from '../../../src/report/sent-messages';
import { type CliContext } from '../parts/cli-command';
import { knownPerson, knownRound, type RoundOptions } from '../parts/known';
import { localText } from '../parts/moments';
import { writeNew } from '../parts/new-file';
import { table } from '../parts/table';

export interface MessagesOptions extends RoundOptions {
  readonly person?: string;
  readonly out?: string;
}

/**
 * Who got which message of a round, when, and when they first pressed it, earliest first; what waits and what nobody got,
 * with the reason.
 */
export async function roundMessagesCommand(
  { store, output }: CliContext,
  options: MessagesOptions,
): Promise<void> {
  const { round, programme } = await knownRound(store, options);
  const person = options.person === undefined ? undefined : await knownPerson(store, options.person);
  const { persons } = await loadDirectory(store);
  const messages = await messagesOfRound(store, round, person?.id);
  const told = messages.map((message) => toldOf(message, (id) => persons.get(id)?.name ?? ''));
  const local = (moment: string) => localText(moment, programme.timeZone);
  const rows = told.map(({ at, recipient, name, kind, state, firstPressedAt, reason }) => [
    ...[local(at), recipient, name, kind, state],
    ...[firstPressedAt === undefined ? '' : local(firstPressedAt), reason],
  ]);
  const head = ['TIME', 'RECIPIENT', 'NAME', 'MESSAGE', 'STATE', 'FIRST PRESSED', 'REASON'];
  if (options.out === undefined) return output(told, table([head, ...rows]));
  await writeNew(options.out, csvText([head, ...rows]));
  output({ file: options.out, messages: told.length }, [`messages in ${options.out}: ${told.length}`]);
}

function toldOf(
  { at, kind, key, recipient, state, reason = '', toldBy, replaces, firstPressedAt }: SentMessage,
  nameOf: (personId: string) => string,
) {
  const whom =
    recipient.type === 'person'
      ? { recipient: recipient.personId, name: nameOf(recipient.personId) }
      : { recipient: recipient.channelId, name: '' };
  const why = toldBy === undefined ? reason : `told in ${toldBy}`;
  return {
    ...{ at, ...whom, kind, state },
    ...(firstPressedAt !== undefined && { firstPressedAt }),
    reason: replaces ? `${why} (replaces a message)`.trim() : why,
    key,
  };
}
