import { named } from '../views/command-turn';
import { loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { drawRequest, turnOn } from '../views/draw-cards';
import { notice } from '../views/notice';
import { type Command } from './command';

export const myGoals: Command = {
  ...named({ fi: 'omat tavoitteet', sv: 'mina mål', en: 'my goals' }, 'tavoitteet', 'mål', 'goals'),
  async run(turn) {
    const { store, clock, person, wording } = turn;
    const rounds = await loadOpenRoundsOf(store, person.id, clock.now());
    if (rounds.length === 0) return [notice(wording.text('command.nothing'))];
    return Promise.all(rounds.map((asked) => drawRequest(turnOn(asked, person, turn))));
  },
};
