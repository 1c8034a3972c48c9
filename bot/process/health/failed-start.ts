/** Reports to ALERT_URL that the bot did not start: with nothing running, nobody else would. */
import { type Logger } from 'pino';
import { type Failure } from '../../config/exit-codes';
import { createAlertUrl } from './alert-url';

/** A platform waits for the end of the process before it tries again. */
const longestMs = 5_000;

/** Never throws. @param url without it nothing is reported */
export async function tellOfFailedStart(
  { exitCode, why }: Failure,
  { url, log, now }: { readonly url: string | undefined; readonly log: Logger; readonly now: Date },
): Promise<void> {
  if (url === undefined) return;
  const alert = { id: 'start-failed', severity: 'broken', figures: { exitCode, why } } as const;
  await createAlertUrl(url, log, longestMs).tell([alert], now);
}
