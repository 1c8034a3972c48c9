/** The commands that one reader may use, as the card that lists them. */
import { type DrawnCard, render } from '../../../cards/render';
import { commandButton } from '../../../cards/parts/buttons/command-button';
import { type PlainKey } from '../../../cards/parts/strings';
import { type Wording } from '../../../cards/parts/wording';
import { loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { mayAdminister, mayCoordinate, mayReadSomeUnit } from '../../../src/rounds/permissions';
import { type CommandTurn } from '../command-turn';
import { maySeeMissing } from './may-see';

type HelpTurn = Pick<CommandTurn, 'store' | 'access' | 'wording'>;

/** Commands that serve the same task. */
interface Group {
  readonly title: PlainKey;
  readonly commands: readonly PlainKey[];
  /** What can be done without a command. */
  readonly notes?: readonly PlainKey[];
}

const ownGoals: Group = {
  title: 'help.ownGoals',
  commands: [
    'command.help.goals',
    'command.help.next',
    'command.help.questions',
    'command.help.later',
    'command.help.substitute',
    'command.help.calendar',
    'command.help.coordinator',
  ],
  notes: ['help.typed'],
};
const toRead: readonly PlainKey[] = [
  'command.help.status',
  'command.help.digest',
  'command.help.year',
  'command.help.history',
  'command.help.who',
];
const forCoordinators: readonly PlainKey[] = [
  'command.help.programmes',
  'command.help.missing',
  'command.help.pause',
  'command.help.resume',
  'command.help.discard',
  'command.help.survey',
  'command.help.report',
  'command.help.owners',
  'command.help.schedule',
];
const forAdmins: Group = {
  title: 'help.forAdmins',
  commands: ['command.help.channels', 'command.help.grants'],
  notes: ['help.import'],
};
const others: Group = {
  title: 'help.others',
  commands: [
    'command.help.deliveries',
    'command.help.language',
    'command.help.feedback',
    'command.help.help',
  ],
};

const shownButtons = ['my goals', 'next', 'remind me later', 'substitute', 'status', 'coordinator'] as const;

/** Only the commands that the person may use, grouped by task. */
export async function drawHelp(turn: HelpTurn): Promise<DrawnCard> {
  const { store, access } = turn;
  const programmes = await loadProgrammes(store);
  const mayFollow = programmes.some((programme) => mayReadSomeUnit(access, programme));
  const reading = [...toRead, ...(mayFollow ? (['command.help.follow'] as const) : [])];
  const running = forThoseWhoRun(access, programmes);
  const groups: readonly Group[] = [
    ownGoals,
    { title: 'help.reading', commands: reading },
    ...(running.length > 0 ? [{ title: 'help.running', commands: running } as const] : []),
    ...(mayAdminister(access) ? [forAdmins] : []),
    others,
  ];
  return draw(groups, turn.wording);
}

function forThoseWhoRun(access: Access, programmes: readonly Programme[]): readonly PlainKey[] {
  if (mayAdminister(access)) return forCoordinators;
  if (programmes.some((programme) => mayCoordinate(access, programme))) return forCoordinators;
  return programmes.some((programme) => maySeeMissing(access, programme)) ? ['command.help.missing'] : [];
}

function draw(groups: readonly Group[], wording: Wording): DrawnCard {
  const title = wording.text('command.help.title');
  const shown = groups.map(({ title: key, commands, notes = [] }) => ({
    title: wording.text(key),
    commands: commands.map((command) => nameAndText(wording.text(command))),
    notes: notes.map((note) => wording.text(note)),
  }));
  const buttons = shownButtons.map((command) => commandButton(command, wording));
  return { card: render('help', { title, groups: shown, buttons }), summary: title };
}

/** "kooste – avoimien kierrosten koosteet": the command, and what it does. */
function nameAndText(line: string): { readonly name: string; readonly does: string } {
  const [name, ...rest] = line.split(' – ');
  return { name: name!, does: rest.join(' – ') };
}
