import { named } from '../views/command-turn';
import { drawMyGoals } from '../views/people/due';
import { type Command } from './command';

export const myGoals: Command = {
  ...named({ fi: 'omat tavoitteet', sv: 'mina mål', en: 'my goals' }, 'tavoitteet', 'mål', 'goals'),
  run: async (turn) => [await drawMyGoals(turn, turn.person)],
};
