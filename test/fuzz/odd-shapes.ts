/** Changes of whole activities, rarely made by mutations of single places, by somebody who knows the protocol. */
import fc from 'fast-check';
import { botId } from '../helpers/tenant';

/** Ids that are properties of every object. */
export const prototypeIds = [
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...[
    'toLocaleString',
    'toString',
    'valueOf',
    '__defineGetter__',
    '__lookupSetter__',
    'then',
    'toJSON',
    'length',
  ],
] as const;

const prototypeId = fc.constantFrom(...prototypeIds);

type Activity = Readonly<Record<string, unknown>>;
type Shape = (activity: Activity) => Activity;

/** @param senders Teams' directory ids that somebody may impersonate */
export function oddShape(senders: readonly string[]): fc.Arbitrary<Shape> {
  return fc.oneof(spoofed(fc.constantFrom(...senders)), withoutMembers, nested, unwritable, withPrototypeIds);
}

/** Claims to be from, about or for somebody else. */
function spoofed(sender: fc.Arbitrary<string>): fc.Arbitrary<Shape> {
  const other = sender.map((aadObjectId) => ({ id: `29:${aadObjectId}`, name: 'Other', aadObjectId }));
  const conversation = fc.constantFrom(
    { id: 'a:other', conversationType: 'personal', tenantId: '00000000-0000-4000-8000-000000000001' },
    { id: '19:x@thread.tacv2', conversationType: 'channel', isGroup: true },
    { id: '19:x@unq.gbl.spaces', conversationType: 'groupChat', isGroup: true },
    { id: 'a:other', conversationType: '__proto__', isGroup: 'yes' },
  );
  const parts = fc.record(
    {
      relatesTo: fc.record({
        user: other,
        bot: other,
        conversation,
        channelId: fc.constant('msteams'),
        serviceUrl: fc.constant('http://127.0.0.1:9/'),
      }),
      from: fc.oneof(
        other,
        other.map(({ aadObjectId, ...rest }) => ({ ...rest, aadObjectId: aadObjectId.toUpperCase() })),
        fc.constant({ id: botId, role: 'bot' }),
      ),
      recipient: fc.oneof(
        other,
        fc.constantFrom({ id: botId, role: 'skill' }, { id: '28:other', role: 'bot' }),
      ),
      conversation,
      channelId: fc.constantFrom('emulator', 'directline', 'AseChannel', 'webchat', '', 'msteams:x'),
      callerId: fc.constantFrom('urn:botframework:azure', 'urn:botframework:aadappid:x'),
      deliveryMode: fc.constantFrom('expectReplies', 'ephemeral', 'notification', 'normal', 'x'),
      semanticAction: fc.constant({ id: 'x', state: 'start', entities: {} }),
      localTimezone: fc.constantFrom('Europe/Helsinki', '../../etc', '__proto__'),
      rawTimestamp: fc.constant('x'),
      inputHint: fc.constant('expectingInput'),
      entities: fc.constantFrom<unknown>(
        [{ type: 'mention', mentioned: { id: botId }, text: '<at>x</at>' }],
        [{ type: 'mention' }],
        [{ type: 'mention', mentioned: null, text: {} }],
        [{ type: 'mention', mentioned: { id: botId }, text: { toString: 'x' } }],
        [{ type: 'clientInfo', locale: '__proto__', timezone: 1 }],
        [null],
      ),
    },
    { requiredKeys: [] },
  );
  return parts.map((part) => (activity) => ({ ...activity, ...part }));
}

const withoutMembers: fc.Arbitrary<Shape> = fc
  .array(
    fc.constantFrom(
      ...[
        'id',
        'type',
        'channelId',
        'serviceUrl',
        'from',
        'recipient',
        'conversation',
        'channelData',
        'locale',
      ],
      ...['timestamp', 'value', 'name', 'text', 'attachments', 'replyToId', 'action', 'membersAdded'],
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (names) => (activity) =>
      Object.fromEntries(Object.entries(activity).filter(([name]) => !names.includes(name))),
  );

/** Nested around the depth limit, and far beyond. */
const nested: fc.Arbitrary<Shape> = fc
  .tuple(
    fc.constantFrom('value', 'channelData', 'entities', 'text', 'from', 'relatesTo', 'x'),
    fc.constantFrom(5, 29, 30, 31, 32, 33, 100, 1_000),
    fc.boolean(),
  )
  .map(([name, depth, isList]) => (activity) => {
    let inner: unknown = activity[name] ?? 'x';
    for (let level = 0; level < depth; level++) inner = isList ? [inner] : { inner };
    return { ...activity, [name]: inner };
  });

const unwritables = [
  '\ufffe',
  '\uffff',
  '\ufdd0',
  '\u{1ffff}',
  '\u0000',
  '\u0085',
  '\ud800',
  '\u200b'.repeat(5_000),
];

/** Puts such a character into every text of the activity, except those that identify the person. */
const unwritable: fc.Arbitrary<Shape> = fc
  .tuple(fc.constantFrom(...unwritables), fc.boolean())
  .map(([character, everywhere]) => (activity) => {
    // Other shapes nest deeper than this function may call itself.
    const changed = (value: unknown, depth = 0): unknown => {
      if (typeof value === 'string') return `${value.slice(0, 1)}${character}${value.slice(1)}`;
      if (typeof value !== 'object' || value === null || depth === 100) return value;
      if (Array.isArray(value)) return value.map((part) => changed(part, depth + 1));
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, changed(part, depth + 1)]));
    };
    const { value, text, ...rest } = activity;
    return everywhere
      ? (changed(activity) as Activity)
      : { ...rest, value: changed(value), text: changed(text) };
  });

/** Replaces ids, verbs, names of inputs and everything else that is looked up. */
const withPrototypeIds: fc.Arbitrary<Shape> = fc
  .tuple(fc.array(prototypeId, { minLength: 12, maxLength: 12 }), fc.nat(0xffff))
  .map(([ids, chosen]) => (activity) => {
    const names = [
      'programmeId',
      'period',
      'goalId',
      'language',
      'role',
      'format',
      'unit',
      'division',
      'first',
      'to',
      'personId',
      'day',
    ];
    const { action } = (activity['value'] ?? {}) as { action?: { verb?: string; data?: object } };
    const data = Object.fromEntries(
      names.flatMap((name, index) => ((chosen >> index) & 1 ? [[name, ids[index]!]] : [])),
    );
    const inputs = Object.fromEntries(ids.map((id) => [`field_${id}`, '5']));
    return {
      ...activity,
      ...(activity['text'] !== undefined && { text: ids.slice(0, 2).join(' ') }),
      ...(chosen & 0x8000 && { name: ids[0], locale: ids[1], action: ids[2] }),
      value: {
        action: {
          ...action,
          ...(chosen & 0x4000 && { verb: ids[3] }),
          data: {
            ...action?.data,
            ...inputs,
            ...data,
            ...Object.fromEntries(ids.slice(0, 3).map((id) => [id, id])),
          },
        },
      },
    };
  });
