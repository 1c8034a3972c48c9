/** Parses the command line. A wrong argument gives a one-line error that says what to do, and changes nothing. */
import { Argument, Command, CommanderError, Option } from 'commander';
import { auditedActs } from '../../src/audit/audit';
import { RefusedError } from '../../src/errors';
import { locales } from '../../src/goals/schema';
import { withoutUnwritable } from '../../src/plain-text';
import { editions, reportFormats, reportParts, separators } from '../../src/report/content/formats';
import { version } from '../config/version';
import { auditCommand } from './audit/audit';
import {
  type Add,
  adder,
  type CliOptions,
  type CommonOptions,
  group,
  ofProgramme,
  ofRound,
  printed,
} from './parts/cli-command';
import { refusalLine } from './parts/cli-errors';
import { addBrake } from './brake/brake-group';
import { addClosedDays } from './closed-days/closed-days-group';
import { digestCommand, withDigestOptions } from './rounds/digest';
import { doctorCommand } from './doctor/doctor';
import { completionScript, shells } from './help/completion';
import { addExamples } from './help/examples';
import { addImport } from './import/import-group';
import { outboxStatusCommand } from './rounds/outbox';
import { addOwners } from './owners/owner-group';
import { addGrants, addPeople } from './people/people-group';
import { addPerson } from './people/person-group';
import { goalsCommand, loadSeedsCommand, programmesCommand } from './import/registers';
import { repliesCommand } from './rounds/replies';
import { addLogo } from './rounds/logo';
import { reportCommand } from './rounds/report';
import { addReportWords } from './rounds/report-words-group';
import { restoreCommand, type RestoreOptions } from './stores/restore';
import { addChannels } from './rounds/channel-group';
import { addRounds } from './rounds/round-group';
import { addProgramme, addSchedule } from './rounds/schedule-group';
import { backupCommand } from './stores/backup';
import { copyStoreCommand, type CopyStoreOptions } from './stores/copy-store';

/**
 * @throws Error with a message of one line, or a line for each problem; CommanderError with exit code 0 after help was
 *   printed.
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<void> {
  let written = '';
  const program = programOf(options, (text) => (written = text));
  try {
    await program.parseAsync(args.map(withoutUnwritable), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) throw error;
    // No command, or only a group of them: its help says what there is.
    if (error instanceof CommanderError && error.code === 'commander.help')
      return options.print(written.trimEnd());
    if (error instanceof CommanderError)
      throw new Error(error.message.replace(/\s+/g, ' '), { cause: error });
    if (error instanceof RefusedError) throw new Error(refusalLine(error), { cause: error });
    throw error;
  }
}

/** All commands. @param writeErr gets the text of errors, and help that nobody asked for */
export function programOf(options: CliOptions, writeErr: (text: string) => void): Command {
  const program = new Command('seuranta')
    .description('Follow-up of goals: programmes, rounds, answers and digests')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .helpCommand(false)
    .configureOutput({ writeOut: (text) => options.print(text.trimEnd()), writeErr });
  const add = adder(options);
  addRegisters(program, add);
  addImport(program, add, options);
  addSchedule(program, add);
  addProgramme(program, add);
  addClosedDays(program, add);
  addRounds(program, add);
  addBrake(program, add);
  addGrants(program, add);
  addChannels(program, add);
  addPeople(program, add);
  addOwners(program, add);
  addPerson(program, add);
  addReport(program, add);
  addLogo(program, add);
  addAudit(program, add);
  addOutbox(program, add);
  addStores(program, options);
  addDoctor(program, options);
  addCompletion(program, options);
  addExamples(program);
  return program;
}

function addRegisters(program: Command, add: Add): void {
  add(program, 'programmes', 'list the programmes', programmesCommand);
  ofProgramme(add(program, 'goals', 'list the goals of a programme', goalsCommand));
  add(program, 'load-seeds', 'load the five example programmes', loadSeedsCommand, { makesStore: true });
  ofRound(add(program, 'replies', 'list the current answers of a round', repliesCommand));
  withDigestOptions(ofRound(add(program, 'digest', 'print the digest of a round', digestCommand)));
}

function addReport(program: Command, add: Add): void {
  ofRound(add(program, 'report', 'write the report of a round to a file', reportCommand))
    .addOption(
      new Option('--format <format>', 'file format').choices([...reportFormats]).makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'the new file')
    .addOption(
      new Option('--lang <language>', "language; the programme's own by default").choices([...locales]),
    )
    .addOption(
      new Option(
        '--edition <edition>',
        'published: without addresses, times of answers and the long form; the default for all formats but csv and json',
      ).choices([...editions]),
    )
    .addOption(
      new Option(
        '--separator <separator>',
        'separator of csv; by default ";" in Finnish and Swedish, otherwise ","',
      ).choices(Object.keys(separators)),
    )
    .addOption(
      new Option('--part <part>', 'only this part (pptx, docx, pdf); all of it by default').choices([
        ...reportParts,
      ]),
    );
  addReportWords(program, add);
}

function addAudit(program: Command, add: Add): void {
  add(program, 'audit', 'show who changed what and when, and what was answered', auditCommand)
    .option('--programme <id>', 'only this programme')
    .option('--from <moment>', 'local day or moment such as 2026-10-12 or 2026-10-12T08:00')
    .option('--to <moment>', 'until the end of this day, or before this moment')
    .option('--by <who>', 'address, "cli:" and a system account, or "schedule"')
    .addOption(new Option('--what <act>', 'what was done').choices([...auditedActs]))
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['table', 'json', 'csv']).default('table'),
    )
    .option('--out <file>', 'a new file to write instead');
}

function addOutbox(program: Command, add: Add): void {
  const outbox = group(
    program,
    'outbox',
    'messages waiting to be sent, and recipients who could not be reached',
  );
  add(
    outbox,
    'status',
    'counts per state, and undelivered messages with the reason',
    outboxStatusCommand,
  ).option('--programme <id>', 'only this programme');
}

/** Opens its store itself, since it is needed most when the store cannot be opened. */
function addDoctor(program: Command, { clock, print, environment, getToken }: CliOptions): void {
  program
    .command('doctor')
    .description('check everything that can go wrong, and say what to do; exit code 1 if something is broken')
    .option('--data <dir>', 'folder of the embedded store')
    .option('--json', 'print one JSON document')
    .action(({ data, json }: CommonOptions) =>
      doctorCommand({
        ...{ clock, output: printed(print, json) },
        ...(data !== undefined && { data }),
        ...(environment && { environment }),
        ...(getToken && { getToken }),
      }),
    );
}

function addCompletion(program: Command, { print }: CliOptions): void {
  program
    .command('completion')
    .description('print a script that completes commands in a terminal: source <(seuranta completion bash)')
    .addArgument(new Argument('<shell>', 'which shell').choices([...shells]))
    .action((shell: (typeof shells)[number]) => print(completionScript(program, shell)));
}

/** These open their stores themselves. */
function addStores(program: Command, { print, clock }: CliOptions): void {
  program
    .command('copy-store')
    .description('copy a whole store and verify it; no bot may run on the store that is written to')
    .requiredOption('--from <store>', 'a folder, a backup, or "azure-tables" as configured')
    .requiredOption('--to <store>', 'a folder, or "azure-tables" as configured')
    .option('--replace', 'delete and replace whatever else the target holds; otherwise it is refused')
    .option('--json', 'print one JSON document')
    .action((own: CopyStoreOptions & { json?: boolean }) =>
      copyStoreCommand({ clock, output: printed(print, own.json) }, own),
    );
  program
    .command('backup')
    .description('copy the embedded store into a new file, even while the bot is running')
    .argument('<file>', 'the new file')
    .option('--data <dir>', 'folder of the embedded store')
    .option('--json', 'print one JSON document')
    .action((file: string, own: CommonOptions) => backupCommand(printed(print, own.json), file, own));
  program
    .command('restore')
    .description('replace the embedded store with a backup; stop the bot first')
    .argument('<file>', 'the backup')
    .option('--data <dir>', 'folder of the embedded store')
    .option('--yes', 'do it; otherwise only list what the store has that the backup lacks')
    .option('--json', 'print one JSON document')
    .action((file: string, own: RestoreOptions & CommonOptions) =>
      restoreCommand({ clock, output: printed(print, own.json) }, file, own),
    );
}
