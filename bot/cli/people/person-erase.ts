import { RefusedError } from '../../../src/errors';
import { erasePerson, ObstaclesError, planErasure, subjectOf } from '../../../src/privacy/erase-person';
import { type Obstacle, obstaclesFor } from '../../../src/privacy/obstacles';
import { type NamedIn, rowsNaming } from '../../../src/privacy/typed-names';
import { scrubSqliteFile } from '../../../src/storage/sqlite/scrub';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { personIdIn } from '../parts/known';

interface EraseOptions {
  readonly person: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** @throws Error with a line for everything that must be handed over first; nothing was written then. */
export async function personEraseCommand(context: CliContext, options: EraseOptions): Promise<void> {
  const personId = await personIdIn(context.store, options.person);
  if (options.dryRun) return dryRun(context, personId);
  if (!options.yes)
    throw new Error(
      'error: erasing cannot be undone: see what it would do with --dry-run, and do it with --yes',
    );
  const { store, clock, actor, output } = context;
  const admins = new Set(readConfig().admins);
  const { name } = await subjectOf(store, personId);
  const done = await erasePerson(store, { personId, actor, admins }, clock.now()).catch((error: unknown) => {
    if (error instanceof ObstaclesError) throw new Error(refusal(error.obstacles, personId));
    // Erased before, but the file may have been in use.
    if (error instanceof RefusedError) scrub(context);
    throw error;
  });
  const named = name === undefined ? [] : await rowsNaming(store, name);
  scrub(context);
  output({ ...done, named }, [
    `${done.deleted} entries deleted, ${done.changed} changed`,
    ...namedLines(named),
  ]);
}

async function dryRun({ store, output }: CliContext, personId: string): Promise<void> {
  const planned = await planErasure(store, personId);
  if (planned.deleted + planned.changed === 0) throw new RefusedError('nothing-kept', { person: personId });
  const obstacles = await obstaclesFor(store, personId, new Set(readConfig().admins));
  const { name } = await subjectOf(store, personId);
  const named = name === undefined ? [] : await rowsNaming(store, name);
  output({ person: personId, ...planned, obstacles, named }, [
    `${planned.deleted} entries would be deleted, ${planned.changed} changed`,
    ...obstacles.map((obstacle) => `first: ${obstacleLine(obstacle, personId)}`),
    ...namedLines(named),
  ]);
}

/** Removes what is left of the erased rows in the free space of the file. */
function scrub({ sqlite, say }: CliContext): void {
  if (sqlite === undefined) return;
  try {
    scrubSqliteFile(sqlite);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`${reason}; what was erased may still be in the file: stop the bot and run the command again`);
  }
}

function refusal(obstacles: readonly Obstacle[], personId: string): string {
  return [
    `error: ${personId} still has something to hand over; nothing was erased`,
    ...obstacles.map((obstacle) => obstacleLine(obstacle, personId)),
  ].join('\n');
}

function obstacleLine(obstacle: Obstacle, personId: string): string {
  const ofPerson = `seuranta revoke --person ${personId}`;
  switch (obstacle.type) {
    case 'goal':
      return `owns a goal: seuranta owner replace --programme ${obstacle.programmeId} --goal ${obstacle.goalId} --from ${personId} --to ADDRESS`;
    case 'coordinator':
      return `coordinates ${obstacle.programmeId}: seuranta export-register --programme ${obstacle.programmeId} --out FILE.xlsx, name another coordinator in it, seuranta import FILE.xlsx --programme ${obstacle.programmeId}`;
    case 'coordinator-grant':
      return `coordinates ${obstacle.programmeId}: ${ofPerson} --role coordinator --programme ${obstacle.programmeId}`;
    case 'admin':
      return adminLine(obstacle.by, ofPerson);
    case 'handover':
      return `was handed ${obstacle.goalId} in ${obstacle.period} of ${obstacle.programmeId}: let the owner take it back in chat, or seuranta round close --programme ${obstacle.programmeId} --period ${obstacle.period}`;
    case 'role':
      return `is the only member of a role: seuranta role set --role ${obstacle.roleId} --label NAME --members ADDRESSES`;
  }
}

function adminLine(by: Extract<Obstacle, { type: 'admin' }>['by'], ofPerson: string): string {
  const how = {
    grant: `${ofPerson} --role admin`,
    directory: 'seuranta people import FILE.json with "admin": false',
    configuration: 'remove the address from SEURANTA_ADMINS',
  };
  return `is an admin: ${how[by]}`;
}

/** These cannot be changed automatically: somebody must read them, and answer again if the name must go. */
function namedLines(named: readonly NamedIn[]): string[] {
  if (named.length === 0) return ['no typed text contains the full name'];
  return [
    'typed texts that contain the full name and stay as they are (other forms of the name were not searched for):',
    ...named.map(({ partition, key }) => `  ${partition.replaceAll('|', ' ')}: ${key.replaceAll('|', ' ')}`),
  ];
}
