import { type Command } from 'commander';
import { type Add, group } from '../parts/cli-command';
import { closedDaysSetCommand, closedDaysShowCommand } from './closed-days';

/** Adds the commands for days on which the whole organisation is closed. */
export function addClosedDays(program: Command, add: Add): void {
  const days = group(program, 'closed-days', 'days on which the organisation is closed, for all programmes');
  add(days, 'show', 'show the closed days and holidays', closedDaysShowCommand);
  add(days, 'set', 'set the closed days or the country of the holidays', closedDaysSetCommand, {
    acts: 'admin',
  })
    .option('--days <days>', 'all of them, such as "1.7.–31.7., 28.12.2026"; "" for none')
    .option('--country <code>', 'whose public holidays count, such as FI')
    .option('--dry-run', 'only say which rounds would move')
    .option('--yes', 'do not ask at a terminal');
}
