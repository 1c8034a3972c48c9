import { type CommandTurn } from '../views/command-turn';
import { type Wording } from '../../cards/parts/wording';
import { type DrawnCard, render } from '../../cards/render';
import { countRoundMessages } from '../../src/digest/front-store';
import { type Programme } from '../../src/goals/schema';
import { loadOwnerName } from '../../src/people/directory';
import { loadSentMessages } from '../../src/report/sent-messages';
import { readAdminTurn } from '../views/admin-turn';
import { findProgrammes } from '../views/find-programme';
import { notice } from '../views/notice';
import { drawChoices } from '../views/parts/choices';
import { deliveriesNames, drawDeliveries, soughtPerson } from '../views/programmes/deliveries';
import { undeliveredLines, unreached } from '../views/undelivered-lines';
import { type Command } from './command';
import { readableRounds } from '../views/readable-rounds';

/** Longest worklist shown in chat; the command line shows all of it. */
const longestList = 20;

/** Counts of the open rounds; with a person's name, what the person got, for people who run a programme. */
export const deliveries: Command = {
  ...deliveriesNames,
  async run(turn, rest) {
    const { wording } = turn;
    const programmes = rest === '' ? [] : await findProgrammes(turn, '');
    if (programmes.length > 0) return [await messagesTo(turn, programmes, rest)];
    const rounds = await Promise.all((await readableRounds(turn)).map((round) => linesOf(turn, round)));
    if (rounds.length === 0) return [notice(wording.text('digest.nothingToRead'))];
    const title = wording.text('deliveries.title');
    return [{ card: render('status', { title, rounds: rounds.flat() }), summary: title }];
  },
};

/** Of the programme in which the person got any; if there are several, a list to choose from. */
async function messagesTo(
  turn: CommandTurn,
  programmes: readonly Programme[],
  typed: string,
): Promise<DrawnCard> {
  const { store, wording } = turn;
  const sought = await soughtPerson(store, typed, wording);
  const admin = await readAdminTurn(turn, turn.person, 'command');
  const summary = wording.text('deliveries.title');
  if (!('personId' in sought)) return whoIsMeant(programmes, sought, wording);
  const { personId } = sought;
  const asked = await Promise.all(
    programmes.map(async (programme) => {
      const messages = await loadSentMessages(store, { programmeId: programme.id, personId });
      return messages.some(({ period }) => period !== undefined) ? [programme] : [];
    }),
  );
  const [programme = programmes[0]!, ...others] = asked.flat();
  if (others.length === 0) {
    const name = { programmeId: programme.id, personId };
    return { card: await drawDeliveries({ ...admin, programme }, name), summary };
  }
  const choices = asked.flat().map(({ id, name }) => ({
    name: wording.of(name),
    data: { programmeId: id, personId },
  }));
  const title = wording.text('deliveries.which', { name: await loadOwnerName(store, personId, wording) });
  return drawChoices({ title, verb: 'deliveries', choices }, wording);
}

/** Lists the people that may be meant. If there are several programmes, the person's address has to be typed. */
function whoIsMeant(
  programmes: readonly Programme[],
  { problem = '', candidates = [] }: Exclude<Awaited<ReturnType<typeof soughtPerson>>, { personId: string }>,
  wording: Wording,
): DrawnCard {
  const [programme, ...others] = programmes;
  const choices = candidates.map(({ id, name }) => ({
    name: `${name} (${id})`,
    ...(others.length === 0 && { data: { programmeId: programme!.id, personId: id } }),
  }));
  return drawChoices({ title: problem, verb: 'deliveries', choices }, wording);
}

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
