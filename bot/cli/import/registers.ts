import { loadSeeds } from '../../../seeds/load';
import { RefusedError } from '../../../src/errors';
import { questionsOf } from '../../../src/goals/answers/asked-fields';
import { loadGoals, loadProgrammes, loadRegister } from '../../../src/goals/register';
import { textIn } from '../../../src/goals/text';
import { listRounds } from '../../../src/rounds/round-store';
import { type CliContext } from '../parts/cli-command';
import { table } from '../parts/table';

export async function programmesCommand({ store, output }: CliContext): Promise<void> {
  const programmes = await Promise.all(
    (await loadProgrammes(store)).map(async (programme) => ({
      id: programme.id,
      name: programme.name,
      rhythm: programme.rhythm,
      started: !programme.awaitsStart,
      goals: questionsOf(await loadGoals(store, programme.id)).length,
      rounds: (await listRounds(store, programme.id)).map(({ period, status }) => ({ period, status })),
    })),
  );
  if (programmes.length === 0) {
    output([], ['There are no programmes yet; load the five examples with "seuranta load-seeds".']);
    return;
  }
  const rows = programmes.map(({ id, name, rhythm, started, goals, rounds }) => [
    id,
    textIn(name, 'fi'),
    rhythm,
    goals,
    [...(started ? [] : ['not started']), ...rounds.map((round) => `${round.period} ${round.status}`)].join(
      ', ',
    ),
  ]);
  output(programmes, table([['PROGRAMME', 'NAME', 'RHYTHM', 'GOALS', 'ROUNDS'], ...rows]));
}

export async function goalsCommand(
  { store, output }: CliContext,
  { programme }: { programme: string },
): Promise<void> {
  const register = await loadRegister(store, programme);
  if (!register) throw new RefusedError('unknown-programme', { programme });
  const rows = register.goals.map((goal) => [
    goal.code,
    textIn(goal.title, register.programme.languages[0]!),
    goal.fields.length,
    goal.owners.join(', '),
  ]);
  output(register.goals, table([['CODE', 'TITLE', 'FIELDS', 'OWNERS'], ...rows]));
}

export async function loadSeedsCommand({ store, output }: CliContext): Promise<void> {
  const loaded = await loadSeeds(store);
  const rows = loaded.map((seed) => [
    seed.programmeId,
    seed.goals,
    seed.fields,
    seed.persons,
    seed.past.map(({ period, replies }) => `${period} (${replies} replies)`).join(', '),
  ]);
  output(loaded, table([['PROGRAMME', 'GOALS', 'FIELDS', 'PERSONS', 'CLOSED ROUNDS'], ...rows]));
}
