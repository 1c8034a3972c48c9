import { readLease } from '../../../src/schedule/lease';
import { localText, usualZone } from '../moments';
import { type Check } from './check';

const start = 'start the bot, or look at its log: without the lease nobody ticks and sends';

/** Which replica ticks and sends. */
export const checkLease: Check = async ({ store, clock }) => {
  if (!store) return [];
  const lease = await readLease(store);
  if (!lease) return [{ check: 'lease', verdict: 'look', says: 'no replica has it', todo: start }];
  const until = localText(lease.expires, usualZone);
  if (lease.expires <= clock.now().toISOString())
    return [
      { check: 'lease', verdict: 'look', says: `${lease.holder} let it run out ${until}`, todo: start },
    ];
  return [{ check: 'lease', verdict: 'ok', says: `${lease.holder} has it until ${until}` }];
};
