import { isVoid, type Lease, readLease } from '../../../src/schedule/lease';
import { localText } from '../parts/moments';
import { type Check, type CheckLine } from './check';
import { usualZone } from '../../../src/periods/local-time';

const start = 'start the bot, or look at its log: nothing is sent while no replica has the lease';

/** Which replica ticks and sends. */
export const checkLease: Check = async ({ store, clock }) => {
  if (!store) return [];
  const lease = await readLease(store);
  if (!lease) return [{ check: 'lease', verdict: 'look', says: 'no replica has it', todo: start }];
  if (isVoid(lease, clock.now())) return [voidLine(lease)];
  const until = localText(lease.expires, usualZone);
  if (lease.expires <= clock.now().toISOString())
    return [{ check: 'lease', verdict: 'look', says: `${lease.holder} let it expire ${until}`, todo: start }];
  return [{ check: 'lease', verdict: 'ok', says: `${lease.holder} has it until ${until}` }];
};

/** Replicas ignore such an expiry, so it does not block them. */
function voidLine({ holder, expires }: Lease): CheckLine {
  const says = `${holder} has it until ${localText(expires, usualZone)}, further ahead than any lease: a clock was set back`;
  const todo = 'have the machine set its clock by NTP; the replicas ignore this lease';
  return { check: 'lease', verdict: 'look', says, todo };
}
