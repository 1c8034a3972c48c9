/** Shared by every command: its options, its store, who acts, and how it prints. */
import os from 'node:os';
import { type Command, type CommandOptions, InvalidArgumentError } from 'commander';
import { type Actor } from '../../../src/audit/audit';
import { type Clock } from '../../../src/clock';
import { periodSchema } from '../../../src/periods/period';
import { calendarOf, loadOrganisationDays } from '../../../src/goals/organisation-days';
import { type HolidayCalendar } from '../../../src/periods/working-days';
import { type ReadRegister } from '../../../src/import/read-register';
import { type ListedStore } from '../../../src/storage/listed-store';
import { type Upgrade } from '../../../src/storage/migrations/schema-version';
import { type Account, type DirectorySource } from '../../../src/people/directory-source';
import {
  type Config,
  readConfig,
  readSoffice,
  readStoreConfig,
  sqliteIn,
  type StoreConfig,
} from '../../config/config';
import { peopleSources } from '../../process/graph/people-sources';
import { hasStore, openStore, sqliteFile } from '../../process/store/open-store';
import { actingAs, type Acts, auditingVia } from './acting-as';
import { type Line, texts } from './table';

export interface CliContext {
  readonly store: ListedStore;
  /** The embedded store's file. */
  readonly sqlite?: string;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  readonly actor: Actor;
  readonly output: Printed;
  /** Looks up an unknown person, if a directory is configured. */
  readonly lookUp?: DirectorySource['lookUp'];
  /** LibreOffice's program, if it is installed. @throws ConfigError if a wrong one is configured */
  readonly soffice: () => string | undefined;
  /** Prints on standard error anything that is not part of the answer. */
  readonly say: (text: string) => void;
  /** Present if a terminal is attached. */
  readonly ask?: Ask;
}

/** Puts a question and waits for the line that is typed. */
export type Ask = (question: string) => Promise<string>;

/** Anything but a clear yes is a no. */
export async function isAgreed(ask: Ask, question: string): Promise<boolean> {
  return /^y(?:es)?$/i.test((await ask(`${question} (y/N) `)).trim());
}

/** Prints a table, or the data as one JSON document with `--json`. */
export type Printed = (data: unknown, lines: readonly Line[]) => void;

/** Gets the bot's token. @throws Error when no token can be had */
export type TokenSource = (config: Config) => Promise<void>;

export interface CliOptions {
  readonly clock: Clock;
  readonly print: (text: string) => void;
  /** Prints on standard error anything that is not part of the answer. */
  readonly say?: (text: string) => void;
  /** Absent without a terminal. */
  readonly ask?: Ask;
  /** Characters on a line of the terminal that is printed to; absent if it is a file or a pipe. */
  readonly width?: number;
  /** Reads counties' own files by default. */
  readonly readRegister?: ReadRegister;
  /** They default to the process's and to Microsoft's. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly getToken?: TokenSource;
}

/** The arguments were right but the command failed; its exit code differs from that of a wrong argument. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly exitCode = 1;
}

export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly wide?: boolean;
  /** In whose name the command acts. */
  readonly as?: string;
}

type Run<O> = (context: CliContext, options: O) => Promise<void>;

/** How a command is added. */
interface CommandSetup extends CommandOptions {
  /** The command makes the store if there is none; the others refuse, since `--data` may be mistyped. */
  readonly makesStore?: boolean;
  /** Who may do in chat what the command does; it then takes `--as`. */
  readonly acts?: Acts;
}

/** Adds a command that works on the store. */
export type Add = <O>(
  parent: Command,
  name: string,
  description: string,
  run: Run<O>,
  setup?: CommandSetup,
) => Command;

export function adder(options: CliOptions): Add {
  return <O>(parent: Command, name: string, description: string, run: Run<O>, setup: CommandSetup = {}) => {
    const command = parent
      .command(name, setup)
      .description(description)
      .option('--data <dir>', 'folder of the embedded store')
      .option('--json', 'print one JSON document')
      .option('--wide', 'cut nothing to fit the terminal');
    if (setup.acts)
      command.option('--as <address>', `in whose name; the person must be ${whoMay[setup.acts]}`);
    return command.action((...given: unknown[]) => {
      // With those of "import", which "import undo" belongs to.
      const own = (given.at(-1) as Command).optsWithGlobals<O & CommonOptions>();
      // A file argument comes before the options.
      const [file] = given.length > 2 ? given : [];
      return withStore(options, { ...own, ...setup }, (context) =>
        run(context, { ...own, ...(file !== undefined && { file }) }),
      );
    });
  };
}

const whoMay: Readonly<Record<Acts, string>> = {
  admin: 'an admin',
  coordinator: 'an admin or a coordinator of the programme',
};

export function group(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).helpCommand(false);
}

export function ofProgramme(command: Command): Command {
  return command.requiredOption('--programme <id>', 'programme, as listed by "programmes"');
}

export function ofRound(command: Command): Command {
  const periods = '2026-Q3, 2026-H1, 2026-T2, 2026-M10 or 2026';
  return ofProgramme(command).requiredOption('--period <period>', periods, period);
}

export function period(text: string): string {
  const parsed = periodSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`It ${parsed.error.issues[0]!.message}.`);
  return parsed.data;
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('give a whole number from 1 to 999');
  return Number(text);
}

/** @param width of the terminal, into which tables fit; none if it is not for a terminal, or with `--wide` */
export function printed(print: CliOptions['print'], json = false, width?: number): Printed {
  return (document, lines) =>
    print(json ? JSON.stringify(document, null, 2) : texts(lines, width).join('\n'));
}

interface StoreOptions extends CommonOptions, CommandSetup {
  readonly programme?: string;
}

async function withStore(
  { clock, print, say = () => undefined, ask, environment, width }: CliOptions,
  { data, json, wide, makesStore = false, as, acts, programme }: StoreOptions,
  run: (context: CliContext) => Promise<void>,
): Promise<void> {
  const config = data === undefined ? readStoreConfig() : sqliteIn(data);
  const isNew = !hasStore(config);
  // A person can only act in a store that knows them.
  if (isNew && !(makesStore && as === undefined)) throw new CliFailure(noStoreLine(config));
  if (isNew && config.type === 'sqlite') say(`store: a new one is made in ${config.directory}`);
  const opened = await openStore(config, (upgrade) => say(upgradeLine(upgrade)));
  const output = printed(print, json, wide ? undefined : width);
  try {
    const actor =
      as === undefined || !acts
        ? systemActor()
        : await actingAs(opened, { as, acts, programme, admins: new Set(readConfig(environment).admins) });
    const store = as === undefined ? opened : auditingVia(opened, systemActor().by);
    const holidays = calendarOf(await loadOrganisationDays(store));
    await run({
      ...{ store, clock, holidays, actor, output, say, lookUp },
      soffice: () => readSoffice(environment),
      ...(ask && { ask }),
      ...(config.type === 'sqlite' && { sqlite: sqliteFile(config) }),
    });
  } finally {
    await opened.close();
  }
}

/** Asks the directory, which is needed only for unknown persons. */
async function lookUp(text: string): Promise<Account | undefined> {
  return peopleSources(readConfig()).directory?.lookUp(text);
}

function noStoreLine(config: StoreConfig): string {
  const where = config.type === 'sqlite' ? `no store in ${config.directory}` : 'no store';
  return `error: there is ${where}: name its folder with --data, or create one with "load-seeds" or "import"`;
}

function upgradeLine({ from, to, what, rows }: Upgrade): string {
  return `store: schema version ${from} to ${to} (${what}), ${rows} rows`;
}

/** The system account that runs the command. */
export function systemActor(): Actor {
  return { by: `cli:${systemAccount()}`, way: 'cli' };
}

/** A container may run under a number that has no name. */
function systemAccount(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
