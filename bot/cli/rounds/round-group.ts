import { type Command } from 'commander';
import { type Add, group, ofRound } from '../parts/cli-command';
import { yes } from '../parts/consent';
import { roundDiscardCommand } from './round-discard';
import { roundMessagesCommand } from './round-messages';
import { roundOpenCommand } from './round-open';
import { roundMissingCommand, roundStatusCommand } from './round-status';
import { roundCloseCommand, roundDeadlineCommand, roundRemindCommand, roundReopenCommand } from './rounds';

const moment = 'local time such as 2026-12-18T16:00';

export function addRounds(program: Command, add: Add): void {
  const rounds = group(
    program,
    'round',
    'open, look at, close, reopen and discard rounds, and remind people',
  );
  ofRound(
    add(rounds, 'open', 'open a round and prompt its owners', roundOpenCommand, { acts: 'coordinator' }),
  )
    .option('--deadline <moment>', `${moment}; that of the calendar by default`)
    .option('--dry-run', 'say who would be asked; nothing is written or sent')
    .option(...yes);
  ofRound(add(rounds, 'status', 'show the progress of a round', roundStatusCommand));
  ofRound(add(rounds, 'missing', 'show who has not answered what, by unit', roundMissingCommand));
  ofRound(add(rounds, 'messages', 'show who got which message and when', roundMessagesCommand))
    .option('--person <address>', 'only the messages to this person')
    .option('--out <file>', 'write them to a new CSV file');
  ofRound(
    add(rounds, 'remind', 'remind those who have not answered, now', roundRemindCommand, {
      acts: 'coordinator',
    }),
  )
    .option('--unit <name>', 'only those who have something to answer in this unit')
    .option('--person <address>', 'only this person')
    .option(...yes);
  ofRound(
    add(rounds, 'deadline', 'change the deadline of an open round', roundDeadlineCommand, {
      acts: 'coordinator',
    }),
  )
    .requiredOption('--deadline <moment>', moment)
    .option('--tell', 'tell those who have not answered')
    .option(...yes);
  ofRound(
    add(rounds, 'close', 'close a round and post its final digest', roundCloseCommand, {
      acts: 'coordinator',
    }),
  )
    .option('--with-drafts', 'close even if somebody has unsaved drafts, which will not count')
    .option(...yes);
  ofRound(
    add(rounds, 'discard', 'discard a round that was opened by mistake', roundDiscardCommand, {
      acts: 'coordinator',
    }),
  )
    .option('--reason <text>', 'reason; kept in the audit log')
    .option('--dry-run', 'say how far it has got; nothing is changed')
    .option(...yes);
  ofRound(add(rounds, 'reopen', 'reopen a closed round', roundReopenCommand, { acts: 'coordinator' }))
    .requiredOption('--reason <text>', 'reason; kept with the round')
    .requiredOption('--deadline <moment>', moment)
    .option(...yes);
}
