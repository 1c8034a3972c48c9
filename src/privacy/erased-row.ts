/** What happens to a row when a person is erased. Pure. */
import { omit } from '../omit';
import { referencesPartition } from '../people/directory';
import { type Entity, type JsonObject } from '../storage/store';
import { givesContactOf, withoutContactDetails } from './contact-details';
import { type Mentions, type Subject } from './subject';

/** Key prefix of an erasure's task, which is in the people's partition until it is done. */
export const taskPrefix = 'erasure|';

export interface RowAfter {
  readonly key: string;
  readonly value: JsonObject;
}

/**
 * `gone` for rows that concern only the person and are no record of a round: rights, choices, drafts, unsent messages.
 * Everything else stays, with the pseudonym in place of the person; contact details are emptied.
 * @returns `undefined` if the row does not mention the person
 */
export function rowAfterErasure(
  partition: string,
  { key, value }: Pick<Entity, 'key' | 'value'>,
  subject: Subject,
  { mentions, pseudonym }: { readonly mentions: Mentions; readonly pseudonym: string },
): RowAfter | 'gone' | undefined {
  if (key.startsWith(taskPrefix)) return undefined;
  const isContact = givesContactOf(partition, value, subject, mentions);
  if (!isContact && !mentions.in(key) && !mentions.inValue(value)) return undefined;
  if (isGone(partition, key, value, subject)) return 'gone';
  const kept = withoutPerson(key, isContact ? withoutContactDetails(value) : value, subject);
  return { key: mentions.replaced(key, pseudonym), value: mentions.replacedInValue(kept, pseudonym) };
}

/** The kinds of rows that belong to one person, by partition, and the fields that hold the person's id. */
const own: readonly (readonly [partition: RegExp, key: string, fields: readonly string[]])[] = [
  [/^people$/, 'person|', ['id']],
  [/^people$/, 'object|', ['personId']],
  [/^people$/, 'grant|', ['personId']],
  [/^people$/, 'follow|', ['personId']],
  [/^people$/, 'at-once|', ['personId']],
  [/^people$/, 'left|', ['personId']],
  [/^people$/, 'asked-today|', ['personId']],
  [/^people$/, 'installation|', ['personId']],
  [/^people$/, 'substitution|', ['personId', 'substituteId']],
  [/^report-links$/, 'link|', ['personId']],
  [/^import-files$/, 'head|', ['personId', 'coordinator']],
  [/^goals\|/, 'owner-alias|', ['owner']],
  [/^round\|/, 'draft|', ['personId']],
  // The translation is its owner's again.
  [/^round\|/, 'translation|', ['translator']],
];

function isGone(partition: string, key: string, value: JsonObject, { personId }: Subject): boolean {
  if (partition === referencesPartition) return key === personId;
  if (key === `substituted|${personId}`) return true;
  if (partition === 'programmes' && key.startsWith('schedule-draft|')) return key.endsWith(`|${personId}`);
  if (key.startsWith('pending|')) return recipientOf(value) === personId;
  // It says when the person was away.
  if (key.startsWith('done|') && value['kind'] === 'absence') return recipientOf(value) === personId;
  // A waiting proposal would put the pseudonym into the register.
  if (key.startsWith('proposal|'))
    return (value['status'] === 'waiting' || value['status'] === 'accepting') && value['to'] === personId;
  return own.some(
    ([where, prefix, fields]) =>
      where.test(partition) && key.startsWith(prefix) && fields.some((field) => value[field] === personId),
  );
}

/** Parts of a sent message that tell more than that it was sent: where the chat is, and when the person pressed. */
const personalParts = ['receipt', 'edits', 'firstPressedAt'];

/** Removes the person from a live role, and what is personal from a sent message. */
function withoutPerson(key: string, value: JsonObject, { personId }: Subject): JsonObject {
  if (key.startsWith('role|'))
    return { ...value, members: (value['members'] as string[]).filter((member) => member !== personId) };
  if (!key.startsWith('done|') || recipientOf(value) !== personId) return value;
  return omit(value, ...personalParts);
}

function recipientOf({ recipient }: JsonObject): unknown {
  return (recipient as JsonObject | undefined)?.['personId'];
}
