/** Parses the command line. A wrong argument is a one-line error that says what to do; nothing was changed then. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Clock } from '../../src/clock';
import { RefusedError } from '../../src/errors';
import { locales } from '../../src/goals/schema';
import { periodSchema } from '../../src/periods/period';
import { type EntityStore } from '../../src/storage/store';
import { readStoreConfig, sqliteIn } from '../config';
import { refusalLine } from './cli-errors';
import { digestCommand } from './digest';
import { openStore } from './open-store';
import { goalsCommand, loadSeedsCommand, programmesCommand } from './registers';
import { outboxStatusCommand } from './outbox';
import { repliesCommand } from './replies';
import {
  roundCloseCommand,
  roundOpenCommand,
  roundRemindCommand,
  roundReopenCommand,
  roundStatusCommand,
} from './rounds';
import { scheduleCommand } from './schedule';
import { backupCommand, copyStoreCommand } from './stores';

export interface CliContext {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly output: Printed;
}

/** Prints a table, or the data as one JSON document with `--json`. */
export type Printed = (data: unknown, lines: readonly string[]) => void;

export interface CliOptions {
  readonly clock: Clock;
  readonly print: (text: string) => void;
}

type Run<O> = (context: CliContext, options: O) => Promise<void>;

/** @throws Error with a one-line message; CommanderError with exit code 0 after help was printed. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<void> {
  const program = build(options);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) throw error;
    if (error instanceof CommanderError)
      throw new Error(`${error.message.replace(/\s+/g, ' ')} (try --help)`, { cause: error });
    if (error instanceof RefusedError) throw new Error(refusalLine(error), { cause: error });
    throw error;
  }
}

function build(options: CliOptions): Command {
  const program = new Command('seuranta').description(
    'Follow-up of goals: programmes, rounds, replies and digests',
  );
  program.exitOverride().configureOutput({ writeOut: options.print, writeErr: () => undefined });
  program.helpCommand(false);

  const add = <O>(parent: Command, name: string, description: string, run: Run<O>): Command => {
    const command = parent.command(name).description(description);
    command
      .option('--data <dir>', 'folder of the embedded store')
      .option('--json', 'print one JSON document');
    return command.action((own: O & CommonOptions) =>
      withStore(options, own, (context) => run(context, own)),
    );
  };
  const programme = (command: Command) =>
    command.requiredOption('--programme <id>', 'programme, as listed by "programmes"');
  const round = (command: Command) =>
    programme(command).requiredOption(
      '--period <period>',
      '2026-Q3, 2026-H1, 2026-T2, 2026-M10 or 2026',
      period,
    );

  add(program, 'programmes', 'list the programmes', programmesCommand);
  programme(add(program, 'goals', 'list the goals of a programme', goalsCommand));
  add(program, 'load-seeds', 'load the five example programmes', loadSeedsCommand);
  round(add(program, 'replies', 'list the current replies of a round', repliesCommand));
  round(add(program, 'digest', 'print the digest of a round', digestCommand))
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'card', 'json']).default('text'),
    )
    .addOption(new Option('--lang <language>', 'language').choices([...locales]).default('fi'));

  programme(add(program, 'schedule', 'what the calendar brings next; nothing is written', scheduleCommand))
    .option('--from <day>', 'local day or moment to look from, such as 2026-10-12; now where it is left out')
    .option('--count <number>', 'how many steps', wholeNumber, 12);

  const rounds = program.command('round').description('open, look at, close and reopen rounds');
  rounds.helpCommand(false);
  round(add(rounds, 'open', 'open a round and prompt its responsible persons', roundOpenCommand)).option(
    '--deadline <moment>',
    'local time such as 2026-12-18T16:00; the calendar decides where it is left out',
  );
  round(add(rounds, 'status', 'how far a round is', roundStatusCommand));
  round(add(rounds, 'remind', 'remind those who have not answered, now', roundRemindCommand));
  round(add(rounds, 'close', 'close a round and post its closing digest', roundCloseCommand));
  round(add(rounds, 'reopen', 'let replies in again', roundReopenCommand))
    .requiredOption('--reason <text>', 'why; kept with the round')
    .requiredOption('--deadline <moment>', 'local time such as 2026-12-18T16:00');
  addOutbox(program, add);
  addStores(program, options);
  return program;
}

type Add = <O>(parent: Command, name: string, description: string, run: Run<O>) => Command;

function addOutbox(program: Command, add: Add): void {
  const outbox = program.command('outbox').description('what waits to be sent, and whom nothing reached');
  outbox.helpCommand(false);
  add(
    outbox,
    'status',
    'counts per state, and undelivered messages with the reason',
    outboxStatusCommand,
  ).option('--programme <id>', 'only this programme');
}

/** These open their stores themselves. */
function addStores(program: Command, { print }: CliOptions): void {
  program
    .command('copy-store')
    .description('copy a whole store and verify it; stop the bot first')
    .requiredOption('--from <store>', 'a folder, or "azure-tables" as configured')
    .requiredOption('--to <store>', 'a folder, or "azure-tables" as configured')
    .option('--json', 'print one JSON document')
    .action((own: { from: string; to: string; json?: boolean }) =>
      copyStoreCommand(printed(print, own.json), own),
    );
  program
    .command('backup')
    .description('copy the embedded store into a new file, also while the bot runs')
    .argument('<file>', 'the new file')
    .option('--data <dir>', 'folder of the embedded store')
    .option('--json', 'print one JSON document')
    .action((file: string, own: CommonOptions) => backupCommand(printed(print, own.json), file, own));
}

interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

function period(text: string): string {
  const parsed = periodSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]!.message);
  return parsed.data;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('give a whole number from 1 to 999');
  return Number(text);
}

function printed(print: CliOptions['print'], json = false): Printed {
  return (document, lines) => print(json ? JSON.stringify(document, null, 2) : lines.join('\n'));
}

async function withStore(
  { clock, print }: CliOptions,
  { data, json }: CommonOptions,
  run: (context: CliContext) => Promise<void>,
): Promise<void> {
  const store = await openStore(data === undefined ? readStoreConfig() : sqliteIn(data));
  try {
    await run({ store, clock, output: printed(print, json) });
  } finally {
    await store.close();
  }
}
