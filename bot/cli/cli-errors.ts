import { type RefusedError } from '../../src/errors';

const lines: Readonly<Record<string, string>> = {
  'unknown-programme':
    'there is no programme "{programme}"; list them with "seuranta programmes", or load the examples with "seuranta load-seeds"',
  'unknown-round': 'there is no round {period} of "{programme}"; open it with "seuranta round open"',
  'round-not-open': 'round {period} is not open; see "seuranta round status"',
  'round-closed': 'round {period} is closed; let replies in again with "seuranta round reopen"',
  'round-not-closed': 'round {period} is not closed, so it need not be reopened',
  'reason-missing': 'say with --reason why round {period} is opened again',
  'deadline-in-the-past': 'the deadline is over already; give a later one with --deadline',
  'deadline-unreadable': '"{deadline}" is not a moment; write it as 2026-12-18T16:00',
  'day-unreadable': '"{day}" is not a day; write it as 2026-10-12',
  'wrong-rhythm': 'period {period} does not fit the rhythm of "{programme}", which is one {rhythm}',
  'nothing-to-ask': 'no goal of "{programme}" has an owner who is in the directory',
};

/** One line for a refused command: what is wrong and what to do. */
export function refusalLine({ code, details }: RefusedError): string {
  const line = lines[code] ?? code;
  return `error: ${line.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '')}`;
}
