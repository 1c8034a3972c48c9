import { type DrawnCard } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { type Round } from '../../../src/rounds/round';
import { roundNameOf } from '../../../src/rounds/round-name';
import { listRounds } from '../../../src/rounds/round-store';
import { readAdminTurn } from '../../views/admin-turn';
import { discardAskCard } from '../../views/brake/discarding';
import { type CommandTurn, named } from '../../views/command-turn';
import { findProgrammes } from '../../views/find-programme';
import { notice } from '../../views/notice';
import { drawChoices } from '../../views/parts/choices';
import { periodTyped } from '../typed/period-typed';

/** Asks about the open round of the person's programmes; if there are several, about the one that is named. */
export const discardRound = {
  ...named(
    { fi: 'peru kierros', sv: 'återkalla', en: 'discard' },
    'peruuta kierros',
    'ta tillbaka',
    'discard round',
  ),
  async run(turn: CommandTurn, rest: string): Promise<DrawnCard[]> {
    const { text, period } = periodTyped(rest);
    const programmes = await findProgrammes(turn, text);
    if (programmes.length === 0) throw new RefusedError('admins-only');
    const open = (await Promise.all(programmes.map((each) => openIn(turn, each))))
      .flat()
      .filter(({ round }) => period === undefined || round.period === period);
    const [only, ...others] = open;
    if (!only) return [notice(turn.wording.text('command.noRounds'))];
    return [others.length === 0 ? await asked(turn, only) : several(turn, open)];
  },
};

interface OpenRound {
  readonly programme: Programme;
  readonly round: Round;
}

/** A reopened round cannot be taken back. */
async function openIn({ store }: CommandTurn, programme: Programme): Promise<OpenRound[]> {
  const rounds = await listRounds(store, programme.id);
  return rounds.filter(({ status }) => status === 'open').map((round) => ({ programme, round }));
}

async function asked(turn: CommandTurn, { programme, round }: OpenRound): Promise<DrawnCard> {
  const admin = await readAdminTurn(turn, turn.person, 'command');
  const card = await discardAskCard(admin, programme, round);
  const period = turn.wording.period(round.period);
  return { card, summary: turn.wording.text('brake.discardTitle', { period }) };
}

function several({ wording }: CommandTurn, open: readonly OpenRound[]): DrawnCard {
  const choices = open.map(({ programme, round }) => ({
    name: `${wording.of(programme.name)} ${wording.period(round.period)}`,
    data: roundNameOf(round),
  }));
  const [title, button] = [wording.text('brake.whichDiscard'), wording.text('brake.discard')];
  return drawChoices({ title, verb: 'discard-round-ask', button, choices }, wording);
}
