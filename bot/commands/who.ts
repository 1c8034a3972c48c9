import { type CommandTurn, named } from '../views/command-turn';
import { shorten } from '../../cards/parts/shorten';
import { type Directory, loadDirectory } from '../../src/people/directory';
import { personName } from '../../src/people/names';
import { mayReadOwners } from '../../src/rounds/permissions';
import { readReply } from '../../src/replies/reply-store';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { listRounds } from '../../src/rounds/round-store';
import { takesReplies } from '../../src/rounds/round';
import { notice } from '../views/notice';
import { ownerLines, ownersText } from '../views/owner-lines';
import { type Command } from './command';
import { findGoal, type FoundGoal } from '../views/find-goal';

export const who: Command = {
  ...named(
    { fi: 'kuka', sv: 'vem', en: 'who' },
    'kuka vastaa',
    'vem ansvarar för',
    'who answers for',
    'ketkä vastaavat',
    'vem svarar för',
    'who is responsible for',
  ),
  async run(turn, rest) {
    const found = await findGoal(turn, who, rest, ({ programme, goals }) =>
      mayReadOwners(turn.access, programme, goals) ? goals : [],
    );
    if (!('goal' in found)) return [found];
    const { goal, programme } = found;
    const { wording } = turn;
    const directory = await loadDirectory(turn.store);
    return [
      notice(shorten(`${goal.code} ${wording.of(goal.title)}`, 200), [
        wording.of(programme.name),
        ...ownerLines(goal, directory, wording),
        wording.text('who.coordinator', { names: ownersText([programme.coordinator], directory, wording) }),
        ...(await inOpenRounds(turn, found, directory)),
      ]),
    ];
  },
};

/** For each open round: who was handed the goal, who answered last, and when. */
async function inOpenRounds(
  { store, wording }: CommandTurn,
  { programme, goal }: FoundGoal,
  directory: Directory,
): Promise<string[]> {
  const open = (await listRounds(store, programme.id)).filter(takesReplies);
  const nameOf = (id: string) => personName(directory.persons.get(id), id, wording);
  const lines = await Promise.all(
    open.map(async (round) => {
      const period = wording.period(round.period);
      const handed = (await loadHandovers(store, round, goal.id)).map(({ from, to }) =>
        wording.text('who.handedOver', { period, from: nameOf(from), to: nameOf(to) }),
      );
      const reply = (await readReply(store, round, goal.id))?.value;
      if (!reply) return [...handed, wording.text('who.unanswered', { period })];
      const values = { period, name: nameOf(reply.by), at: wording.moment(reply.at) };
      return [...handed, wording.text('who.answered', values)];
    }),
  );
  return lines.flat();
}
