import { type CommandTurn, named } from '../../views/command-turn';
import { drawDeadlines } from '../../views/people/deadlines';

/** The person's deadlines as a file for their own calendar. */
export const calendar = {
  ...named(
    { fi: 'kalenteri', sv: 'kalender', en: 'calendar' },
    'kalenteriin',
    'till kalendern',
    'add to calendar',
    'ics',
  ),
  run: async (turn: CommandTurn) => [await drawDeadlines(turn)],
};
