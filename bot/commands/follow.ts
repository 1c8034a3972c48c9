import { type CommandTurn, named } from '../views/command-turn';
import { loadProgrammes } from '../../src/goals/register';
import { mayReadSomeUnit } from '../../src/rounds/permissions';
import { readAdminTurn } from '../views/admin-turn';
import { followsCard } from '../views/people/follows';
import { type Command } from './command';

/** Which units a person follows. For readers of a programme and heads of units. */
export const follow: Command = {
  ...named(
    { fi: 'seuraa', sv: 'följ', en: 'follow' },
    'följa',
    'following',
    'oma kooste',
    'mitt sammandrag',
    'my digest',
  ),
  async run(turn) {
    const card = await followsCard(await readAdminTurn(turn, turn.person, 'command'));
    return [{ card, summary: turn.wording.text('follow.title') }];
  },
};

/** Whether there may be something for the person to follow. */
export async function mayFollow({ store, access }: CommandTurn): Promise<boolean> {
  return (await loadProgrammes(store)).some((programme) => mayReadSomeUnit(access, programme));
}
