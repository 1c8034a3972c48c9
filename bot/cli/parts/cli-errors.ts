import {
  type QuestionRefusal,
  type RefusalCode,
  type RefusedError,
  type SupportRefusal,
  type UnitCommentRefusal,
} from '../../../src/errors';

/** Refusals that no command leads to. */
type Unseen =
  | 'unknown-field'
  | 'owned-by-role'
  | 'too-many-goals'
  | 'round-already-open'
  | 'round-changed'
  | 'unusable-schedule'
  | 'not-yours'
  | 'locked'
  | 'no-form'
  | 'changed-meanwhile'
  | 'nothing-to-repeat'
  | 'handed-on'
  | 'handed-over-too-often'
  | 'own-colleague'
  | 'translation-not-pending'
  | 'translation-not-yours'
  | 'translation-no-source'
  | 'source-changed'
  | 'unknown-proposal'
  | 'not-coordinated'
  | 'not-answered'
  | 'answer-changed'
  | 'comment-missing'
  | 'comment-too-long'
  | QuestionRefusal
  | SupportRefusal
  | UnitCommentRefusal
  | 'sent-already'
  | 'not-ready'
  | 'questions-changed'
  | 'unknown-person'
  | 'not-readable'
  | 'last-admin'
  | 'nothing-to-follow'
  | 'own-substitute'
  | 'days-reversed'
  | 'days-over'
  | 'days-taken'
  | 'no-such-day'
  | 'malformed'
  | 'too-fast'
  | 'report-elsewhere'
  | 'file-consent'
  | 'words-changed'
  | 'file-not-trusted'
  | 'file-not-downloaded'
  | 'file-not-understood'
  | 'plan-changed'
  | `setting-${string}`;

/** Does not compile if a refusal has no line and is not in the list above. */
const lines: Readonly<Record<Exclude<RefusalCode, Unseen>, string>> = {
  'unknown-programme':
    'there is no programme "{programme}"; list them with "seuranta programmes", or load the examples with "seuranta load-seeds"',
  'programme-not-started':
    '"{programme}" has not been started, so nobody is asked; look at its schedule with "seuranta programme start --programme {programme}", and start it with --yes',
  'programme-exists':
    '"{programme}" exists already, so {options} would change nothing; omit them, or change its settings in the file or with "seuranta schedule set"',
  'unknown-round': 'there is no round {period} of "{programme}"; open it with "seuranta round open"',
  'no-round-of-year': 'no round of {year} of "{programme}" was opened; see "seuranta round status"',
  'year-unfinished':
    'the report of {year} is made from its last round, and {period} is not closed; close it with "seuranta round close", or write the report of {latest}',
  'round-not-open': 'round {period} is not open; see "seuranta round status"',
  'round-closed': 'round {period} is closed; let people answer again with "seuranta round reopen"',
  'round-closing': 'round {period} is being closed; check in two minutes with "seuranta round status"',
  'round-not-closed': 'round {period} is not closed, so it need not be reopened',
  'round-was-closed':
    'round {period} has been closed before, and its figures may be published; close it with "seuranta round close"',
  'round-discarded': 'round {period} was discarded; open it again with "seuranta round open"',
  'round-discarding': 'round {period} is being discarded; try again in two minutes',
  'not-paused': '{what} is not paused; "seuranta doctor" says what is',
  'programme-of-round': 'say with --programme whose round {period} is meant',
  'reason-missing': 'say with --reason why round {period} is reopened',
  'deadline-in-the-past': 'the deadline is in the past; give a later one with --deadline',
  'deadline-unreadable': '"{deadline}" is not a moment; write it as 2026-12-18T16:00',
  'day-unreadable': '"{day}" is not a day; write it as 2026-10-12',
  'unsaved-drafts':
    'not closed: there are unsaved drafts, which will not count (drafts: {drafts}, people: {persons}); remind them with "seuranta round remind", or close with --with-drafts',
  'calendar-unusable':
    'the calendar of "{programme}" gives no times ({reason}); change it with "seuranta schedule set"',
  'country-unknown':
    'no holidays are known for "{country}"; give the two letters of a country, such as FI, SE or AX',
  'closed-days-unreadable': '--days: {reason}',
  'closed-days-unusable':
    'with these days the schedule of "{programme}" does not work, so nothing was written: {reason}',
  'closed-days-changed': 'somebody else changed the days just now; look at them and try again',
  'schedule-changed': 'somebody else changed the schedule just now; look at it and try again',
  'nothing-to-set': 'say what to change, such as --reminders "5, 1"; list the options with --help',
  'moment-unreadable': '"{moment}" is not a day or a moment; write it as 2026-10-12 or 2026-10-12T16:00',
  'wrong-only-period': '"{programme}" is followed up once, for {onlyPeriod}; it has no round {period}',
  'nothing-to-say': 'give the text with --text or --file',
  'words-too-long': 'the text is too long; it may have at most {maximum} characters',
  'unknown-division': 'the round has no division "{division}"; it has: {divisions}',
  'board-as-table': 'the board page is made with --format pptx, docx or pdf',
  'unknown-unit': '"{programme}" has no unit "{unit}"; it has: {units}',
  'person-not-found':
    'nobody in the directory matches "{person}"; give the email address of somebody who is in it',
  'nothing-kept': 'nothing is kept about {person}; give the email address under which the person was asked',
  'person-unclear': 'it is not certain who "{person}" is; did you mean {candidates}?',
  'admins-only': '{person} is no admin, so this cannot be done in their name; see "seuranta grants"',
  'not-permitted':
    '{person} does not coordinate "{programme}", so this cannot be done in their name; see "seuranta grants"',
  'goal-not-found': '"{programme}" has no goal "{goal}"; list them with "seuranta goals"',
  'goal-unclear': 'several goals of "{programme}" have the code "{goal}"; give one of their ids: {ids}',
  'grant-incomplete':
    'an admin is admin of everything: omit --programme and --unit; a coordinator and a reader need --programme, a unit-head --programme and --unit',
  'unit-needed': 'a unit-head needs --unit as well',
  'no-such-grant': 'there is no such grant; list them with "seuranta grants"',
  'channel-unreadable':
    '"{channel}" is not a channel; give its id such as 19:…@thread.tacv2, as listed by "seuranta channels"',
  'not-subscribed': '"{programme}" posts nothing to {channel}; list its channels with "seuranta channels"',
  'channel-not-removed':
    '{channel} was not removed from "{programme}", or gets its digest again; list its channels with "seuranta channels"',
  'unknown-goal': 'the goal no longer exists; list them with "seuranta goals"',
  'unknown-colleague': 'the person is not in the directory; add them first',
  'not-an-owner': '{from} does not own {goal}; its owners are: {owners}',
  'last-owner': '{from} is the only owner of {goal}; replace them with "seuranta owner replace"',
  'no-goals': 'the table has headings but no goals below them; check the file, or name its --layout',
  'formulas-without-values':
    'the workbook’s formulas have no values (sheet "{sheet}", cell {cell}); open the file in Excel, save it, and import it again',
  'table-not-read':
    'the table in row {row} of sheet "{sheet}" nearly fits the layout, but lacks the heading {missing}, so it would not be read; it has: {found}, and also: {others}. Correct the heading, or hide the sheet or remove the table if it does not belong to the register',
  'retires-many':
    'the import would remove a lot at once, more than five and more than a fifth ({losses}), so nothing was written; if the file is right, import it with --retire-many',
  'undo-nothing': 'there is no import of "{programme}" to undo: none was made, or it has been undone',
  'undo-interrupted':
    'an import of "{programme}" is running or was interrupted; import the file again, and undo it then',
  'undo-answered':
    'goal "{goal}" was answered in {period} after the import, so it can no longer be undone; correct the file and import it again',
  'undo-round':
    'round {period} was opened after the import, so it can no longer be undone; correct the file and import it again',
  'column-not-found': 'the table has no column "{column}"; it has: {columns}',
  'column-unclear': 'several columns are called "{column}"; name one by its letter: {columns}',
  'column-twice': 'only one column can be the {meaning}; you named {columns}',
  'programme-needed':
    'there is no programme "{programme}", and the file has no settings to make it from; list programmes with "seuranta programmes", or add the sheet "Ohjelma" as "seuranta export-register" of another programme or seeds/register-example.xlsx has it',
  'id-unreadable': '"{id}" cannot be an id; use lower-case letters, digits, ".", "_" and "-"',
  'choice-unknown':
    '"{goal}" is not a goal that needs a decision, or not a goal of the register; see the problems with --dry-run',
  'choice-twice': 'two goals cannot both be "{goal}"; say for one of them that it is new, or another one',
  'match-unreadable':
    'row {row} of the decisions has "{text}"; write the number of a goal in that row (up to {most}), "new", or nothing to decide later',
  'import-errors': 'there are errors, so nothing was written; see them with --dry-run',
  'round-exists': 'round {period} of "{programme}" exists already; import without --answers',
  'not-unresolved': 'no goal is waiting for "{text}"; list those that are with "seuranta owner unresolved"',
  'file-not-read': '{file} cannot be read ({reason}); name an existing file',
  'people-unreadable': '{file} cannot be used: {where}: {reason}',
  'object-id-twice':
    'two persons have the object id {objectId}: {first} and {second}, so nothing was written; correct one of them',
  'person-twice':
    'the address {person} is there twice, for "{first}" and "{second}", so nothing was written; correct or remove one of them',
  'persons-both-in-use':
    '{to} has the account of {from}, and both addresses are persons in use, so nothing was written; hand over what one of them has with "seuranta person hand-over", erase that one, and import again, or correct the object id',
  'persons-no-headings':
    'no row has headings for a name and an email address (Nimi, Sähköposti; Namn, E-post; Name, Email); found: {found}',
  'nothing-to-succeed': '{person} answers for nothing, and has no rights and no substitutes to hand over',
  'own-successor': '{person} cannot hand over to themselves; name another person with --to',
  'address-unreadable': '"{address}" is not an email address such as finance@example.org',
  'no-directory':
    'no directory is configured: set DIRECTORY=graph, or DIRECTORY_FILE to a file such as seeds/people.json',
  'group-unusable': 'nothing was changed: the group {group} cannot be used, because {reason}',
  'members-or-group': 'give a role either --members or --group',
  'person-or-group': 'give either --person or --group; a group can only be a reader',
  'role-unreadable': 'the role "{role}" is not valid: {reason}',
  'file-exists': '{file} exists already; name a new file with --out',
  'file-not-written': '{file} cannot be written ({reason}); name another file with --out',
  'wrong-rhythm':
    'period {period} does not fit the rhythm of "{programme}", whose periods are one {rhythm} long',
  'too-many-channels': 'at most {most} channels get the digests of a programme; unsubscribe one first',
  'file-empty': '{file} is empty',
  'file-too-large': 'the file is larger than {most} MB; a register is usually a few hundred kilobytes',
  'file-too-large-inside':
    'the workbook unpacks to more than {most} MB, or to many times its size; save the sheets of the register alone',
  'file-too-complex':
    'the structure of the workbook is too complex to read; copy the sheets of the register to a new workbook',
  'file-too-heavy': 'reading the file took too much time or memory; remove what is not part of the register',
  'cell-too-long': 'a cell of the file has more than {most} characters; shorten its text',
  'file-encrypted': 'the workbook has a password; remove it in Excel (File, Info, Protect Workbook) and save',
  'file-old-excel': 'the file is in the old .xls format; save it as .xlsx in Excel',
  'file-not-a-table': 'the file is not a table ({kind}); give an Excel workbook (.xlsx) or a CSV file',
  'file-unreadable': 'the workbook is damaged or incomplete; open it in Excel and save it again',
  'text-unreadable': 'the file is not text; save it as "CSV UTF-8" in Excel, or give the workbook itself',
  'csv-broken': 'row {row} of the CSV file has an unclosed quotation mark',
  'csv-row-too-long':
    'a row of the CSV file has more than 262,144 characters; a quotation mark may be unclosed',
  'too-many-rows': 'the file has more than {most} rows; remove what is not part of the register',
  'too-many-cells':
    'the file has more than {most} cells, or very long texts in very many of them; remove what is not part of the register',
  'too-many-sheets': 'the workbook has more than {most} sheets; remove what is not part of the register',
  'heading-twice':
    'two columns of sheet "{sheet}" have the heading "{heading}" (row {row}); delete or rename one',
  'layout-unrecognised':
    'the headings fit no layout; the nearest is {nearest}; found: {found}; missing: {missing}. Say which column is what, such as --column goal="…" --column target="…". Known headings: {layouts}',
  'no-headings':
    'no row of headings was found; say which column is what, such as --column goal="…" --column target="…". Known headings: {layouts}',
  'layout-not-readable': 'the layout "{layout}" is not read from files; omit --layout',
  'text-too-long': 'a text is longer than a cell can be (32,767 characters): {text}',
  'no-pdf-converter':
    'a PDF is made with LibreOffice, which is not installed here: install it (Debian: apt-get install libreoffice-writer libreoffice-impress), or name its program "soffice" with SOFFICE=/path/to/soffice; without it, choose --format {instead} and save that as PDF in an office program',
  'pdf-failed':
    'LibreOffice did not make the PDF ({reason}); try again, or choose --format {instead} and save that as PDF in an office program',
  'logo-too-large': 'the logo has {bytes} bytes; give a picture of at most {most} bytes',
  'logo-unreadable': 'the logo is not a PNG or JPEG picture; save it as one of them',
  'nothing-to-ask': 'no goal of "{programme}" has an owner who is in the directory',
};

/** One line for a refused command: what is wrong and what to do. */
export function refusalLine({ code, details }: RefusedError): string {
  const known: Readonly<Partial<Record<RefusalCode, string>>> = lines;
  return `error: ${filledIn(known[code] ?? code, details)}`;
}

/** Fills in the details, on one line whatever they contain. */
export function filledIn(text: string, details: Readonly<Record<string, string>>): string {
  const filled = text.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '');
  return filled.replace(/[\s\p{Cc}]+/gu, ' ');
}
