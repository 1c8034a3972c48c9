import { buildDigest } from '../../src/digest/build-digest';
import { drawDigest } from '../draw-cards';
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
      rounds.map(async ({ round }) => drawDigest(await buildDigest(store, round, clock.now()), wording)),
    );
  },
};
