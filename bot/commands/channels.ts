import { type DrawnCard } from '../../cards/render';
import { type Wording } from '../../cards/parts/wording';
import { type Programme } from '../../src/goals/schema';
import { readAdminTurn, requireAdmin } from '../views/admin-turn';
import { channelsCard } from '../views/programmes/channels';
import { drawChoices } from '../views/parts/choices';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';
import { channelsNames } from './subscribe';

/** Which channels get a programme's digest. For admins. */
export const channels: Command = {
  ...channelsNames,
  async run(turn, rest) {
    const { wording } = turn;
    const admin = await readAdminTurn(turn, turn.person, 'command');
    requireAdmin(admin);
    const found = await findProgrammes(turn, rest);
    const [programme, ...more] = found;
    if (!programme || more.length > 0) return [severalProgrammes(found, wording)];
    const summary = wording.text('channels.title');
    return [{ card: await channelsCard(admin, programme.id), summary }];
  },
};

/** Lists the programmes, each with a button to its channels. */
function severalProgrammes(programmes: readonly Programme[], wording: Wording): DrawnCard {
  const choices = programmes.map(({ id, name }) => ({ name: wording.of(name), data: { programmeId: id } }));
  const [title, empty] = [wording.text('channels.which'), wording.text('programmes.none')];
  return drawChoices({ title, verb: 'channels', choices, empty }, wording);
}
