import { type CommandTurn, named } from '../views/command-turn';
import { type DrawnCard } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { type Programme } from '../../src/goals/schema';
import { mayAdminister } from '../../src/rounds/permissions';
import { readAdminTurn } from '../views/admin-turn';
import { scheduleCard } from '../views/programmes/schedule';
import { drawChoices } from '../views/parts/choices';
import { nextStepsCard } from '../views/programmes/schedule-preview';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** A coordinator has one or two programmes; nobody reads more cards than this in a chat. */
const mostCards = 5;

/** For admins, the form of a programme's schedule; for coordinators, its next steps. */
export const schedule: Command = {
  ...named({ fi: 'aikataulu', sv: 'tidsplan', en: 'schedule' }, 'tidtabell'),
  async run(turn, rest) {
    const programmes = await findProgrammes(turn, rest);
    const [first, second] = programmes;
    if (!first) throw new RefusedError('admins-only');
    if (!mayAdminister(turn.access))
      return Promise.all(programmes.slice(0, mostCards).map((each) => nextStepsOf(turn, each)));
    return [second ? severalProgrammes(turn, programmes) : await formOf(turn, first)];
  },
};

async function formOf(turn: CommandTurn, programme: Programme): Promise<DrawnCard> {
  const admin = await readAdminTurn(turn, turn.person, 'command');
  const card = await scheduleCard(admin, { programmeId: programme.id, draft: false });
  return { card, summary: summaryOf(turn, programme) };
}

async function nextStepsOf(turn: CommandTurn, programme: Programme): Promise<DrawnCard> {
  return { card: await nextStepsCard(turn, turn.person, programme), summary: summaryOf(turn, programme) };
}

function severalProgrammes({ wording }: CommandTurn, programmes: readonly Programme[]): DrawnCard {
  const choices = programmes.map(({ id: programmeId, name }) => ({
    name: wording.of(name),
    data: { programmeId, draft: false },
  }));
  return drawChoices({ title: wording.text('schedule.which'), verb: 'schedule', choices }, wording);
}

function summaryOf({ wording }: CommandTurn, { name }: Programme): string {
  return `${wording.text('schedule.title')}: ${wording.of(name)}`;
}
