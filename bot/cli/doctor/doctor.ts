/** `seuranta doctor`: checks everything that may be wrong, and says what to do. */
import { type Clock } from '../../../src/clock';
import { StorageError } from '../../../src/errors';
import {
  type Config,
  ConfigError,
  readConfig,
  readStoreConfig,
  sqliteIn,
  type StoreConfig,
} from '../../config/config';
import { CliFailure, type CommonOptions, type Printed, type TokenSource } from '../parts/cli-command';
import { type Check, type CheckLine, type Patient, storeTodo, type Verdict } from './check';
import { microsoftToken } from './check-token';
import { checks } from './checks';
import { checkStoreFile, hasStore, openStore } from '../../process/store/open-store';

export interface DoctorOptions extends Pick<CommonOptions, 'data'> {
  readonly clock: Clock;
  readonly output: Printed;
  /** Defaults to the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Defaults to Microsoft's. */
  readonly getToken?: TokenSource;
}

/**
 * Writes nothing but one row, which measures the speed of the store.
 * @throws CliFailure when something is broken, but not for a `look` verdict.
 */
export async function doctorCommand(options: DoctorOptions): Promise<void> {
  const patient = await examined(options);
  const lines: CheckLine[] = [];
  try {
    for (const check of checks) lines.push(...(await linesOf(check, patient)));
  } finally {
    await patient.store?.close();
  }
  options.output(lines, lines.flatMap(written));
  const broken = lines.filter(({ verdict }) => verdict === 'broken').length;
  if (broken > 0) throw new CliFailure(`${broken} of ${lines.length} checks found something broken`);
}

/** If one part of the store cannot be read, the others are still checked. */
async function linesOf(check: Check, patient: Patient): Promise<readonly CheckLine[]> {
  try {
    return await check(patient);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return [{ check: 'store', verdict: 'broken', says: error.message, todo: storeTodo }];
  }
}

const said: Readonly<Record<Verdict, string>> = { ok: 'ok', look: 'look at it', broken: 'BROKEN' };
const verdictWidth = 12;
const checkWidth = 15;

function written({ check, verdict, says, todo }: CheckLine): string[] {
  const line = said[verdict].padEnd(verdictWidth) + check.padEnd(checkWidth) + says;
  return [line, ...(todo === undefined ? [] : [`${' '.repeat(verdictWidth + checkWidth)}-> ${todo}`])];
}

async function examined({ clock, data, environment, getToken }: DoctorOptions): Promise<Patient> {
  const configured = attempt(() => readConfig(environment));
  // The store is checked even if other variables are faulty.
  const store = attempt(() => (data === undefined ? readStoreConfig(environment) : sqliteIn(data)));
  return {
    ...{ clock, getToken: getToken ?? microsoftToken },
    ...(configured.read && { config: configured.read }),
    configFaults: configured.faults,
    ...(store.read && { storeConfig: store.read, ...(await opened(store.read)) }),
  };
}

function attempt<T extends Config | StoreConfig>(read: () => T): { read?: T; faults: readonly string[] } {
  try {
    return { read: read(), faults: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.message.split('\n') };
    throw error;
  }
}

/** Does not create an embedded store that does not exist. */
async function opened(config: StoreConfig): Promise<Pick<Patient, 'store' | 'storeFault'>> {
  if (config.type === 'sqlite' && !hasStore(config)) {
    const todo =
      'start the bot or load a register, which creates it; or name the right folder with SEURANTA_DATA';
    return { storeFault: { verdict: 'look', says: `there is none in ${config.directory}`, todo } };
  }
  try {
    checkStoreFile(config);
    return { store: await openStore(config) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const todo = 'the message says why; nothing was changed';
    return { storeFault: { verdict: 'broken', says, todo } };
  }
}
