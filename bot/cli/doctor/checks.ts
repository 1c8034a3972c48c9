/** All checks, in the order of their lines. Add a new one to this list. */
import { type Check } from './check';
import { checkAdmins } from './check-admins';
import { checkBot } from './check-bot';
import { checkConfig } from './check-config';
import { checkFindings } from './check-findings';
import { checkLease } from './check-lease';
import { checkMachine } from './check-machine';
import { checkPermissions } from './check-permissions';
import { checkPublicUrl } from './check-public-url';
import { checkStore } from './check-store';
import { checkToken } from './check-token';

export const checks: readonly Check[] = [
  checkConfig,
  checkMachine,
  checkStore,
  checkBot,
  checkFindings,
  checkLease,
  checkAdmins,
  checkToken,
  checkPermissions,
  checkPublicUrl,
];
