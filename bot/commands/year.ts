import { type CommandTurn, named } from '../views/command-turn';
import { type DrawnCard } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { loadProgrammes, loadRegister } from '../../src/goals/register';
import { type Register } from '../../src/goals/schema';
import { type AdminTurn, readAdminTurn } from '../views/admin-turn';
import { drawChoices } from '../views/parts/choices';
import { drawYear, goalsToRead } from '../views/programmes/year';
import { notice } from '../views/notice';
import { type Command } from './command';
import { isCalled, wordsIn } from '../views/find-goal';

/** The lights of a programme's goals over the last periods, or a list of programmes to choose from. */
export const year: Command = {
  ...named(
    { fi: 'vuosi', sv: 'året', en: 'year' },
    'vuosinäkymä',
    'vuoden liikennevalot',
    'liikennevalot',
    'årsöversikt',
    'årets trafikljus',
    'trafikljus',
    'year view',
    'lights',
  ),
  async run(turn, rest) {
    const { wording } = turn;
    const readable = await readableRegisters(turn);
    if (readable.length === 0) return [notice(wording.text('year.nothing'))];
    const words = wordsIn(rest);
    const named = readable.filter(({ programme }) => isCalled(programme, words));
    const [only, ...others] = named;
    const admin = await readAdminTurn(turn, turn.person, 'command');
    if (only) return [others.length === 0 ? await drawYear(admin, only) : severalFound(admin, named)];
    const unknown = wording.text('year.unknown', { text: shorten(rest, 60) });
    return [
      notice(
        unknown,
        readable.map(({ programme }) => wording.of(programme.name)),
      ),
    ];
  },
};

async function readableRegisters({ store, access }: CommandTurn): Promise<Register[]> {
  const programmes = await loadProgrammes(store);
  const registers = await Promise.all(programmes.map(({ id }) => loadRegister(store, id)));
  return registers.flatMap((register) =>
    register && goalsToRead(access, register).length > 0 ? [register] : [],
  );
}

function severalFound({ wording }: AdminTurn, registers: readonly Register[]): DrawnCard {
  const choices = registers.map(({ programme }) => ({
    name: wording.of(programme.name),
    data: { programmeId: programme.id, page: 0 },
  }));
  return drawChoices({ title: wording.text('year.which'), verb: 'year', choices }, wording);
}
