import { type ScheduleProblem, type ScheduleProblemCode } from '../../../src/periods/schedule-form';
import { filledIn } from './cli-errors';

/** Cards omit the field when it is not needed, but an option can always be given. */
type Code = ScheduleProblemCode | 'period-unneeded';

export type OptionProblem = Omit<ScheduleProblem, 'code'> & { readonly code: Code };

/** What is wrong and what to do, by the code of the problem. */
const texts: Readonly<Record<Code, string>> = {
  'rhythm-unknown': '"{text}" is not a rhythm; give month, quarter, tertial, half-year, year or once',
  'period-unreadable': '"{text}" is not a period; give one such as 2026-H1',
  'period-unneeded': 'only a programme that is followed up once has its own period; add --rhythm once',
  'period-over': 'the round of this period is over already; give a later period',
  'period-too-far': 'the round of this period opens more than three years from now; give an earlier period',
  'point-unreadable':
    '"{text}" is not a day after the period; give a number of working days such as 5, or a date such as 15.1.',
  'time-unreadable': '"{text}" is not a time of day; give one such as 16:00',
  'grace-unreadable': '"{text}" is not a number of working days; give one from 0 to 60',
  'stage-unreadable': '"{text}" is not a number of working days; give one from 1 to 250, or "" for one stage',
  'stage-of-unknown': '"{text}" is no first stage; give tasks or tasks-and-measures',
  'stage-incomplete': 'reminders of a first stage need one; give its deadline with --stage',
  'stage-outside':
    'the first stage of {period} does not end between opening and deadline; give fewer working days',
  'offset-unreadable':
    '"{text}" is not a number of working days; give 3 for before the deadline, +2 for after it, 0 for its day',
  'offsets-unreadable':
    '"{text}" is not a list of days; give at most ten, such as "5, 1, +2": before the deadline, + after it',
  'weekday-unreadable': '"{text}" is not a weekday; give 1 for Monday to 7 for Sunday',
  'quiet-incomplete':
    'quiet hours need --quiet-from and --quiet-to, two different times such as 20:00 and 07:00; or "" for both',
  'closed-days-unreadable':
    '"{text}" has too many days; give at most twenty, such as "1.7.–31.7., 28.12.2026"',
  'closed-day-unreadable':
    '"{text}" is not a day, or cannot be read; give one such as 28.12.2026, or days such as 1.7.–31.7.',
  'zone-unknown': '"{text}" is not a time zone; give one such as Europe/Helsinki',
  'no-working-day': 'the closed days leave no working day; remove some of them',
  'deadline-before-opening':
    'the deadline of {period} is not after its opening; give a later one, or open earlier with --opens',
  'overlaps-next': 'round {period} would still be open when {next} opens; let it end earlier',
  'reminder-outside':
    'the reminder {text} of {period} falls outside the round; give fewer working days, or more with --grace for one after the deadline',
  'escalation-outside':
    'it falls outside round {period}; give fewer working days, or more with --grace for one after the deadline',
  'ladder-order':
    'each step must come later than the one before it: --substitute, then --unit-head, then --coordinator',
  'in-quiet-hours': 'it falls within quiet hours, so messages wait until {time}',
  'no-head':
    'these units have no head, so the coordinator is told about them: {units}; "seuranta grant" names heads',
  'digest-on-weekend': 'it falls on a weekend, so the digest waits for the next working day',
};

export function problemText({ code, details = {} }: OptionProblem): string {
  return filledIn(texts[code], details);
}
