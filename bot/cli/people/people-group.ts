import { type Command, Option } from 'commander';
import { grantRoles } from '../../../src/people/grants';
import { type Add, group } from '../parts/cli-command';
import { grantCommand, grantsCommand, revokeCommand } from './grants';
import { peopleImportCommand } from './people-import';
import { peopleSyncCommand } from './people-sync';
import { roleSetCommand } from './role-set';

/** Adds the commands for roles in the bot. */
export function addGrants(program: Command, add: Add): void {
  add(program, 'grants', 'list everybody’s roles and where they come from', grantsCommand);
  ofGrant(
    add(program, 'grant', 'make somebody an admin, coordinator, reader or head of a unit', grantCommand, {
      acts: 'admin',
    }),
  );
  ofGrant(add(program, 'revoke', 'remove a granted role', revokeCommand, { acts: 'admin' }));
}

/** Adds the commands for persons and for roles with members. */
export function addPeople(program: Command, add: Add): void {
  const people = group(program, 'people', 'people and roles of the directory');
  add(people, 'import', 'add or change the people and roles in a file', peopleImportCommand, {
    makesStore: true,
    acts: 'admin',
  })
    .argument('<file>', 'Excel workbook or CSV file with a row a person, or JSON with "persons" and "roles"')
    .option('--dry-run', 'only say what would change')
    .option('--yes', 'do not ask at a terminal');
  add(people, 'sync', 'update people from the configured directory now', peopleSyncCommand, { acts: 'admin' })
    .option('--dry-run', 'only say what would change')
    .option('--accept-leavers', 'mark leavers even if there are suspiciously many');
  const role = group(program, 'role', 'roles that own goals instead of people');
  add(role, 'set', 'create a role, or change its name or members', roleSetCommand, { acts: 'admin' })
    .requiredOption('--role <id>', 'id, such as area-directors')
    .requiredOption('--label <name>', 'name, such as "Tulosaluejohtajat" or "sv=Resultatområdescheferna"')
    .option('--members <addresses>', 'its members, comma-separated')
    .option('--group <id>', 'or the object id of a group of the directory; its members are read daily');
}

function ofGrant(command: Command): Command {
  return command
    .option('--person <address>', 'who gets or loses the role')
    .option('--group <id>', 'or the object id of a group of the directory, whose members are readers')
    .addOption(new Option('--role <role>', 'the role').choices([...grantRoles]).makeOptionMandatory())
    .option('--programme <id>', 'programme; for every role but admin')
    .option('--unit <name>', 'unit; for the head of a unit');
}
