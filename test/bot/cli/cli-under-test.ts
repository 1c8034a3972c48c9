/** The command line on its own store, with commands as they are typed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { openStore } from '../../../bot/process/store/open-store';
import { runCli } from '../../../bot/cli/run';
import { sqliteIn } from '../../../bot/config/config';
import { type ListedStore } from '../../../src/storage/listed-store';
import { type EntityStore } from '../../../src/storage/store';
import { clockAt, type SettableClock } from '../../helpers/settable-clock';

export interface CliUnderTest {
  readonly directory: string;
  readonly clock: SettableClock;
  /** Everything that the command prints, print by print. */
  prints(...args: string[]): Promise<string[]>;
  /** The same as one text. */
  run(...args: string[]): Promise<string>;
  lines(...args: string[]): Promise<string[]>;
  /** The one JSON document that the command prints. */
  json<T>(...args: string[]): Promise<T>;
  /** The lines of the error with which the command fails. */
  fails(...args: string[]): Promise<string[]>;
  /** Every row of the store, including etags. */
  dump(): unknown[];
  /** Works on the store directly. */
  inStore<T>(work: (store: ListedStore) => Promise<T>): Promise<T>;
}

/** The actor, as in the audit. */
export const actor = `cli:${userInfo().username}`;

/**
 * @param fill writes the store's initial content
 * @param each a store for each test of the block, instead of one for all
 */
export function cliUnderTest(
  moment: string,
  fill: (store: EntityStore) => Promise<unknown>,
  { each }: { each: boolean },
): CliUnderTest {
  const state = { directory: '', clock: clockAt(moment) };
  (each ? beforeEach : beforeAll)(async () => {
    state.directory = await mkdtemp(path.join(tmpdir(), 'seuranta-cli-'));
    state.clock = clockAt(moment);
    await inStore(fill);
  });
  (each ? afterEach : afterAll)(() => rm(state.directory, { recursive: true }));

  async function inStore<T>(work: (store: ListedStore) => Promise<T>): Promise<T> {
    const store = await openStore(sqliteIn(state.directory));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }
  async function prints(...args: string[]): Promise<string[]> {
    const printed: string[] = [];
    const { directory, clock } = state;
    await runCli([...args, '--data', directory], { clock, print: (text) => printed.push(text) });
    return printed;
  }
  const run = async (...args: string[]) => (await prints(...args)).join('\n');
  return {
    get directory() {
      return state.directory;
    },
    get clock() {
      return state.clock;
    },
    prints,
    run,
    lines: async (...args) => (await run(...args)).split('\n'),
    json: async <T>(...args: string[]) => {
      const printed = await prints(...args, '--json');
      expect(printed).toHaveLength(1);
      return JSON.parse(printed[0]!) as T;
    },
    fails: async (...args) => {
      const failure: unknown = await prints(...args).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      return (failure as Error).message.split('\n');
    },
    dump: () => {
      const db = new Database(path.join(state.directory, 'seuranta.db'));
      try {
        return db.prepare('SELECT * FROM entities ORDER BY partition, key').all();
      } finally {
        db.close();
      }
    },
    inStore,
  };
}
