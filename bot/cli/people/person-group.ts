import { Option } from 'commander';
import { locales } from '../../../src/goals/schema';
import { type Add, group } from '../parts/cli-command';
import { personEraseCommand } from './person-erase';
import { personExportCommand } from './person-export';

/** Adds the commands for a person's right to see and to erase the data kept about them. */
export function addPerson(program: Parameters<Add>[0], add: Add): void {
  const person = group(program, 'person', 'what is kept about one person: give it to them, or erase it');
  const whom = ['--person <address>', 'e-mail address'] as const;
  add(person, 'export', 'write all that is kept about a person to a file', personExportCommand)
    .requiredOption(...whom)
    .requiredOption('--out <file>', 'the new file, JSON')
    .addOption(
      new Option('--lang <language>', "language of the headings, else the person's own").choices([
        ...locales,
      ]),
    );
  add(person, 'erase', 'replace a person by "former employee" wherever they are named', personEraseCommand)
    .requiredOption(...whom)
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'do it; nothing brings it back');
}
