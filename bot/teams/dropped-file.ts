/** A file that was dropped into the chat: its address as Teams gives it, and its bytes. */
import { bytesWithin, TooLongError } from '../calls/answer-within';
import { type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { RefusedError } from '../../src/errors';
import { safeParse } from '../views/parts/safe-parse';

const contentType = 'application/vnd.microsoft.teams.file.download.info';
const attachmentSchema = z.object({
  contentType: z.literal(contentType),
  name: z.string().min(1).max(300),
  content: z.object({ downloadUrl: z.url().max(4_000) }),
});

export interface DroppedFile {
  readonly name: string;
  readonly url: string;
}

export interface DownloadLimits {
  /** Whether a file may be fetched from this address. */
  readonly isTrusted: (url: URL) => boolean;
  readonly mostBytes: number;
  readonly timeoutMs: number;
}

/** Where Teams keeps the files of people: OneDrive and SharePoint, in Microsoft's clouds. */
const hosts = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn', '.svc.ms'];

/** A register of a thousand goals takes one MiB; a larger file would keep everybody waiting while it is read. */
export const downloadLimits: DownloadLimits = {
  isTrusted: ({ protocol, hostname, port }) =>
    protocol === 'https:' && port === '' && hosts.some((host) => hostname.endsWith(host)),
  mostBytes: 2 * 1024 * 1024,
  timeoutMs: 8_000,
};

/** The first file of the message; `undefined` if there is none. */
export function droppedFile({ activity }: TurnContext): DroppedFile | undefined {
  for (const attachment of activity.attachments ?? []) {
    const file = safeParse(attachmentSchema, attachment);
    if (file) return { name: file.name, url: file.content.downloadUrl };
  }
  return undefined;
}

/**
 * Redirects are not followed: they could lead anywhere.
 * @throws RefusedError `file-not-trusted`, `file-not-downloaded`, `file-too-large`.
 */
export async function download(
  { url }: DroppedFile,
  { isTrusted, mostBytes, timeoutMs }: DownloadLimits,
): Promise<Uint8Array> {
  if (!isTrusted(new URL(url))) throw new RefusedError('file-not-trusted');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { redirect: 'error', signal });
    if (!response.ok || !response.body) throw new RefusedError('file-not-downloaded');
    return await bytesWithin(response, mostBytes);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    if (error instanceof TooLongError)
      throw new RefusedError('file-too-large', { most: String(mostBytes / 1024 / 1024) });
    throw new RefusedError('file-not-downloaded');
  }
}
