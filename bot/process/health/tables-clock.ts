/** Compares this machine's clock with that of Azure Tables, which dates every answer. */
import { type Clock } from '../../../src/clock';
import { type StoreConfig } from '../../config/config';

const longestMs = 5_000;

/**
 * A refusal is dated too, so no credential is sent.
 * @returns milliseconds that this machine's clock is ahead, to about a second; `undefined` if the store tells no time,
 * like an embedded one, or does not answer within 5 s
 */
export async function tablesClockAhead(config: StoreConfig, clock: Clock): Promise<number | undefined> {
  const url = endpointOf(config);
  if (url === undefined) return undefined;
  try {
    const asked = clock.now().getTime();
    const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(longestMs) });
    const middle = (asked + clock.now().getTime()) / 2;
    const said = Date.parse(headers.get('date') ?? '');
    // The header is truncated to the second.
    return Number.isNaN(said) ? undefined : middle - (said + 500);
  } catch {
    return undefined;
  }
}

/** Source: "Configure Azure Storage connection strings", Microsoft. */
function endpointOf(config: StoreConfig): string | undefined {
  if (config.type === 'sqlite') return undefined;
  if ('url' in config) return config.url;
  const parts = new Map(config.connectionString.split(';').map(namedPart));
  const part = (name: string) => parts.get(name.toLowerCase()) || undefined;
  const [account, suffix = 'core.windows.net'] = [part('AccountName'), part('EndpointSuffix')];
  const usual = account && `${part('DefaultEndpointsProtocol') ?? 'https'}://${account}.table.${suffix}`;
  return part('TableEndpoint') ?? usual;
}

/** The name in lower case; the value may contain equal signs. */
function namedPart(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? ['', ''] : [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1)];
}
