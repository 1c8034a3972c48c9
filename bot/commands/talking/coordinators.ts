/** Who the coordinators are: for questions, feedback, and goals that are not the person's. */
import { type DrawnCard } from '../../../cards/render';
import { loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { loadDirectory } from '../../../src/people/directory';
import { loadOpenRoundsOf } from '../../../src/replies/asked-goals';
import { type CommandTurn, named } from '../../views/command-turn';
import { ownersText } from '../../views/owner-lines';
import { talk } from './short-answers';

export const coordinator = {
  ...named(
    { fi: 'koordinaattori', sv: 'koordinator', en: 'coordinator' },
    'kuka on koordinaattori',
    'yhteyshenkilö',
    'vem är koordinator',
    'kontaktperson',
    'who is the coordinator',
    'contact person',
  ),
  async run(turn: CommandTurn): Promise<DrawnCard[]> {
    const { wording } = turn;
    const lines = [...(await coordinatorLines(turn)), wording.text('talk.coordinatorsHow')];
    return [talk(wording, wording.text('talk.coordinators'), lines, ['my goals', 'help'])];
  },
};

/** Names the people to tell: the bot has no mailbox, and stores nothing of what is typed. */
export const feedback = {
  ...named({ fi: 'palaute', sv: 'återkoppling', en: 'feedback' }),
  async run(turn: CommandTurn): Promise<DrawnCard[]> {
    const { wording } = turn;
    const lines = [wording.text('talk.feedbackHow'), ...(await coordinatorLines(turn))];
    return [talk(wording, wording.text('talk.feedback'), lines, ['my goals', 'help'])];
  },
};

export async function notMine(turn: CommandTurn): Promise<DrawnCard[]> {
  const { wording } = turn;
  const how = [wording.text('talk.notMineHow'), wording.text('talk.notMineForGood')];
  const lines = [...how, ...(await coordinatorLines(turn))];
  return [talk(wording, wording.text('talk.notMine'), lines, ['my goals', 'substitute', 'help'])];
}

/** A longer card would not be a short answer. */
const mostLines = 10;

/** A line for each programme that asks the person something; if none does, for every programme. */
async function coordinatorLines(turn: CommandTurn): Promise<string[]> {
  const { store, person, clock, wording } = turn;
  const [rounds, all, directory] = await Promise.all([
    loadOpenRoundsOf(store, person.id, clock.now()),
    loadProgrammes(store),
    loadDirectory(store),
  ]);
  const own = new Set(rounds.map(({ programme }) => programme.id));
  const shown = own.size > 0 ? all.filter(({ id }) => own.has(id)) : all;
  if (shown.length === 0) return [wording.text('talk.noProgrammes')];
  const line = ({ name, coordinator: owner }: Programme) =>
    wording.text('talk.coordinator', {
      programme: wording.of(name),
      names: ownersText([owner], directory, wording),
    });
  return shown.slice(0, mostLines).map(line);
}
