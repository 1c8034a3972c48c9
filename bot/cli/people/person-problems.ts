/** How the command line says what is wrong in a table of persons. */
import { type PersonProblem } from '../../../src/import/persons/read-persons';
import { type Place } from '../../../src/import/table/imported';

/** What is wrong and what to do, by the code of the problem. */
const texts: Readonly<Record<PersonProblem['code'], string>> = {
  'address-missing': 'the row has no email address; fill it in, or remove the row',
  'address-unreadable': 'this is not one email address; correct it',
  'name-missing': 'the row has no name; fill it in',
  'name-too-long': 'the name is longer than 120 characters; shorten it',
  'language-unknown': 'this is not a language of the bot; write fi, sv or en',
  'role-of-programme':
    'this role is given in one programme with "seuranta grant"; here write admin, or the role of which the person is a member',
  'object-id-unreadable': 'this is not an object id such as 5e0a7a00-0000-4000-8000-00000000aaaa; correct it',
  'object-id-twice': 'this object id is also that of another person ({other}); correct one of them',
  'person-twice':
    'another row has this address and says something else ({other}); correct or remove one of them',
  'cell-unreadable': 'a cell of the row has a formula error; correct the formula',
  'column-unknown': 'this column is unknown; it was ignored',
  'sheet-unread': 'the sheet has no row with headings for a name and an email address; it was ignored',
  'row-left-out': 'the row is hidden, struck through or a note, so it was not read',
};

export function problemLine({ severity, code, place, value, other }: PersonProblem): string {
  const text = texts[code].replace('{other}', other ? placeText(other) : '');
  const quoted = value === '' ? '' : ` "${value.replace(/[\s\p{Cc}]+/gu, ' ')}"`;
  return `${severity}: ${placeText(place)}:${quoted} ${text}`;
}

function placeText({ sheet, row, column }: Place): string {
  return column === undefined ? `${sheet}, row ${row}` : `${sheet}, cell ${column}${row}`;
}
