/** Uploads a file to the place that Teams names after the person's consent. */
import { callMs } from '../../src/deadline';

/**
 * Whether a file may be uploaded there: only to an organisation's OneDrive. The place comes from an activity, which
 * could otherwise make the bot send requests to anything inside its network.
 * Source: Microsoft 365 URLs and IP address ranges, SharePoint Online and OneDrive: `*.sharepoint.com`.
 */
export function isOneDrive({ protocol, hostname, port, username, password }: URL): boolean {
  const isPlain = port === '' && username === '' && password === '';
  return protocol === 'https:' && isPlain && /^[a-z0-9-]+\.sharepoint\.com$/.test(hostname);
}

/**
 * The whole file in one request; OneDrive takes 60 MiB in one.
 * @param url of an upload session: anybody who knows it may write there, so it is never logged
 * @param ms time limit; a report has a few hundred kilobytes, one of 5,000 goals a few megabytes
 * @throws Error if it is not accepted, or not in time
 */
export async function uploadFile(url: URL, content: Uint8Array, ms: number = callMs): Promise<void> {
  const size = content.length;
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${size - 1}/${size}`,
    },
    body: new Uint8Array(content),
    redirect: 'error',
    signal: AbortSignal.timeout(ms),
  });
  await response.body?.cancel();
  // 202 would wait for more of the file.
  if (response.status !== 200 && response.status !== 201)
    throw new Error(`the upload was answered with ${response.status}`);
}
