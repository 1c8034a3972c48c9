/** Buttons that run a command as if its name had been typed. Pure. */
import { type PlainKey } from '../strings';
import { type Verb } from '../verbs';
import { type Wording } from '../wording';

/** Commands with a button of their own, by their English names. What a button says can also be typed. */
const titles = {
  'my goals': 'talk.button.goals',
  next: 'talk.button.next',
  status: 'talk.button.status',
  'remind me later': 'prompt.snooze',
  substitute: 'talk.button.absence',
  coordinator: 'talk.button.coordinator',
  help: 'talk.button.help',
} as const satisfies Readonly<Record<string, PlainKey>>;

export type NamedCommand = keyof typeof titles;
export const namedCommands = Object.keys(titles) as readonly NamedCommand[];

export interface CommandButton {
  readonly verb: Extract<Verb, 'command'>;
  readonly title: string;
  readonly data: { readonly command: string };
}

export function commandButton(command: NamedCommand, wording: Wording): CommandButton {
  return buttonFor(command, wording.text(titles[command]));
}

/** @param command a command's English name */
export function buttonFor(command: string, title: string): CommandButton {
  return { verb: 'command', title, data: { command } };
}
