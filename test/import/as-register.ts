/** The register that a file of the plain layout says, with owners taken as they stand there. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type ImportedOwners, type ImportedRegister } from '../../src/import/table/imported';
import { omit } from '../../src/omit';

export function asRegister({ programme, goals }: ImportedRegister): {
  programme: Programme | undefined;
  goals: Goal[];
} {
  const owned = <T extends ImportedOwners>(part: T) => ({
    ...omit(part, 'ownersText', 'ownersPlace'),
    owners: part.ownersText?.split('; ') ?? [],
  });
  return {
    programme,
    goals: goals.map((goal) => ({
      ...omit(owned(goal), 'place'),
      groups: goal.groups.map(owned),
      fields: goal.fields.map((field) => omit(owned(field), 'place', 'answer')),
    })) as unknown as Goal[],
  };
}
