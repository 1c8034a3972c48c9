/** The parts of a Teams activity that the bot reads; nothing else in it is checked. */
import { z } from 'zod';

/** Free text is stripped of unwritable characters; an id would silently become another id, so it is refused. */
const writable = /^[^\p{Surrogate}\p{Noncharacter_Code_Point}\p{Cc}]*$/u;
/** Ids of Teams are opaque; the longest seen have about 250 characters. */
const id = z.string().max(1000).regex(writable);
const text = z.string().max(100_000);
const account = z.looseObject({
  id: id.optional(),
  name: text.optional(),
  aadObjectId: z.string().max(100).regex(writable).optional(),
});

/** Teams puts everybody who joins a large team into one activity. */
const members = z.array(account).max(25_000).nullish();

const mentionSchema = z.looseObject({ text: text.optional(), mentioned: account });

/** Source: "Activity object", Bot Framework; what a kind of activity has in `value` is parsed where it is used. */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(100).regex(writable),
  id: id.optional(),
  channelId: z.string().max(100).optional(),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    // It is sent in a header, which allows only these characters; Teams' ids have no others.
    id: id.regex(/^[\x20-\x7e]+$/),
    conversationType: z.string().max(100).optional(),
    isGroup: z.boolean().optional(),
    tenantId: z.string().max(100).optional(),
  }),
  name: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  text: text.nullish(),
  locale: z.string().max(100).nullish(),
  timestamp: z.string().max(100).optional(),
  localTimestamp: z.string().max(100).optional(),
  expiration: z.string().max(100).optional(),
  replyToId: id.nullish(),
  entities: z
    .array(z.looseObject({ type: z.string().optional() }).refine(isMentionOrOther, 'is no mention'))
    .max(1000)
    .nullish(),
  membersAdded: members,
  membersRemoved: members,
  attachments: z
    .array(z.looseObject({ contentType: z.string().optional() }))
    .max(100)
    .nullish(),
  channelData: z
    .looseObject({
      eventType: z.string().max(100).nullish(),
      tenant: z.looseObject({ id: z.string().max(100).optional() }).optional(),
      team: z.looseObject({ id: id.optional(), name: text.optional() }).nullish(),
      channel: z.looseObject({ id: id.optional(), name: text.nullish() }).nullish(),
      settings: z.looseObject({ selectedChannel: z.looseObject({ id: id.optional() }).nullish() }).nullish(),
    })
    .nullish(),
});

/** The framework removes the bot's mention from a text and relies on these parts. */
function isMentionOrOther(entity: Readonly<Record<string, unknown>>): boolean {
  return entity['type'] !== 'mention' || mentionSchema.safeParse(entity).success;
}
