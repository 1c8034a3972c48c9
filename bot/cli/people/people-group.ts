import { type Command, Option } from 'commander';
import { locales } from '../../../src/goals/schema';
import { grantRoles } from '../../../src/people/grants';
import { channelsCommand, subscribeCommand, unsubscribeCommand } from '../rounds/channels';
import { type Add, group, ofProgramme } from '../cli-command';
import { grantCommand, grantsCommand, revokeCommand } from './grants';
import { ownerAddCommand, ownerRemoveCommand, ownerReplaceCommand } from '../import/owners';
import { peopleImportCommand, roleSetCommand } from './people-import';
import { peopleSyncCommand } from './people-sync';
import { resolveCommand, unresolvedCommand } from '../import/worklist';

/** Who may what, who answers for what, and which channels read along. */
export function addPeople(program: Command, add: Add): void {
  add(program, 'grants', 'who may what, and by what', grantsCommand);
  ofGrant(add(program, 'grant', 'make somebody admin, coordinator, reader or head of a unit', grantCommand));
  ofGrant(add(program, 'revoke', 'take back what was granted', revokeCommand));

  ofProgramme(add(program, 'channels', 'which channels get a programme’s digest', channelsCommand));
  const channel = group(program, 'channel', 'let a channel get a programme’s digest, or no longer');
  const channelId = ['--channel <id>', 'channel, as listed by "channels"'] as const;
  ofProgramme(add(channel, 'subscribe', 'post the digest to a channel', subscribeCommand))
    .requiredOption(...channelId)
    .addOption(
      new Option('--lang <language>', 'language; the programme’s where left out').choices([...locales]),
    );
  ofProgramme(
    add(channel, 'unsubscribe', 'no longer post the digest to a channel', unsubscribeCommand),
  ).requiredOption(...channelId);

  const people = group(program, 'people', 'persons and roles of the directory');
  add(people, 'import', 'add or change the persons and roles of a file', peopleImportCommand).argument(
    '<file>',
    'JSON with "persons" and "roles"',
  );
  add(people, 'sync', 'bring persons in line with the configured directory, now', peopleSyncCommand)
    .option('--dry-run', 'only say what would change')
    .option('--accept-leavers', 'mark leavers also where they are suspiciously many');
  const role = group(program, 'role', 'roles that answer for goals in place of persons');
  add(role, 'set', 'make a role, or change its name or members', roleSetCommand)
    .requiredOption('--role <id>', 'id, such as area-directors')
    .requiredOption('--label <name>', 'name, such as "Tulosaluejohtajat" or "sv=Resultatområdescheferna"')
    .requiredOption('--members <addresses>', 'who is in it, parted by commas');

  const owner = group(program, 'owner', 'change who answers for a goal, also in the middle of a round');
  const [from, to] = ['--from <owner>', '--to <address>'];
  const ofGoal = (command: Command) =>
    ofProgramme(command).requiredOption('--goal <goal>', 'code or id, as listed by "goals"');
  ofGoal(add(owner, 'add', 'let one more person answer for a goal', ownerAddCommand)).requiredOption(
    to,
    'who is added',
  );
  ofGoal(add(owner, 'remove', 'let an owner no longer answer for a goal', ownerRemoveCommand)).requiredOption(
    from,
    'address or role:id',
  );
  ofGoal(add(owner, 'replace', 'put a person in an owner’s place', ownerReplaceCommand))
    .requiredOption(from, 'address or role:id')
    .requiredOption(to, 'who takes the place');
  ofProgramme(
    add(owner, 'unresolved', 'owners of an imported register that nobody was found for', unresolvedCommand),
  );
  ofProgramme(add(owner, 'resolve', 'say who is meant by such an owner', resolveCommand))
    .requiredOption('--text <text>', 'as listed by "owner unresolved"')
    .requiredOption('--to <owner>', 'address, or name or id of a role');
}

function ofGrant(command: Command): Command {
  return command
    .requiredOption('--person <address>', 'whom it concerns')
    .addOption(new Option('--role <role>', 'what').choices([...grantRoles]).makeOptionMandatory())
    .option('--programme <id>', 'programme; for all but an admin')
    .option('--unit <name>', 'unit; for the head of one');
}
