import { type Check } from './check';

const check = 'PUBLIC_URL';
const longestMs = 5_000;

/** Whether browsers find the bot at the address in links to reports. */
export const checkPublicUrl: Check = async ({ config }) => {
  if (!config) return [];
  const { publicUrl } = config;
  if (publicUrl === undefined)
    return [{ check, verdict: 'ok', says: 'not set: reports are given as files that Teams saves' }];
  const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(longestMs) }).then(
    ({ status }) => `answers ${status}`,
    () => 'does not answer from here',
  );
  if (answer === 'answers 200') return [{ check, verdict: 'ok', says: `${publicUrl} ${answer}` }];
  const todo = 'start the bot, or correct the address, its certificate, or the proxy in front of it';
  return [{ check, verdict: 'look', says: `${publicUrl}/healthz ${answer}`, todo }];
};
