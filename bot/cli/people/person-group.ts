import { Option } from 'commander';
import { locales } from '../../../src/goals/schema';
import { type Add, group } from '../parts/cli-command';
import { personEraseCommand } from './person-erase';
import { personExportCommand } from './person-export';
import { personHandOverCommand } from './person-hand-over';
import { personRenameCommand } from './person-rename';

/** Adds the commands for one person: a new address, a successor, and the right to see and to erase what is kept. */
export function addPerson(program: Parameters<Add>[0], add: Add): void {
  const person = group(program, 'person', 'rename, hand over, export or erase one person');
  const whom = ['--person <address>', 'email address'] as const;
  add(person, 'export', 'write everything kept about a person to a file', personExportCommand)
    .requiredOption(...whom)
    .requiredOption('--out <file>', 'the new file, JSON')
    .addOption(
      new Option('--lang <language>', "language of the headings; the person's own by default").choices([
        ...locales,
      ]),
    );
  const acts = { acts: 'admin' } as const;
  const rename = 'give a person a new address; everything of theirs follows';
  add(person, 'rename', rename, personRenameCommand, acts)
    .requiredOption(...whom)
    .requiredOption('--to <address>', 'the new address')
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'do not ask at a terminal');
  const handOver = 'give everything that a person answers for to another';
  add(person, 'hand-over', handOver, personHandOverCommand, acts)
    .requiredOption(...whom)
    .requiredOption('--to <address>', 'who gets it')
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'do it; otherwise it is only shown, or asked at a terminal');
  const erase = 'replace a person with "former employee" wherever they are named';
  add(person, 'erase', erase, personEraseCommand, acts)
    .requiredOption(...whom)
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'do it; this cannot be undone');
}
