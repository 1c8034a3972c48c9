import { buildDigest } from '../../src/digest/build-digest';
import { drawDigest } from '../views/draw-cards';
import { notice } from '../views/notice';
import { type Command } from './command';
import { isCalled, wordsIn } from '../views/find-goal';
import { digestNames } from '../views/programmes/channels';
import { readableRounds } from '../views/readable-rounds';

/** The digests of all open rounds that the person may read, or only those of a named programme. */
export const digest: Command = {
  ...digestNames,
  async run(turn, rest) {
    const { store, clock, wording } = turn;
    const rounds = await readableRounds(turn);
    if (rounds.length === 0) return [notice(wording.text('digest.nothingToRead'))];
    const words = wordsIn(rest);
    const named = rounds.filter(({ programme }) => words.length > 0 && isCalled(programme, words));
    return Promise.all(
      (named.length > 0 ? named : rounds).map(async ({ round }) =>
        drawDigest(store, await buildDigest(store, round, clock.now()), wording),
      ),
    );
  },
};
