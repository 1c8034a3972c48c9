import { digestCardData, digestSummary } from '../../cards/digest-data';
import { render } from '../../cards/render';
import { buildDigest } from '../../src/digest/build-digest';
import { notice } from '../notice';
import { type Command } from './command';
import { readableRounds } from './readable-rounds';

export const digest: Command = {
  names: ['kooste', 'sammandrag', 'digest', 'koosteet', 'sammandragen'],
  async run(turn) {
    const { store, clock, wording } = turn;
    const rounds = await readableRounds(turn);
    if (rounds.length === 0) return [notice(wording.text('digest.nothingToRead'))];
    return Promise.all(
      rounds.map(async ({ round }) => {
        const figures = await buildDigest(store, round, clock.now());
        return {
          card: render('digest', digestCardData(figures, wording)),
          summary: digestSummary(figures, wording),
        };
      }),
    );
  },
};
