import { type CommandTurn, named } from '../views/command-turn';
import { render } from '../../cards/render';
import { countRoundMessages } from '../../src/digest/front-store';
import { notice } from '../views/notice';
import { undeliveredLines, unreached } from '../views/undelivered-lines';
import { type Command } from './command';
import { readableRounds } from '../views/readable-rounds';

/** Longest worklist shown in chat; the command line shows all of it. */
const longestList = 20;

export const deliveries: Command = {
  ...named({ fi: 'lähetykset', sv: 'utskick', en: 'deliveries' }),
  async run(turn) {
    const { wording } = turn;
    const rounds = await Promise.all((await readableRounds(turn)).map((round) => linesOf(turn, round)));
    if (rounds.length === 0) return [notice(wording.text('digest.nothingToRead'))];
    const title = wording.text('deliveries.title');
    return [{ card: render('status', { title, rounds: rounds.flat() }), summary: title }];
  },
};

/** A line with the counts of a round, and one for each recipient who could not be reached. */
async function linesOf(
  { store, wording }: CommandTurn,
  { round, programme }: Awaited<ReturnType<typeof readableRounds>>[number],
): Promise<{ name: string; state: string }[]> {
  const counts = await countRoundMessages(store, round);
  const lost = await unreached(store, round);
  const state = wording.text('deliveries.counts', {
    sent: counts.sent,
    pending: counts.pending,
    undelivered: counts.blocked + counts['not-installed'] + counts.left + counts.failed,
  });
  const rest = lost.length - longestList;
  return [
    { name: `${wording.of(programme.name)} ${wording.period(round.period)}`, state },
    ...(await undeliveredLines(store, lost.slice(0, longestList), wording)),
    ...(rest > 0 ? [{ name: wording.text('digest.more', { count: rest }), state: '' }] : []),
  ];
}
