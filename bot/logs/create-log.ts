/** The bot's log: JSON lines with ids of their subjects; the one place that keeps private data out. */
import pino, { type DestinationStream, type Logger } from 'pino';
import { type Config } from '../config/config';
import { currentIds } from './log-ids';
import { safeError } from './safe-error';

/**
 * At level `info` and above no name, address, answer or card is written; at `debug` errors are logged in full.
 * A secret of the configuration is written at no level.
 */
export function createLog(
  config: Pick<Config, 'logLevel' | 'credential' | 'store' | 'metricsToken'>,
  destination: DestinationStream,
): Logger {
  const isDiscreet = !['debug', 'trace'].includes(config.logLevel);
  const secrets = secretsIn(config).map((secret) => JSON.stringify(secret).slice(1, -1));
  const withoutSecrets = (line: string) => secrets.reduce((rest, each) => rest.replaceAll(each, '…'), line);
  return pino(
    {
      level: config.logLevel,
      mixin: () => ({ ...currentIds() }),
      ...(isDiscreet && { serializers: { err: (error: unknown) => safeError(error) } }),
      hooks: {
        // A last safety net for addresses inside other texts.
        streamWrite: (line) => withoutSecrets(isDiscreet ? line.replace(address, '…@…') : line),
      },
    },
    destination,
  );
}

const address = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu;

function secretsIn({ credential, store, metricsToken }: Parameters<typeof createLog>[0]): string[] {
  return [
    ...(credential.type === 'password' ? [credential.password] : []),
    ...(credential.type === 'certificate' ? [credential.privateKey] : []),
    ...('connectionString' in store ? keysIn(store.connectionString) : []),
    ...(metricsToken === undefined ? [] : [metricsToken]),
  ].filter((secret) => secret !== '');
}

/** The secrets of an Azure connection string: `AccountKey=…;SharedAccessSignature=…`. */
function keysIn(connectionString: string): string[] {
  const parts = connectionString.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]+)/gi);
  return [connectionString, ...[...parts].map((match) => match[1]!)];
}
