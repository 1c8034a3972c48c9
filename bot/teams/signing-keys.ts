/** The public keys that verify the tokens of incoming activities, from the key server that OpenID names. */
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { AuthenticationError } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor';
import { z } from 'zod';
import { callMs } from '../../src/deadline';
import { textWithin } from '../calls/answer-within';

/** Microsoft's are about 20 kB. */
const mostBytes = 1024 * 1024;
const refreshMs = 24 * 3_600_000;
/** "May be cached for long periods of time (by default, 5 days)": Bot Connector authentication, Microsoft. */
const oldestMs = 5 * refreshMs;
/** An unknown key may be new or made up, so the server is asked about unknown keys only this often. */
const unknownMs = 3_600_000;
/** After a failure, so that not every activity waits for a server that is down. */
const failedMs = 10_000;

const configurationSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keysSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), endorsements: z.array(z.string()).optional() })),
});
type Keys = z.infer<typeof keysSchema>['keys'];

export interface SigningKey {
  /** PEM. */
  readonly key: string;
  /** Channels that it may sign for; any if there are none. */
  readonly endorsements: string[];
}

/** Milliseconds that one answer of the key server may take, and a clock that only goes forward. */
export interface SigningKeysOptions {
  readonly longestMs?: number;
  readonly elapsed?: () => number;
}

/** Replaces the framework's own, whose requests have no deadline. */
export class SigningKeys {
  private keys: ReadonlyMap<string | undefined, SigningKey> = new Map();
  private refreshed: number | undefined;
  private failed: number | undefined;
  private refreshing: Promise<void> | undefined;
  private readonly longestMs: number;
  private readonly elapsed: () => number;

  constructor(
    private readonly url: string,
    { longestMs = callMs, elapsed = () => performance.now() }: SigningKeysOptions = {},
  ) {
    this.longestMs = longestMs;
    this.elapsed = elapsed;
  }

  /**
   * Known keys are kept while the server does not answer.
   * @throws AuthenticationError 500 if no key is known and the server gives none
   */
  async getKey(kid: string): Promise<SigningKey | null> {
    const known = this.find(kid);
    const latest = known ? refreshMs : unknownMs;
    if (this.age() >= latest) await this.refresh(known !== null);
    return this.find(kid);
  }

  private age(): number {
    return this.refreshed === undefined ? Infinity : this.elapsed() - this.refreshed;
  }

  private async refresh(isKnown: boolean): Promise<void> {
    const isDown = this.failed !== undefined && this.elapsed() - this.failed < failedMs;
    if (isDown && isKnown) return;
    try {
      if (isDown) throw new Error('it did not answer a moment ago');
      await (this.refreshing ??= this.load().finally(() => (this.refreshing = undefined)));
    } catch (error) {
      if (isKnown) return;
      throw new AuthenticationError(`No signing keys: ${(error as Error).message}`, 500);
    }
  }

  private async load(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(this.longestMs);
      const { jwks_uri: uri } = configurationSchema.parse(await jsonAt(this.url, signal));
      this.keys = usableKeys(keysSchema.parse(await jsonAt(uri, signal)).keys);
      this.refreshed = this.elapsed();
      this.failed = undefined;
    } catch (error) {
      this.failed = this.elapsed();
      throw error;
    }
  }

  private find(kid: string): SigningKey | null {
    return this.age() > oldestMs ? null : (this.keys.get(kid) ?? null);
  }
}

/** By id, in the framework's form. The first of several keys with one id counts; only RSA keys are used. */
function usableKeys(keys: Keys): ReadonlyMap<string | undefined, SigningKey> {
  const first = new Map(keys.toReversed().map((key) => [key.kid, key]));
  const usable = [...first].flatMap(([kid, key]) => {
    const signing = key['kty'] === 'RSA' ? signingKey(key) : undefined;
    return signing ? [[kid, signing] as const] : [];
  });
  return new Map(usable);
}

function signingKey(key: Keys[number]): SigningKey | undefined {
  try {
    const pem = createPublicKey({ key: key as JsonWebKey, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    return { key: pem as string, endorsements: key.endorsements ?? [] };
  } catch {
    return undefined;
  }
}

async function jsonAt(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal });
  if (!response.ok) throw new Error(`the key server answers ${response.status}`);
  return JSON.parse(await textWithin(response, mostBytes));
}

/** Makes the framework look its keys up here. It keeps one source of keys for each address, for the whole process. */
export function useSigningKeys(url: string, options?: SigningKeysOptions): void {
  const { openIdMetadataCache } = JwtTokenExtractor as unknown as {
    readonly openIdMetadataCache: Map<string, Pick<SigningKeys, 'getKey'>>;
  };
  if (!openIdMetadataCache.has(url)) openIdMetadataCache.set(url, new SigningKeys(url, options));
}
