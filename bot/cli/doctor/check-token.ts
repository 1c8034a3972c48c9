/** Whether Microsoft gives the bot a token with its credential: without one it can send nothing. */
import { withinDeadline } from '../../../src/deadline';
import { type Config } from '../../config/config';
import { type Check, type CheckLine } from './check';
import { type TokenSource } from '../parts/cli-command';

const check = 'token';
const longestMs = 10_000;

export const checkToken: Check = async ({ config, getToken }) => {
  if (!config) return [];
  if (config.credential.type === 'none') {
    const says = 'no MICROSOFT_APP_ID: nobody is authenticated, so the bot listens only on loopback';
    return [{ check, verdict: 'look', says, todo: 'set it, unless this is a trial' }];
  }
  try {
    await withinDeadline(() => getToken(config), longestMs);
    return [{ check, verdict: 'ok', says: 'Microsoft issues one for this credential' }];
  } catch (error) {
    return [{ check, ...explained(textOf(error)) }];
  }
};

/** Asks as the bot does when it sends; the library for that is loaded only when needed. */
export const microsoftToken: TokenSource = async (config: Config) => {
  const { microsoftTokens } = await import('../../calls/microsoft-token.js');
  await microsoftTokens(config)('https://api.botframework.com/.default');
};

/** Codes of "Microsoft Entra authentication and authorization error codes", Microsoft. */
const meanings: readonly (readonly [RegExp, Omit<CheckLine, 'check'>])[] = [
  [
    /AADSTS7000222/,
    {
      verdict: 'broken',
      says: 'the password has expired',
      todo: 'make a new one in the app registration, set MICROSOFT_APP_PASSWORD and _EXPIRES, restart',
    },
  ],
  [
    /AADSTS7000215/,
    {
      verdict: 'broken',
      says: 'the password is wrong',
      todo: 'copy the value of the secret, not its id, to MICROSOFT_APP_PASSWORD, and restart',
    },
  ],
  [
    /AADSTS700027/,
    {
      verdict: 'broken',
      says: 'the certificate is not that of the app registration',
      todo: 'upload it there, or name the right file in MICROSOFT_APP_CERTIFICATE',
    },
  ],
  [
    /AADSTS(700016|90002|900023)/,
    {
      verdict: 'broken',
      says: 'there is no such app in that tenant',
      todo: 'correct MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID',
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network_error|endpoints_resolution_error|openid_config_error|fetch failed/i,
    {
      verdict: 'look',
      says: 'login.microsoftonline.com cannot be reached from here, so this was not checked',
      todo: 'run the doctor where the bot runs, and allow access to that host there',
    },
  ],
];

function explained(text: string): Omit<CheckLine, 'check'> {
  const known = meanings.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  const says = `none is issued: ${text.split('\n', 1)[0]!.slice(0, 200)}`;
  return { verdict: 'broken', says, todo: 'look the code up, and check the app registration' };
}

/** Codes are in the message, beside it, or in its causes. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, errorCode } = error as { code?: unknown; errorCode?: unknown };
  const own = [error.message, code, errorCode].filter((part) => typeof part === 'string').join(' ');
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return [own, ...causes.filter((cause) => cause !== undefined).map(textOf)].join(' ');
}
