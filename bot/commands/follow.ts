import { named } from '../views/command-turn';
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
