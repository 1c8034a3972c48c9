import { loadAdmins } from '../../../src/people/access';
import { type Check } from './check';

const check = 'admins';

/** Whether any admin would receive an alert. */
export const checkAdmins: Check = async ({ store, config }) => {
  if (!store) return [];
  const admins = await loadAdmins(store, new Set(config?.admins));
  const reachable = admins.filter(({ aadObjectId }) => aadObjectId !== undefined);
  const says = `${admins.length} in the directory, ${reachable.length} with a Teams account`;
  if (reachable.length > 0) return [{ check, verdict: 'ok', says }];
  const todo =
    'name somebody from the directory in SEURANTA_ADMINS; until then nobody is told when something is wrong';
  return [{ check, verdict: 'look', says, todo }];
};
