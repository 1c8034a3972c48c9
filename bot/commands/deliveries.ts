import { render } from '../../cards/render';
import { countMessages, undelivered } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { roundPartition } from '../../src/rounds/round-store';
import { notice } from '../notice';
import { type Command, type CommandTurn } from './command';
import { readableRounds } from './readable-rounds';

/** Longest worklist shown in chat; the command line shows all of it. */
const longestList = 20;

export const deliveries: Command = {
  names: ['lähetykset', 'utskick', 'deliveries'],
  async run(turn) {
    const { wording } = turn;
    const rounds = await Promise.all((await readableRounds(turn)).map((round) => linesOf(turn, round)));
    if (rounds.length === 0) return [notice(wording.text('digest.nothingToRead'))];
    const title = wording.text('deliveries.title');
    return [{ card: render('status', { title, rounds: rounds.flat() }), summary: title }];
  },
};

/** A line with the counts of a round, and one for each person whom nothing reached. */
async function linesOf(
  { store, wording }: CommandTurn,
  { round, programme }: Awaited<ReturnType<typeof readableRounds>>[number],
): Promise<{ name: string; state: string }[]> {
  const counts = await countMessages(store, roundPartition(round));
  const lost = await undelivered(store, roundPartition(round));
  const state = wording.text('deliveries.counts', {
    sent: counts.sent,
    pending: counts.pending,
    undelivered: lost.length,
  });
  const shown = lost.slice(0, longestList).map(async ({ recipient, state: end }) => {
    const id = recipient.type === 'person' ? recipient.personId : recipient.channelId;
    const person = recipient.type === 'person' ? await loadPerson(store, id) : undefined;
    return {
      name: person?.name ?? id,
      state: wording.text(`deliveries.${end}`),
    };
  });
  const rest = lost.length - shown.length;
  return [
    { name: `${wording.of(programme.name)} ${wording.period(round.period)}`, state },
    ...(await Promise.all(shown)),
    ...(rest > 0 ? [{ name: wording.text('digest.more', { count: rest }), state: '' }] : []),
  ];
}
