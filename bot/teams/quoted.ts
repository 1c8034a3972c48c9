/**
 * What a message answers to, as Teams' clients send it: a block quote in an HTML attachment, an attachment or an entity
 * with the quoted message's id and a preview, or only the id. A preview is cut off and may be missing, and an id may be
 * any, so both are only hints. Nothing of it is interpreted as HTML.
 */
import { type Activity } from 'botbuilder';
import { z } from 'zod';

/** What the client says about the message that was answered. */
export interface Quoted {
  /** The ids that the message may have. */
  readonly ids: readonly string[];
  /** The beginning of its text. */
  readonly text?: string;
}

/** Previews have at most a few hundred characters. */
const longest = 2_000;
const id = z.string().min(1).max(300);
const preview = z.string().transform((text) => text.slice(0, longest));

const html = z
  .object({ contentType: z.literal('text/html'), content: z.string() })
  .transform(({ content }) => blockQuote(content));
const reference = z.object({ messageId: id.optional(), messagePreview: preview.optional() });
const referring = z
  .object({ contentType: z.literal('messageReference'), id: id.optional(), content: z.unknown() })
  .transform((attachment): Quoted => {
    const { messageId = attachment.id, messagePreview: text } = referenceIn(attachment.content);
    return { ids: messageId === undefined ? [] : [messageId], ...(text !== undefined && { text }) };
  });
const quotedReply = z.object({ messageId: id.optional(), preview: preview.optional() });
const entity = z
  .object({ type: z.literal('quotedReply'), quotedReply })
  .transform(({ quotedReply: { messageId, preview: text } }): Quoted => ({
    ids: messageId === undefined ? [] : [messageId],
    ...(text !== undefined && { text }),
  }));

export function quotedIn({
  attachments,
  entities,
  replyToId,
}: Pick<Activity, 'attachments' | 'entities' | 'replyToId'>): Quoted | undefined {
  const found = [
    ...(entities ?? []).map((each) => entity.safeParse(each).data),
    ...(attachments ?? []).map((each) => referring.safeParse(each).data ?? html.safeParse(each).data),
  ].flatMap((each) => each ?? []);
  const ids = [...found.flatMap((each) => each.ids), ...(replyToId ? [replyToId] : [])];
  const text = found.find((each) => each.text !== undefined)?.text;
  if (ids.length === 0 && text === undefined) return undefined;
  return { ids: [...new Set(ids)], ...(text !== undefined && { text }) };
}

/** Teams sends the content of an attachment as an object, or as JSON in a string. */
function referenceIn(content: unknown): z.infer<typeof reference> {
  const read = typeof content === 'string' ? asJson(content) : content;
  return reference.safeParse(read).data ?? {};
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function blockQuote(content: string): Quoted | undefined {
  const start = content.indexOf('<blockquote');
  const end = content.indexOf('</blockquote>', start);
  const opening = start < 0 ? '' : content.slice(start, start + 300);
  if (end < 0 || !opening.includes('schema.skype.com/Reply')) return undefined;
  const text = content
    .slice(start, Math.min(end, start + longest))
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
  const named = /\bitemid="([^"<>]{1,100})"/.exec(opening)?.[1];
  return { ids: named === undefined ? [] : [named], text };
}
