import { named } from '../views/command-turn';
import { nextToAnswer } from '../../src/replies/asked-goals';
import { drawNext, turnOn } from '../views/draw-cards';
import { notice } from '../views/notice';
import { drawNextTranslation } from '../views/people/due';
import { roundsToAnswer } from '../views/people/rounds-to-answer';
import { type Command } from './command';

/** The next goal to answer, in the round with the earliest deadline; after the last one, a translation to write. */
export const next: Command = {
  ...named({ fi: 'seuraava', sv: 'nästa', en: 'next' }, 'seuraava tavoite', 'nästa mål', 'next goal'),
  async run(turn) {
    const { person, wording } = turn;
    const rounds = await roundsToAnswer(turn);
    const round = rounds.find(({ goals }) => nextToAnswer(goals) !== undefined);
    const drawn = round
      ? await drawNext(turnOn(round, person, turn))
      : await drawNextTranslation(turn, person);
    return [drawn ?? notice(wording.text('command.nothing'))];
  },
};
