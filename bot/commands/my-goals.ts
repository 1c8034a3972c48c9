import { loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { drawRequest } from '../draw-cards';
import { notice } from '../notice';
import { type Command } from './command';

export const myGoals: Command = {
  names: ['omat tavoitteet', 'mina mål', 'my goals', 'tavoitteet', 'mål', 'goals'],
  async run({ store, clock, person, wording }) {
    const rounds = await loadOpenRoundsOf(store, person.id);
    if (rounds.length === 0) return [notice(wording.text('command.nothing'))];
    return rounds.map((asked) => drawRequest(asked, clock.now(), wording));
  },
};
