import { type Check } from './check';

/** One line for each fault. */
export const checkConfig: Check = ({ configFaults }) => {
  if (configFaults.length === 0)
    return [{ check: 'configuration', verdict: 'ok', says: 'all variables are valid' }];
  return configFaults.map((fault) => ({
    check: 'configuration',
    verdict: 'broken' as const,
    says: fault,
    todo: 'set the variable as .env.example explains; the bot does not start until it is right',
  }));
};
