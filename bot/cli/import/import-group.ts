import { type Command, Option } from 'commander';
import { layouts } from '../../../src/goals/schema';
import { readRegister } from '../../../src/import/read-register';
import { type Add, type CliOptions, ofProgramme, period } from '../parts/cli-command';
import { exportRegisterCommand } from './export-register';
import { columnMeanings } from '../../../src/import/table/imported';
import { sideChoices } from '../../../src/import/plan/bare-targets';
import { rhythms } from '../../../src/import/settings/new-programme';
import { columnChoice } from './columns';
import { importCommand, samePair, sidePair } from './import';
import { coordinatorOption } from './new-programme';
import { undoImportCommand } from './undo-import';

/** Adds the commands for registers as files. */
export function addImport(program: Command, add: Add, options: CliOptions): void {
  const bring = importCommand(options.readRegister ?? readRegister);
  const importing = ofProgramme(
    add(program, 'import', 'import a register’s file into a programme', bring, {
      makesStore: true,
      acts: 'admin',
    }).argument('<file>', 'workbook or CSV'),
  )
    .addOption(
      new Option('--layout <layout>', 'layout of the file; recognised by default').choices([...layouts]),
    )
    .option('--dry-run', 'say what would change; nothing is written')
    .option('--strict', 'write nothing if there is an error')
    .option('--same <new=id>', 'a new goal is this one of the register; may be repeated', samePair)
    .option('--different <new>', 'a new goal is not one of those it looks like; may be repeated', collected)
    .option('--matches <file>', 'read such decisions from a file that --matches-template wrote')
    .option(
      '--matches-template <file>',
      'write the goals that need such a decision, with both texts, to a new CSV file to be filled in',
    )
    .option('--retire-many', 'continue even if a lot is retired or loses its owner')
    .option('--accept-kind-changes', 'import even if a field was answered as another kind')
    .addOption(
      new Option(
        '--bare-targets <side>',
        'which side is better for all targets that do not say so, or ask about each at the terminal',
      ).choices([...sideChoices, 'ask']),
    )
    .option(
      '--side <target=side>',
      'the same for one target, as the import names it; may be repeated',
      sidePair,
    )
    .option(
      '--column <meaning=heading>',
      `what a column of a table that fits no layout holds: ${columnMeanings.join(', ')}; may be repeated`,
      columnChoice,
    )
    .option('--guessed-columns', 'accept what the columns look like, as --dry-run shows it')
    .option('--like <id>', 'a new programme gets the settings of this one')
    .option('--name <text>', 'name of a new programme; the name of the file by default')
    .addOption(new Option('--rhythm <rhythm>', 'how often a new programme asks').choices(rhythms))
    .option(
      '--coordinator <address>',
      'coordinator of a new programme; by default the only admin',
      coordinatorOption,
    )
    .option(
      '--first-period <period>',
      'the period whose round a new programme opens first, such as 2027-Q1',
      period,
    )
    .option('--answers <period>', 'keep the answers of the file as the closed round of this period', period);
  addUndo(importing, add);
  ofProgramme(
    add(program, 'export-register', 'write a register to a file that can be imported', exportRegisterCommand),
  ).requiredOption('--out <file>', 'the new file');
}

function addUndo(importing: Command, add: Add): void {
  add(
    importing,
    'undo',
    'undo the latest import into a programme, unless somebody has answered since',
    undoImportCommand,
    { acts: 'admin' },
  ).option('--yes', 'do not ask');
}

function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
