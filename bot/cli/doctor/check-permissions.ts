/** The Microsoft Graph permissions that the bot needs, and when persons were last compared with the directory. */
import { loadStoredPersons } from '../../../src/people/directory';
import { type Group, loadGroups } from '../../../src/people/groups/group';
import { type StoredPerson } from '../../../src/people/schema';
import { readPeopleMark } from '../../../src/schedule/people/people-mark';
import { checkGraph, type GraphCheck } from '../../process/graph/check-graph';
import { localText } from '../parts/moments';
import { type Check, type CheckLine, type Patient } from './check';
import { usualZone } from '../../../src/periods/local-time';

export const checkPermissions: Check = async (patient) => {
  const { config } = patient;
  if (!config) return [];
  const usesGroups = (await groupsOf(patient)).length > 0;
  const mailboxOf = (await personsOf(patient)).find(({ aadObjectId }) => aadObjectId)?.aadObjectId;
  const tried = { usesGroups, ...(mailboxOf !== undefined && { mailboxOf }) };
  const permissions = (await checkGraph(config, tried)).map(permissionLine);
  return config.directory.type === 'imported'
    ? permissions
    : [...permissions, ...(await comparison(patient)), ...(await absences(patient))];
};

/** For each check, the name of its line, and what it says if it is not needed. */
const names: Readonly<Record<GraphCheck['what'], readonly [check: string, unneeded: string]>> = {
  token: ['Graph', 'Microsoft Graph is not used'],
  'User.Read.All': ['Graph reads', 'not needed: persons are imported'],
  'TeamsAppInstallation.ReadWriteSelfForUser.All': [
    'Graph installs',
    'no TEAMS_APP_ID: the bot does not install the app for anybody',
  ],
  'GroupMember.Read.All': ['Graph groups', 'not needed: no group of the directory is used'],
  'MailboxSettings.Read': ['Graph absences', 'not needed: the directory has no mailboxes'],
};

/** What the bot does not do without a permission that nobody has to grant. */
const optional: Readonly<Partial<Record<GraphCheck['what'], string>>> = {
  'MailboxSettings.Read': 'nobody is asked who answers for them while their automatic reply is on',
};

function permissionLine({ what, state, detail }: GraphCheck): CheckLine {
  const [check, unneeded] = names[what];
  const because = detail === undefined ? '' : `: ${detail}`;
  const without = optional[what];
  if (without !== undefined && (state === 'missing' || state === 'unknown')) {
    const is = state === 'missing' ? `${what} is not granted` : `${what} could not be checked`;
    return { check, verdict: 'ok', says: `${is}${because}; it is optional: without it, ${without}` };
  }
  switch (state) {
    case 'works':
      return { check, verdict: 'ok', says: what === 'token' ? 'accepts the token' : `${what} is granted` };
    case 'not-needed':
      return { check, verdict: 'ok', says: unneeded };
    case 'unknown':
      return {
        check,
        verdict: 'look',
        says: `could not be checked${because}`,
        todo: 'check that this machine reaches GRAPH_URL, and run the doctor again',
      };
    case 'missing':
      return {
        check,
        verdict: 'broken',
        says: what === 'token' ? `refuses the token${because}` : `${what} is not granted${because}`,
        todo: 'grant it to the app or the identity, as deploy/azure/README.md says',
      };
  }
}

/** A store that cannot be read is reported by other checks. */
async function groupsOf({ store }: Patient): Promise<readonly Group[]> {
  return store ? loadGroups(store).catch(() => []) : [];
}

async function personsOf({ store }: Patient): Promise<readonly StoredPerson[]> {
  return store ? loadStoredPersons(store).catch(() => []) : [];
}

async function comparison({ store }: Patient): Promise<CheckLine[]> {
  if (!store) return [];
  const check = 'directory';
  const mark = await readPeopleMark(store);
  const done = mark?.done === undefined ? 'never' : localText(mark.done, usualZone);
  const says = `persons were last compared with it: ${done}`;
  const failure = mark?.failure ?? (await readPeopleMark(store, 'groups'))?.failure;
  if (failure !== undefined) {
    const todo = 'the bot tries again by itself; `seuranta people sync --dry-run` shows why it fails';
    return [{ check, verdict: 'look', says: `${says}; the latest attempt failed: ${failure}`, todo }];
  }
  if (mark?.heldSince === undefined) return [{ check, verdict: 'ok', says }];
  const todo = '`seuranta people sync --dry-run` lists them; if it is right, use `--accept-leavers`';
  return [{ check, verdict: 'look', says: `${says}; too many would have left, so nobody was marked`, todo }];
}

/** Nothing to say unless the latest attempt failed. */
async function absences({ store }: Patient): Promise<CheckLine[]> {
  const failure = store && (await readPeopleMark(store, 'absences'))?.failure;
  if (failure === undefined) return [];
  const says = `automatic replies could not be read: ${failure}`;
  return [{ check: 'absences', verdict: 'look', says, todo: 'the bot tries again by itself' }];
}
