/** Asks a bot that listens on this machine whether it is ready; one that runs elsewhere cannot be seen from here. */
import { type Check } from './check';

const longestMs = 2_000;

export const checkBot: Check = async ({ config }) => {
  if (!config || config.port === 0) return [];
  const status = await unreadiness(addressOf(config.host), config.port);
  if (status === undefined) return [];
  const says = `it answers on port ${config.port}, but is not ready: ${status}`;
  const todo = 'look at its log; deploy/embedded-store.md says what to do about a store that is gone';
  return [{ check: 'running bot', verdict: 'broken', says, todo }];
};

/** An address that one can connect to. */
function addressOf(host: string): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const address = isAny ? '127.0.0.1' : host;
  return address.includes(':') ? `[${address}]` : address;
}

/** `undefined` if it is ready, if there is none, or if something else listens there. */
async function unreadiness(address: string, port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${address}:${port}/readyz`, {
      signal: AbortSignal.timeout(longestMs),
      redirect: 'error',
    });
    if (response.status !== 503) return undefined;
    const { status } = (await response.json()) as { status?: unknown };
    return typeof status === 'string' ? status : undefined;
  } catch {
    return undefined;
  }
}
