import { named } from '../views/command-turn';
import { nextToAnswer } from '../../src/replies/asked-goals';
import { drawNext, turnOn } from '../views/draw-cards';
import { notice } from '../views/notice';
import { roundsToAnswer } from '../views/people/rounds-to-answer';
import { type Command } from './command';

/** The next goal to answer, in the round with the earliest deadline. */
export const next: Command = {
  ...named({ fi: 'seuraava', sv: 'nästa', en: 'next' }, 'seuraava tavoite', 'nästa mål', 'next goal'),
  async run(turn) {
    const { person, wording } = turn;
    const rounds = await roundsToAnswer(turn);
    const round = rounds.find(({ goals }) => nextToAnswer(goals) !== undefined);
    return [round ? await drawNext(turnOn(round, person, turn)) : notice(wording.text('command.nothing'))];
  },
};
