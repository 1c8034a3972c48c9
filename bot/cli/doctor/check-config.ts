import { type Check } from './check';

/** One line for each fault. */
export const checkConfig: Check = ({ configFaults }) => {
  if (configFaults.length === 0)
    return [{ check: 'configuration', verdict: 'ok', says: 'every variable can be used' }];
  return configFaults.map((fault) => ({
    check: 'configuration',
    verdict: 'broken' as const,
    says: fault,
    todo: 'set the variable as .env.example explains it; the bot does not start like this',
  }));
};
