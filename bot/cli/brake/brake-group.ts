import { type Command } from 'commander';
import { type Add, period } from '../parts/cli-command';
import { yes } from '../parts/consent';
import { pauseCommand, resumeCommand } from './pause';

export function addBrake(program: Command, add: Add): void {
  ofScope(
    add(program, 'pause', 'send nothing from the next message on, until "resume"', pauseCommand, {
      acts: 'coordinator',
    }),
  );
  ofScope(
    add(program, 'resume', 'end a pause; waiting messages that are still due are sent', resumeCommand, {
      acts: 'coordinator',
    }),
  ).option(...yes);
}

function ofScope(command: Command): Command {
  return command
    .option('--programme <id>', 'only this programme; everything by default')
    .option('--round <period>', 'only its round of this period, such as 2026-Q3', period);
}
