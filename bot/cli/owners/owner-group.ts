import { type Command } from 'commander';
import { type Add, group, ofProgramme } from '../parts/cli-command';
import { ownerAddCommand, ownerRemoveCommand, ownerReplaceCommand } from './owners';
import { resolveCommand, unresolvedCommand } from './worklist';

/** Adds the commands that change who answers for a goal. */
export function addOwners(program: Command, add: Add): void {
  const owner = group(program, 'owner', 'change who owns a goal, even in the middle of a round');
  const [from, to] = ['--from <owner>', '--to <address>'];
  const ofGoal = (command: Command) =>
    ofProgramme(command).requiredOption('--goal <goal>', 'code or id, as listed by "goals"');
  ofGoal(
    add(owner, 'add', 'add an owner to a goal', ownerAddCommand, { acts: 'coordinator' }),
  ).requiredOption(to, 'the new owner');
  ofGoal(
    add(owner, 'remove', 'remove an owner from a goal', ownerRemoveCommand, { acts: 'coordinator' }),
  ).requiredOption(from, 'address or role:id');
  ofGoal(
    add(owner, 'replace', 'replace an owner with another person', ownerReplaceCommand, {
      acts: 'coordinator',
    }),
  )
    .requiredOption(from, 'address or role:id')
    .requiredOption(to, 'the new owner');
  ofProgramme(
    add(
      owner,
      'unresolved',
      'list owners named in an imported register who were not found',
      unresolvedCommand,
    ),
  );
  ofProgramme(
    add(owner, 'resolve', 'say who is meant by such an owner', resolveCommand, { acts: 'coordinator' }),
  )
    .requiredOption('--text <text>', 'as listed by "owner unresolved"')
    .requiredOption('--to <owner>', 'address, or name or id of a role');
}
