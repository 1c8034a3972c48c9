import { type Command } from 'commander';
import { type Add, group, ofRound } from '../parts/cli-command';
import { roundDiscardCommand } from './round-discard';
import { roundOpenCommand } from './round-open';
import { roundMissingCommand, roundStatusCommand } from './round-status';
import { roundCloseCommand, roundDeadlineCommand, roundRemindCommand, roundReopenCommand } from './rounds';

const moment = 'local time such as 2026-12-18T16:00';

export function addRounds(program: Command, add: Add): void {
  const rounds = group(program, 'round', 'open, look at, remind, close, reopen and take back rounds');
  ofRound(add(rounds, 'open', 'open a round and prompt its responsible persons', roundOpenCommand))
    .option('--deadline <moment>', `${moment}; the calendar’s by default`)
    .option('--dry-run', 'say who would be asked; nothing is written or sent');
  ofRound(add(rounds, 'status', 'show the progress of a round', roundStatusCommand));
  ofRound(add(rounds, 'missing', 'who has not answered what, by unit', roundMissingCommand));
  ofRound(add(rounds, 'remind', 'remind those who have not answered, now', roundRemindCommand))
    .option('--unit <name>', 'only those who have something to answer in this unit')
    .option('--person <address>', 'only this person');
  ofRound(
    add(rounds, 'deadline', 'change the deadline of an open round', roundDeadlineCommand),
  ).requiredOption('--deadline <moment>', moment);
  ofRound(add(rounds, 'close', 'close a round and post its closing digest', roundCloseCommand)).option(
    '--with-drafts',
    'close even if somebody has unsaved input, which will not count',
  );
  ofRound(add(rounds, 'discard', 'take back a round that was opened by mistake', roundDiscardCommand))
    .option('--reason <text>', 'why; kept in the audit')
    .option('--dry-run', 'say how far it has got; nothing is changed')
    .option('--yes', 'do it without asking');
  ofRound(add(rounds, 'reopen', 'let replies in again', roundReopenCommand))
    .requiredOption('--reason <text>', 'why; kept with the round')
    .requiredOption('--deadline <moment>', moment);
}
