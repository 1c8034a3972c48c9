import { type Command, InvalidArgumentError } from 'commander';
import { type ScheduleField, scheduleFields } from '../../../src/periods/schedule-form';
import { type Add, group, ofProgramme, wholeNumber } from '../parts/cli-command';
import { programmeStartCommand } from './programme-start';
import { scheduleCommand } from './schedule';
import { optionOf, scheduleSetCommand } from './schedule-set';

const explained: Readonly<Record<ScheduleField, string>> = {
  rhythm: 'month, quarter, tertial, half-year, year or once',
  onlyPeriod: 'the period of a programme that is followed up once, such as 2026-H1',
  firstPeriod: 'the period whose round opens first, such as 2027-Q1; "" for no such limit',
  opens: 'working days after the period, such as 5, or a date such as 15.1.',
  opensAt: 'local time',
  deadline: 'working days after the period, such as 25, or a date such as 2.5.',
  deadlineAt: 'local time',
  grace: 'working days after the deadline on which late answers are accepted',
  stage:
    'working days before the deadline by which tasks are due, so that summaries follow; "" to ask everything at once',
  stageAt: 'local time',
  stageOf: 'what is due then: tasks, or tasks-and-measures',
  stageReminders: 'working days before that, such as "3, 1"; "" for none',
  reminders: 'working days before the deadline, +2 after it, such as "5, 1, +2"; "" for none',
  reminderAt: 'local time',
  substitute: 'working days before the deadline, +2 after it, when substitutes are told; "" for never',
  unitHead: 'the same for heads of units',
  coordinator: 'the same for the coordinator',
  escalateAt: 'local time',
  digestDay: 'weekday of the digest, 1 is Monday',
  digestAt: 'local time',
  quietFrom: 'local time from which nothing is sent; "" with --quiet-to "" for no quiet hours',
  quietTo: 'local time from which messages are sent again',
  quietDays: 'true: nothing is sent on weekends, holidays and closed days either; or false',
  closedDays: 'the organisation’s own days off, such as "1.7.–31.7., 28.12.2026"; "" for none',
  timeZone: 'such as Europe/Helsinki',
};

/** A programme that an import made asks nobody before somebody has looked at its schedule. */
export function addProgramme(program: Command, add: Add): void {
  const programme = group(program, 'programme', 'start a programme');
  ofProgramme(
    add(
      programme,
      'start',
      'show what a new programme’s schedule will do, and start it',
      programmeStartCommand,
      { acts: 'admin' },
    ),
  ).option('--yes', 'start it; otherwise only show what will happen');
}

/** `schedule` alone shows it. */
export function addSchedule(program: Command, add: Add): void {
  const schedule = group(program, 'schedule', 'show what comes next in a programme’s calendar, or change it');
  const show = add(schedule, 'show', 'show what comes next; "show" is optional', scheduleCommand, {
    isDefault: true,
  });
  ofProgramme(show)
    .option('--from <day>', 'local day or moment to look from, such as 2026-10-12; now by default')
    .option('--count <number>', 'how many steps', wholeNumber, 12);
  const set = ofProgramme(add(schedule, 'set', 'change the calendar', scheduleSetCommand, { acts: 'admin' }));
  for (const field of scheduleFields) {
    const flags = `${optionOf(field)} <text>`;
    if (field === 'quietDays') set.option(flags, explained[field], trueOrFalse);
    else set.option(flags, explained[field]);
  }
  set
    .option('--dry-run', 'say what would change and what comes next; nothing is written')
    .option('--yes', 'save despite warnings');
}

function trueOrFalse(text: string): string {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('give true or false');
  return text;
}
