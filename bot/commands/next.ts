import { named } from '../views/command-turn';
import { loadOpenRoundsOf, nextToAnswer } from '../../src/replies/asked-goals';
import { takesRepliesAt } from '../../src/rounds/round';
import { drawNext, turnOn } from '../views/draw-cards';
import { notice } from '../views/notice';
import { type Command } from './command';

/** The next goal to answer, in the round with the earliest deadline. */
export const next: Command = {
  ...named({ fi: 'seuraava', sv: 'nästa', en: 'next' }, 'seuraava tavoite', 'nästa mål', 'next goal'),
  async run(turn) {
    const { store, clock, person, wording } = turn;
    const now = clock.now();
    const rounds = await loadOpenRoundsOf(store, person.id, now);
    const round = rounds.find(
      (asked) => takesRepliesAt(asked.round, now) && nextToAnswer(asked.goals) !== undefined,
    );
    return [round ? await drawNext(turnOn(round, person, turn)) : notice(wording.text('command.nothing'))];
  },
};
