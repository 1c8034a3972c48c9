import { type ImportProblem } from '../../src/import/imported';
import { filledIn } from './cli-errors';

/** What is wrong and what to do, by the code of the problem. */
const texts: Readonly<Record<string, string>> = {
  'maybe-same':
    'maybe the same as {candidates}; say --same "{goal}={first}" where it is, or --different "{goal}" where it is a new goal',
  'kind-changed':
    '"{field}" of {goal} was answered as {from} and is {to} now; import it with --accept-kind-changes, what was answered stays as it was typed',
  'goal-invalid': '{where}: {reason}; correct the row',
  'not-retired':
    '{count} goals of the register are not in the file, but may stand in rows that could not be read; nothing was retired, correct those rows',
  'owner-missing':
    '{goal} names nobody who answers for it; {standIn} stands in, put somebody in their place with "seuranta owner replace"',
  'owner-unknown':
    'nobody in the directory is called so{standsIn}; candidates: {candidates}; say who it is with "seuranta owner resolve"',
  'owner-role-unknown':
    'there is no such role{standsIn}; make it with "seuranta role set", or say who it is with "seuranta owner resolve"; candidates: {candidates}',
  'answer-unreadable': 'does not fit a {kind} ({reason}) and was left out',
};

export function importProblemText({ code, details = {} }: ImportProblem): string {
  const { standIn = '', candidates = '' } = details;
  const standsIn = standIn === '' ? '' : `, ${standIn} stands in`;
  return filledIn(texts[code] ?? code, { ...details, standsIn, candidates: candidates || 'nobody' });
}
