/**
 * The text that a message answers to, as Teams' clients send it: a block quote in an HTML attachment, or an entity with
 * a preview. A preview is cut off and may be missing, so it is only a hint. Nothing of it is interpreted as HTML.
 */
import { type Activity } from 'botbuilder';
import { z } from 'zod';

const html = z.object({ contentType: z.literal('text/html'), content: z.string() });
const entity = z.object({ type: z.literal('quotedReply'), quotedReply: z.object({ preview: z.string() }) });

/** Previews have at most a few hundred characters. */
const longest = 2_000;

export function quotedIn({
  attachments,
  entities,
}: Pick<Activity, 'attachments' | 'entities'>): string | undefined {
  for (const each of entities ?? []) {
    const found = entity.safeParse(each);
    if (found.success) return found.data.quotedReply.preview.slice(0, longest);
  }
  for (const each of attachments ?? []) {
    const found = html.safeParse(each);
    const quote = found.success ? blockQuote(found.data.content) : undefined;
    if (quote !== undefined) return quote;
  }
  return undefined;
}

function blockQuote(content: string): string | undefined {
  const start = content.indexOf('<blockquote');
  const end = content.indexOf('</blockquote>', start);
  if (start < 0 || end < 0 || !content.slice(start, start + 300).includes('schema.skype.com/Reply'))
    return undefined;
  return content
    .slice(start, Math.min(end, start + longest))
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
