/** The bot in a separate process with the five programmes, their rounds open, and persons without any role in them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { loadSeeds, objectIdFor } from '../../seeds/load';
import { loadGoals, loadProgrammes } from '../../src/goals/register';
import { unitNameOf } from '../../src/goals/unit';
import { loadDirectory, savePeople } from '../../src/people/directory';
import { peopleSchema } from '../../src/people/schema';
import { withSupportLines } from '../../src/goals/judging/support-lines';
import { listOpenRounds } from '../../src/rounds/round-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { clockAt } from '../helpers/settable-clock';
import { alreadyWelcomed } from '../helpers/welcomed';
import { type AgreeingConnector, startAgreeingConnector } from '../load/agreeing-connector';
import { busyFrom, openDueRounds } from '../load/busy-organisation';
import { type Serving } from '../load/serve-bot';
import { type ServedProcess, startServed } from '../load/served-process';
import { type Targets } from './activities';

export interface FuzzedBot {
  readonly process: ServedProcess;
  readonly targets: Targets;
  /** Teams' directory ids of known persons without permissions, and of unknown ones. */
  readonly bystanders: readonly string[];
  readonly strangers: readonly string[];
  /** Directory ids of persons who answer, read and administer. */
  readonly entitled: readonly string[];
  /** Keys and etags of all rows, except those of where Teams says people can be reached. */
  readonly stored: () => string[];
  stop(): Promise<void>;
}

const bystanderIds = Array.from({ length: 300 }, (_, index) => `bystander-${index}@example.org`);

export async function startFuzzedBot(): Promise<FuzzedBot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-fuzz-'));
  const file = path.join(folder, 'seuranta.db');
  const store = openSqliteStore(file);
  await loadSeeds(store);
  const strangerIds = Array.from({ length: 1_000 }, (_, index) => `stranger-${index}`);
  await savePeople(
    store,
    peopleSchema.parse({
      persons: bystanderIds.map((id) => ({ id, name: id, language: 'sv', aadObjectId: objectIdFor(id) })),
    }),
  );
  // Whoever writes for the first time is welcomed, which would be a change.
  await alreadyWelcomed({ store, clock: clockAt(busyFrom.toISOString()) }, ...bystanderIds);
  await openDueRounds(store);
  const connector = await startAgreeingConnector();
  const process = await startServed(path.join(__dirname, '../load/serve-bot.ts'), {
    ...{ file, serviceUrl: connector.url, moment: busyFrom.toISOString(), leads: false },
    activitiesAMinute: Number.MAX_SAFE_INTEGER,
  } satisfies Serving);
  const persons = [...(await loadDirectory(store)).persons.values()];
  return {
    process,
    targets: await targetsIn(store, connector),
    bystanders: bystanderIds.map(objectIdFor),
    strangers: strangerIds.map(objectIdFor),
    entitled: persons.filter(({ id }) => !bystanderIds.includes(id)).map(({ aadObjectId }) => aadObjectId!),
    stored: () => rowsOf(file),
    stop: async () => {
      await process.stop();
      await connector.stop();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function targetsIn(store: EntityStore, { url }: AgreeingConnector): Promise<Targets> {
  const programmes = await loadProgrammes(store);
  const registers = await Promise.all(
    programmes.map(async (programme) => {
      const goals = await loadGoals(store, programme.id);
      return { programme, goals: goals.map((goal) => withSupportLines(goal, programme)) };
    }),
  );
  return {
    serviceUrl: url,
    rounds: (await listOpenRounds(store)).map(({ programmeId, period }) => ({ programmeId, period })),
    goals: registers.flatMap(({ programme, goals }) =>
      goals.map(({ id, fields }) => ({
        programmeId: programme.id,
        goalId: id,
        fields: fields.map((field) => field.id),
      })),
    ),
    personIds: [...(await loadDirectory(store)).persons.keys()],
    units: registers.flatMap(({ programme, goals }) => goals.map((goal) => unitNameOf(goal, programme))),
  };
}

/** Leaves out what anybody who writes to the bot may change: where to reach them, and their language. */
function rowsOf(file: string): string[] {
  const db = new Database(file);
  try {
    const rows = db.prepare(`SELECT partition, key, etag FROM entities
      WHERE partition <> 'references' AND key NOT LIKE 'channel|%' AND key NOT LIKE 'person|bystander-%'
      ORDER BY partition, key`);
    return (rows.raw().all() as string[][]).map((row) => row.join(' '));
  } finally {
    db.close();
  }
}
