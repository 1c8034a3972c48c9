import { Option } from 'commander';
import { locales } from '../../../src/goals/schema';
import { type Add, group } from '../parts/cli-command';
import { personEraseCommand } from './person-erase';
import { personExportCommand } from './person-export';

/** Adds the commands for a person's right to see and to erase the data kept about them. */
export function addPerson(program: Parameters<Add>[0], add: Add): void {
  const person = group(program, 'person', 'export or erase the data kept about one person');
  const whom = ['--person <address>', 'email address'] as const;
  add(person, 'export', 'write everything kept about a person to a file', personExportCommand)
    .requiredOption(...whom)
    .requiredOption('--out <file>', 'the new file, JSON')
    .addOption(
      new Option('--lang <language>', "language of the headings; the person's own by default").choices([
        ...locales,
      ]),
    );
  add(
    person,
    'erase',
    'replace a person with "former employee" wherever they are named',
    personEraseCommand,
    { acts: 'admin' },
  )
    .requiredOption(...whom)
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'do it; this cannot be undone');
}
