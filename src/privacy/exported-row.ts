/** Which parts of a row that names a person are shown to them, and under which heading. Pure. */
import { defined, omit } from '../omit';
import { auditPrefix } from '../audit/audit';
import { referencesPartition } from '../people/directory';
import { type Entity, type JsonObject } from '../storage/store';
import { typedIn } from './contact-details';
import { type Section } from './export-words';

export interface ExportedRow {
  readonly section: Section;
  readonly content: JsonObject;
}

type Shown = (row: {
  readonly partition: string;
  readonly key: string;
  readonly value: JsonObject;
  readonly personId: string;
  /** Whether it gives the person's contact details. */
  readonly isContact: boolean;
}) => JsonObject | undefined;

/**
 * By key prefix; the first match counts. `undefined` shows nothing, for indexes and copies of what another row shows.
 */
const kinds: readonly (readonly [key: string, section: Section, shown: Shown])[] = [
  ['person|', 'person', ({ value }) => value],
  ['object|', 'person', () => undefined],
  ['left|', 'person', ({ value }) => ({ left: omit(value, 'personId') })],
  ['installation|', 'chat', ({ value }) => omit(value, 'personId')],
  ['grant|', 'rights', ({ value }) => omit(value, 'personId')],
  ['role|', 'rights', ({ value }) => ({ role: value['id']!, label: value['label']! })],
  ['programme|', 'rights', ({ value }) => ({ coordinates: value['id']!, name: value['name']! })],
  ['follow|', 'follows', ({ value }) => omit(value, 'personId')],
  ['at-once|', 'follows', ({ value }) => ({ toldAtOnce: omit(value, 'personId') })],
  ['substitution|', 'substitutes', ({ value }) => value],
  ['substituted|', 'substitutes', () => undefined],
  ['goal|', 'responsibilities', goal],
  ['owner-alias|', 'responsibilities', ({ value }) => ({ calledInRegister: value['alias']! })],
  ['request|', 'requests', ({ partition, value }) => ({ ...roundOf(partition), ...omit(value, 'personId') })],
  ['history|', 'answers', answers],
  ['discarded|', 'answers', answers],
  // The history has every version.
  ['reply|', 'answers', () => undefined],
  ['draft|', 'drafts', draft],
  ['schedule-draft|', 'drafts', ({ value }) => value],
  ['handover|', 'handovers', ofRound],
  ['translation|', 'handovers', ofRound],
  ['proposal|', 'handovers', ofRound],
  ['review|', 'reviews', ofRound],
  ['question|', 'questions', asked],
  ['support|', 'questions', decided],
  ['asked-today|', 'questions', ({ value }) => omit(value, 'personId')],
  ['unit-comment|', 'comments', ofRound],
  ['words|', 'reviews', () => undefined],
  ['words-version|', 'reviews', ofRound],
  ['pending|', 'messages', message],
  ['done|', 'messages', message],
  [auditPrefix, 'acts', ofRound],
  ['pauses', 'acts', ownPauses],
  ['round', 'acts', ownEvents],
  // Closed rounds keep copies of what the register and the requests were.
  ['snapshot|', 'requests', () => undefined],
  // What goals were before the latest import; the import itself is in the audit.
  ['undo-goal|', 'responsibilities', () => undefined],
  ['import-undo', 'acts', () => undefined],
  ['link|', 'files', ({ value }) => omit(value, 'personId')],
  ['head|', 'files', ({ value }) => ({ fileName: value['fileName']!, at: value['at']! })],
];

export function exportedRow(
  partition: string,
  { key, value }: Pick<Entity, 'key' | 'value'>,
  personId: string,
  isContact = false,
): ExportedRow | undefined {
  if (partition === referencesPartition) return { section: 'chat', content: value };
  const kind = kinds.find(([prefix]) => key.startsWith(prefix));
  if (!kind) return { section: 'other', content: { partition, key, value } };
  const content = kind[2]({ partition, key, value, personId, isContact });
  return content && { section: kind[1], content };
}

function ofRound({ partition, value }: Parameters<Shown>[0]): JsonObject {
  return { ...roundOf(partition), ...value };
}

/** `round|programme|period` */
function roundOf(partition: string): JsonObject {
  const [kind, programme, period] = partition.split('|');
  return kind === 'round' ? { programme: programme!, period: period! } : {};
}

function goal({ partition, value, personId }: Parameters<Shown>[0]): JsonObject {
  const { id, code, title, owners, groups, fields } = value['goal'] as JsonObject;
  const has = (part: JsonObject) => (part['owners'] as readonly string[]).includes(personId);
  const parts = [...(groups as JsonObject[]), ...(fields as JsonObject[])].filter(has);
  return {
    programme: partition.slice('goals|'.length),
    ...{ goal: id!, code: code!, title: title! },
    wholeGoal: (owners as readonly string[]).includes(personId),
    parts: parts.map((part) => part['label'] ?? part['id']!),
    ...(value['retired'] !== undefined && { retired: value['retired'] }),
  };
}

/** Answers given by the person or on their behalf, and contact details that are the person's. */
function answers({ partition, value, personId, isContact }: Parameters<Shown>[0]): JsonObject | undefined {
  const { goalId, version, by, at } = value;
  const own = Object.entries(value['answers'] as Record<string, JsonObject>).filter(
    ([, answer]) => answer['version'] === version && [answer['by'], answer['onBehalfOf']].includes(personId),
  );
  const given = own.map(([field, answer]) => ({ field, ...omit(answer, 'version') }));
  if (given.length === 0 && by !== personId && !isContact) return undefined;
  return {
    ...roundOf(partition),
    ...{ goal: goalId!, version: version!, savedAt: at! },
    answers: given,
    ...(isContact && { contactDetails: typedIn(value) }),
  };
}

/** The person's own; of another's only contact details that are the person's. */
function draft({ partition, value, personId, isContact }: Parameters<Shown>[0]): JsonObject | undefined {
  if (value['personId'] === personId) return { ...roundOf(partition), ...omit(value, 'personId') };
  const { goalId, at } = value;
  if (!isContact) return undefined;
  return { ...roundOf(partition), goal: goalId!, savedAt: at!, contactDetails: typedIn(value) };
}

/** A question that the person asked, was sent or responded to, without the words of others. */
function asked({ partition, value, personId }: Parameters<Shown>[0]): JsonObject {
  const responses = value['responses'] as readonly JsonObject[];
  const own = responses.filter(({ by, onBehalfOf }) => by === personId || onBehalfOf === personId);
  const isAsker = value['by'] === personId;
  const { id, goalId, text, at, due, published } = value;
  return {
    ...roundOf(partition),
    ...{ question: id!, goal: goalId!, askedAt: at!, due: due!, isAsker },
    ...(isAsker && { text: text! }),
    wasAsked: (value['to'] as readonly string[]).includes(personId),
    responses: own,
    ...(published !== undefined && { published }),
  };
}

/** A request for support that the person made or decided on, without the words of others. */
function decided({ partition, value, personId }: Parameters<Shown>[0]): JsonObject {
  const { goalId, fieldId, askedAt, askedBy, wanted, versions } = value;
  const isAsker = askedBy === personId;
  return {
    ...roundOf(partition),
    ...{ goal: goalId!, task: fieldId!, askedAt: askedAt!, isAsker },
    ...(isAsker && { wanted: wanted! }),
    decisions: (versions as readonly JsonObject[]).filter(({ by }) => by === personId),
  };
}

/**
 * Leaves out the data that it is drawn from, in which other people's names are not the person's data. The days of an
 * absence are.
 */
function message({ partition, value, personId }: Parameters<Shown>[0]): JsonObject | undefined {
  const { kind, recipient, data, createdAt, state, endedAt, reason, receipt, firstPressedAt } = value;
  const isTo = (recipient as JsonObject)['personId'] === personId;
  const rest = {
    endedAt,
    reason,
    ...(isTo && kind === 'absence' && { absence: data }),
    ...(isTo && { chat: (receipt as JsonObject | undefined)?.['conversationId'], firstPressedAt }),
  };
  return {
    ...roundOf(partition),
    ...{ kind: kind!, toPerson: isTo, createdAt: createdAt!, state: state! },
    ...defined(rest),
  };
}

function ownPauses({ value, personId }: Parameters<Shown>[0]): JsonObject | undefined {
  const own = (value['pauses'] as readonly JsonObject[]).filter(({ by }) => by === personId);
  return own.length > 0 ? { pauses: own } : undefined;
}

function ownEvents({ partition, value, personId }: Parameters<Shown>[0]): JsonObject | undefined {
  const own = (value['events'] as readonly JsonObject[]).filter(({ by }) => by === personId);
  const discarded = value['discarded'] as JsonObject | undefined;
  const acts = {
    ...(own.length > 0 && { events: own }),
    ...(discarded?.['by'] === personId && { discarded }),
  };
  return Object.keys(acts).length > 0 ? { ...roundOf(partition), ...acts } : undefined;
}
