/** The commands that people type, found in any of the three languages. */
import { type DrawnCard } from '../../cards/render';
import { note } from '../logs/log-ids';
import { notice } from '../views/notice';
import { discardRound } from './brake/discard-round';
import { pause } from './brake/pause';
import { resume } from './brake/resume';
import { channels } from './channels';
import { type Command } from './command';
import { type CommandTurn } from '../views/command-turn';
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
import { report } from './report';
import { schedule } from './schedule';
import { status } from './status';
import { subscribe } from './subscribe';
import { substitute } from './substitute';
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
  digest,
  follow,
  year,
  deliveries,
  substitute,
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

/** Runs what was typed; if it is no command, the answer names the nearest one, if one is near. */
export function runCommand(typed: string, turn: CommandTurn): Promise<DrawnCard[]> {
  const parsed = parseCommand(typed, commands);
  if ('command' in parsed) {
    note({ command: parsed.command.names[0]! });
    return parsed.command.run(turn, parsed.rest);
  }
  const { wording } = turn;
  const values = { text: typed.trim().slice(0, 60) };
  const said =
    parsed.nearest === undefined
      ? wording.text('command.unknown', values)
      : wording.text('command.unknownNear', { ...values, nearest: parsed.nearest });
  return Promise.resolve([notice(said)]);
}
