import { type StringKey } from '../../cards/strings';
import { loadProgrammes } from '../../src/goals/register';
import { mayAdminister, mayCoordinate } from '../../src/people/permissions';
import { notice } from '../notice';
import { type Command, type CommandTurn } from './command';
import { mayFollow } from './follow';
import { maySeeMissing } from './missing';

const forEverybody: readonly StringKey[] = [
  'command.help.goals',
  'command.help.next',
  'command.help.status',
  'command.help.history',
  'command.help.who',
  'command.help.digest',
  'command.help.year',
  'command.help.deliveries',
  'command.help.substitute',
  'command.help.language',
];
const forCoordinators: readonly StringKey[] = [
  'command.help.programmes',
  'command.help.missing',
  'command.help.survey',
  'command.help.owners',
  'command.help.report',
  'command.help.schedule',
];
const forAdmins: readonly StringKey[] = ['command.help.channels', 'command.help.grants'];

/** Only the commands that the person may use. */
export const help: Command = {
  names: ['ohje', 'hjälp', 'help', 'apua', '?', 'seuranta'],
  async run(turn) {
    const keys: readonly StringKey[] = [
      ...forEverybody,
      ...((await mayFollow(turn)) ? (['command.help.follow'] as const) : []),
      ...(await forThoseWhoRun(turn)),
      'command.help.help',
    ];
    const { wording } = turn;
    return [
      notice(
        wording.text('command.help.title'),
        keys.map((key) => wording.text(key)),
      ),
    ];
  },
};

async function forThoseWhoRun({ store, access }: CommandTurn): Promise<readonly StringKey[]> {
  if (mayAdminister(access)) return [...forCoordinators, ...forAdmins];
  const programmes = await loadProgrammes(store);
  if (programmes.some((programme) => mayCoordinate(access, programme))) return forCoordinators;
  return programmes.some((programme) => maySeeMissing(access, programme)) ? ['command.help.missing'] : [];
}
