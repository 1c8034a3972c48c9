import { loadProgramme } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { mayReadProgramme } from '../../src/rounds/permissions';
import { type Round } from '../../src/rounds/round';
import { listOpenRounds } from '../../src/rounds/round-store';
import { type CommandTurn } from './command-turn';

/** Open rounds whose figures the person may see as a whole. */
export async function readableRounds({
  store,
  access,
}: CommandTurn): Promise<{ round: Round; programme: Programme }[]> {
  const open = await listOpenRounds(store);
  const readable = await Promise.all(
    open.map(async (round) => {
      const programme = await loadProgramme(store, round.programmeId);
      return programme && mayReadProgramme(access, programme) ? [{ round, programme }] : [];
    }),
  );
  return readable.flat();
}
