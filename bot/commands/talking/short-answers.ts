/** Short answers to messages that are not commands, each with buttons for what to do next. */
import {
  buttonFor,
  commandButton,
  type CommandButton,
  type NamedCommand,
} from '../../../cards/parts/buttons/command-button';
import { type Wording } from '../../../cards/parts/wording';
import { type DrawnCard, render } from '../../../cards/render';
import { talkCardData } from '../../../cards/talk/data';
import { isLeft } from '../../../src/replies/asked-goals';
import { dueAt } from '../../../src/rounds/round';
import { type CommandTurn, type Named, nameIn } from '../../views/command-turn';
import { roundsToAnswer } from '../../views/people/rounds-to-answer';
import { translationsDueText } from '../../views/people/translations-due';
import { type SmallTalk } from '../typed/small-talk';

const titles = { greeting: 'talk.greeting', thanks: 'talk.thanks', ok: 'talk.ok' } as const;

/** "Hei! Sinulta odotetaan vielä 3 vastausta. …" */
export async function smallTalkAnswer(turn: CommandTurn, kind: SmallTalk): Promise<DrawnCard> {
  const { wording } = turn;
  const waiting = await waitingText(turn);
  const title = wording.text(titles[kind]);
  return waiting === undefined
    ? talk(wording, title, [wording.text('command.nothing')], ['my goals', 'help'])
    : talk(wording, title, [waiting], ['next', 'my goals', 'help']);
}

/** How many answers, or else translations, are expected from the person, and until when; `undefined` if none are. */
async function waitingText(turn: CommandTurn): Promise<string | undefined> {
  const { clock, wording } = turn;
  const now = clock.now();
  const rounds = (await roundsToAnswer(turn))
    .map(({ round, goals }) => ({ due: dueAt(round, now), count: goals.filter(isLeft).length }))
    .filter(({ count }) => count > 0);
  const due = rounds.map((round) => round.due).sort()[0];
  if (due === undefined) return translationsDueText(turn);
  const count = rounds.reduce((sum, round) => sum + round.count, 0);
  return wording.text('talk.waiting', { count, deadline: wording.moment(due) });
}

export function notUnderstood({ wording }: CommandTurn): DrawnCard {
  const buttons = ['my goals', 'remind me later', 'substitute', 'help'] as const;
  return talk(wording, wording.text('talk.unknown'), [wording.text('talk.unknownMore')], buttons);
}

/** @param guess the command whose name is nearest to what was typed: nothing is run before the button is pressed */
export function didYouMean({ wording }: CommandTurn, guess: Named): DrawnCard {
  const button = buttonFor(guess.shown.en, nameIn(guess, wording.locale));
  const buttons = [button, commandButton('help', wording)];
  return drawn(wording.text('talk.near'), [], buttons);
}

export function talk(
  wording: Wording,
  title: string,
  lines: readonly string[],
  buttons: readonly NamedCommand[],
): DrawnCard {
  const shown = buttons.map((each) => commandButton(each, wording));
  return drawn(title, lines, shown);
}

function drawn(title: string, lines: readonly string[], buttons: readonly CommandButton[]): DrawnCard {
  return {
    card: render('talk', talkCardData({ title, lines, buttons })),
    summary: [title, ...lines.slice(0, 1)].join(' '),
  };
}
