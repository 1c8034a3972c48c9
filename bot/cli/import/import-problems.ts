import { type RefusedError } from '../../../src/errors';
import { type ScheduleProblemCode } from '../../../src/periods/schedule-form';
import { type ImportProblem, type ImportProblemCode } from '../../../src/import/table/imported';
import { settingName } from '../../../src/import/settings/setting-names';
import { isSettingFault, type TimesFaultCode } from '../../../src/import/settings/settings';
import { filledIn } from '../parts/cli-errors';
import { problemText } from '../parts/schedule-problems';

/** What is wrong and what to do, by the code of the problem. */
const texts: Readonly<Record<Exclude<ImportProblemCode, TimesFaultCode>, string>> = {
  'maybe-same':
    'maybe the same as {candidates}; use --same "{goal}={first}" if it is, or --different "{goal}" if it is a new goal',
  'kind-changed':
    '"{field}" of {goal} was answered as {from} and is now {to}; import it with --accept-kind-changes; earlier answers stay as they were typed',
  'goal-invalid': '{where}: {reason}; correct the row',
  'not-retired':
    '{count} goals of the register are not in the file, but may be in rows that could not be read; nothing was retired; correct those rows',
  'owner-missing': '{goal} has no owner; {standIn} stands in; replace them with "seuranta owner replace"',
  'owner-column-missing':
    'the file names no owners, so {standIn} stands in for {count} goals; add a column of owners (Vastuuhenkilö, Ansvarig, Owner), or replace the stand-in with "seuranta owner replace"',
  'owner-unknown':
    'nobody in the directory has this name{standsIn}; candidates: {candidates}; say who it is with "seuranta owner resolve"',
  'owner-unclear':
    'several people are called this{standsIn}: {candidates}; say who is meant with "seuranta owner resolve", or write the address',
  'owner-role-unknown':
    'there is no such role{standsIn}; create it with "seuranta role set", or say who it is with "seuranta owner resolve"; candidates: {candidates}',
  // Problems that readers of files find in single rows.
  'title-missing': 'the row has no title; give it one, or remove the row',
  'heading-missing': 'nothing says what the row belongs to; fill in its headings',
  'code-repeated': 'another row has the same code; give each its own',
  'goal-id-repeated': 'another row has the same id; give each its own, or none',
  'task-missing': 'the row names no task; fill it in, or remove the row',
  'task-goal-unknown': 'no goal of the file has this name; write it as it is among the goals',
  'task-goal-unclear': 'several goals of the file have this name; say which one it is',
  'target-missing': 'the measure has no target; it is collected, but not assessed',
  'target-column-missing':
    'there is no column for targets; name it with --column target="…". Measures without a target in their text are collected, but not assessed',
  'row-hidden': 'the row is hidden, so it was not read; show it if it belongs to the register',
  'row-struck': 'the row is struck through, so it was not read',
  'text-struck': 'the text is struck through, so it was not read',
  'row-left-out':
    'the row has a single text, so it was taken for a note or a subheading and not read; if it is a goal, fill in its other columns',
  'target-bare':
    'the percentage is taken as the target, but may say how much is to change or how far the work has got; check it',
  'target-unclear': 'the target cannot be used in computations; it is kept as written, but not assessed',
  'reason-field-missing':
    '{count} goals ask for the owner’s own light and have no field with the role "reason"; the light follows the figures there',
  'sides-disagree':
    'the {countsBy} says {counts} and the {againstBy} says {against}; the {countsBy} is used; correct the one that is wrong',
  'date-for-figure':
    'the cell has a date where a figure should be; set its format to number or text and type it again',
  'figure-ambiguous': 'the figure can be read in two ways; write it without a thousands separator',
  'figures-differ': 'the two languages give different figures; correct the one that is wrong',
  'figure-unused':
    'a figure in the title or the measure was not used as a target; if it is one, write it with its unit and a comparator, such as "under 30 days"',
  'target-leftover': 'the figure was read, but the cell also has text that was not: {rest}; check the target',
  'target-unit':
    'the target is in another unit than the field, so it is not assessed; write it in the unit of the field',
  'target-year': 'the target was read as a number, but looks like a year; check it',
  'number-differs':
    'the text has a different figure from the number beside it, from which {number} was taken; correct the wrong one',
  'comparator-differs':
    'the comparator in the text points the other way from {comparator}, which is beside it and was used; correct the wrong one',
  'share-for-percent':
    'the target is at most one per cent; if the cell has a share (0.85 for 85 per cent), add a per cent sign',
  'boolean-for-figure': 'the cell has TRUE or FALSE where a figure should be; type the figure',
  'answer-unread': 'the answer is not one figure; it is kept as text and not assessed',
  'answer-unclear':
    'the answer was read as a figure, but may mean something else (a share, a unit or additional text); check it',
  'goals-unpaired': 'the goal is in one language only; write it in the other one too',
  'units-unpaired': 'the unit is in one language only; write it in the other one too',
  'actions-unpaired': 'the two languages do not have the same actions; they were taken in their order',
  'measures-unpaired': 'the two languages do not have the same measures; they were taken in their order',
  'cell-error': 'the cell has a formula error; correct the formula',
  'text-missing': 'a text is missing; fill it in',
  'kind-missing': 'the kind of the field is missing; fill it in',
  'id-missing': 'the row lacks its id, or what the id belongs to; fill in both',
  'part-unreadable': 'a part of the goal cannot be read; correct row {row} of {sheet}',
  'goal-unknown': 'no goal of the file has this id; correct it',
  'number-unreadable': 'it is not a number; correct it',
  'word-unknown': 'it is not one of the words allowed here; correct it',
  'column-unknown': 'this column is unknown; it was ignored',
  'setting-unknown': 'this setting is unknown; it was ignored',
  'setting-invalid': 'the setting "{setting}" cannot be used ({message}); correct it; no setting was taken',
  'settings-of-another':
    'the settings belong to another programme and were ignored; to set those of "{programme}" put its id there',
  'coordinator-unknown':
    'the coordinator is not in the directory, so only admins run the programme; add them with "seuranta people import", or give the role members with "seuranta role set"',
  'answer-unreadable': 'does not fit a {kind} ({reason}) and was ignored',
};

export function importProblemText({ code, details = {} }: ImportProblem): string {
  const { standIn = '', candidates = '' } = details;
  const standsIn = standIn === '' ? '' : `, ${standIn} stands in`;
  const setting = settingName(details['setting'] ?? '', 'en');
  const values = { ...details, standsIn, setting, candidates: candidates || 'nobody' };
  return filledIn(isTimesFault(code) ? timesText(code, details) : texts[code], values);
}

function isTimesFault(code: ImportProblemCode): code is TimesFaultCode {
  return !(code in texts);
}

/** What is wrong with the schedule that a file sets. */
function timesText(code: TimesFaultCode, details: Readonly<Record<string, string>>): string {
  const problem = code.slice('setting-'.length) as ScheduleProblemCode;
  const said = problemText({ field: 'opens', code: problem, details });
  return `the setting "{setting}": ${said.replace(/[{}]/g, '')}`;
}

/** The line for a faulty setting that prevents a programme from being created. */
export function settingLine({ code, details }: Pick<RefusedError, 'code' | 'details'>): string | undefined {
  if (!isSettingFault(code)) return undefined;
  const place = { sheet: '', row: 1 };
  return `error: ${importProblemText({ severity: 'error', code, place, value: '', details })}`;
}
