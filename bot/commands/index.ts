/** The commands that people type, found in any of the three languages. */
import { type DrawnCard } from '../../cards/render';
import { note } from '../logs/log-ids';
import { discardRound } from './brake/discard-round';
import { pause } from './brake/pause';
import { resume } from './brake/resume';
import { channels } from './channels';
import { type Command } from './command';
import { type CommandTurn, type RunNamed } from '../views/command-turn';
import { isReadableCode } from '../views/find-goal';
import { deliveries } from './deliveries';
import { digest } from './digest';
import { follow } from './follow';
import { grants } from './grants';
import { help } from './help';
import { history } from './history';
import { inLanguages, language } from './language';
import { missing } from './missing';
import { myGoals } from './my-goals';
import { next } from './next';
import { owners } from './owners';
import { parseCommand } from './typed/parse-command';
import { programmes } from './programmes';
import { questions } from './questions/own-questions';
import { report } from './report';
import { schedule } from './schedule';
import { status } from './status';
import { subscribe } from './subscribe';
import { substitute } from './substitute';
import { offerSubstitute } from './talking/absence';
import { calendar } from './talking/calendar';
import { coordinator, feedback, notMine } from './talking/coordinators';
import { later, offerReminder } from './talking/later';
import { didYouMean, notUnderstood, smallTalkAnswer } from './talking/short-answers';
import { type Answered } from './talking/quoted-goals';
import { typedGoal } from './talking/typed-goal';
import { withoutSmallTalk } from './typed/small-talk';
import { subjectOf } from './typed/subject';
import { type Subject } from './typed/talk-phrases';
import { survey } from './survey';
import { who } from './who';
import { year } from './year';

export const commands: readonly Command[] = [
  help,
  myGoals,
  next,
  status,
  history,
  who,
  questions,
  digest,
  follow,
  year,
  deliveries,
  substitute,
  calendar,
  later,
  coordinator,
  feedback,
  programmes,
  missing,
  pause,
  resume,
  discardRound,
  report,
  survey,
  schedule,
  owners,
  channels,
  grants,
  subscribe,
  language,
  ...inLanguages,
];

/** These ignore the words after their name, so the words may mean something else: "next week I am away". */
const ignoringText: readonly Command[] = [help, myGoals, next, status, questions, follow];

/** Subjects whose phrases begin like the command's name: "who is the coordinator", "unsubscribe". */
const yieldingTo = new Map<Command, readonly Subject[]>([
  [who, ['coordinator', 'absence', 'not-mine', 'about']],
  [report, ['feedback']],
  [subscribe, ['not-mine']],
]);

function yields(
  { command, rest }: { readonly command: Command; readonly rest: string },
  subject: Subject,
): boolean {
  if (rest !== '' && ignoringText.includes(command)) return true;
  return yieldingTo.get(command)?.includes(subject) ?? false;
}

/**
 * Runs what was typed. Whatever is no command is only matched against phrases and shown as something to press: nothing
 * is stored or done because somebody said it.
 * @param quoted the message that this one answers to, if Teams says so
 */
export async function runCommand(typed: string, turn: CommandTurn, quoted?: Answered): Promise<DrawnCard[]> {
  const { rest: said, kind } = withoutSmallTalk(typed);
  if (said === '' && kind) return noted(kind, [await smallTalkAnswer(turn, kind)]);
  const parsed = parseCommand(said, commands, turn.person.language);
  const isCommand = 'command' in parsed;
  const subject = subjectOf(said);
  const isMeant = isCommand && !(subject && yields(parsed, subject));
  if (isMeant && parsed.rest === '') return run(parsed.command, turn, '');
  const goal = await typedGoal(turn, said, quoted);
  if (goal) return noted('goal', [goal]);
  if (isMeant) return run(parsed.command, turn, parsed.rest);
  if (subject) return noted(subject, await answers[subject](turn, said));
  if (await isReadableCode(turn, said)) return run(history, turn, said);
  const guess = isCommand ? undefined : parsed.guess;
  return noted(guess ? 'guess' : 'unknown', [guess ? didYouMean(turn, guess) : notUnderstood(turn)]);
}

/** For the buttons that name a command. */
export const runNamed: RunNamed = (name, turn) => {
  const command = commands.find(({ shown }) => shown.en === name);
  return command && run(command, turn, '');
};

function run(command: Command, turn: CommandTurn, rest: string): Promise<DrawnCard[]> {
  note({ command: command.names[0]! });
  return command.run(turn, rest);
}

function noted(command: string, cards: DrawnCard[]): DrawnCard[] {
  note({ command: `talk: ${command}` });
  return cards;
}

const answers: Readonly<Record<Subject, (turn: CommandTurn, said: string) => Promise<DrawnCard[]>>> = {
  coordinator: (turn) => coordinator.run(turn),
  feedback: (turn) => feedback.run(turn),
  'not-mine': notMine,
  absence: offerSubstitute,
  busy: (turn, said) => offerReminder(turn, said, true),
  later: offerReminder,
  unchanged: (turn) => next.run(turn, ''),
  start: (turn) => next.run(turn, ''),
  deadline: (turn) => status.run(turn, ''),
  about: (turn) => help.run(turn, ''),
  count: (turn) => myGoals.run(turn, ''),
};
