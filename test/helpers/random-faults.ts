/** Random faults, the same in every run: a request's fault depends on the seed, the person and the attempt. */
import { type ConnectorRequest } from './teams-connector';
import { type Fault, faults } from './teams-faults';

/** Every fault that the connector knows; `slow` is created for each request. */
const kinds = {
  '429 with Retry-After': () => faults.throttled(3),
  '429 without Retry-After': () => faults.throttled(),
  '412': () => faults.preconditionFailed,
  '500': () => faults.serviceError,
  '502': () => faults.badGateway,
  '503 with Retry-After': () => faults.unavailable(2),
  '503 without Retry-After': () => faults.unavailable(),
  '504': () => faults.gatewayTimeout,
  '401 not registered': () => faults.notRegistered,
  '403 disabled': () => faults.disabledByAdmin,
  '403 not in roster': () => faults.notInRoster,
  '403 blocked': () => faults.blockedByUser,
  '403 not installed': () => faults.notInstalled,
  '403 writes blocked': () => faults.writesBlocked,
  '404 conversation': () => faults.conversationNotFound,
  '413': () => faults.tooBig,
  reset: () => faults.reset,
  'lost answer': () => faults.lostAnswer,
  slow: () => faults.slow(new Promise((resolve) => setTimeout(resolve, 100))),
} satisfies Record<string, () => Fault>;
export type FaultName = keyof typeof kinds;
export const faultNames = Object.keys(kinds) as FaultName[];

export interface MetFault {
  readonly request: ConnectorRequest;
  readonly fault: FaultName;
}

/** @param share of the requests that fail, 0 to 1 */
export function randomFaults(share: number, seed: number) {
  const met: MetFault[] = [];
  const requestsOf = new Map<string, number>();
  const fault = (request: ConnectorRequest): Fault | undefined => {
    const person = request.personId ?? '';
    const number = (requestsOf.get(person) ?? 0) + 1;
    requestsOf.set(person, number);
    if (lot(`${seed} ${person} ${number} whether`) >= share) return undefined;
    const name = faultNames[Math.floor(lot(`${seed} ${person} ${number} which`) * faultNames.length)]!;
    met.push({ request, fault: name });
    return kinds[name]();
  };
  return { met, fault };
}

/** A number from 0 to 1 (exclusive) for a text: FNV-1a, with its bits mixed once more. */
function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
