import { isStringKey, type StringKey } from '../../cards/parts/strings';
import { type RefusalCode } from '../../src/errors';

/** Refusals never shown in Teams: those of the command line, and those that an action handles itself. */
type Unseen =
  | 'goal-not-found'
  | 'goal-unclear'
  | 'unknown-unit'
  | 'channel-unreadable'
  | 'not-subscribed'
  | 'channel-not-removed'
  | 'round-exists'
  | 'wrong-only-period'
  | 'unsaved-drafts'
  | 'programme-of-round'
  | 'reason-missing'
  | 'day-unreadable'
  | 'moment-unreadable'
  | 'deadline-unreadable'
  | 'deadline-in-the-past'
  | 'calendar-unusable'
  | 'country-unknown'
  | 'closed-days-unreadable'
  | 'closed-days-unusable'
  | 'closed-days-changed'
  | 'nothing-to-set'
  | 'person-not-found'
  | 'person-unclear'
  | 'people-unreadable'
  | 'object-id-twice'
  | 'person-twice'
  | 'persons-both-in-use'
  | 'persons-no-headings'
  | 'address-unreadable'
  | 'nothing-to-succeed'
  | 'own-successor'
  | 'role-unreadable'
  | 'no-directory'
  | 'group-unusable'
  | 'members-or-group'
  | 'person-or-group'
  | 'nothing-kept'
  | 'nothing-to-say'
  | 'unit-needed'
  | 'no-such-grant'
  | 'file-not-read'
  | 'file-exists'
  | 'file-not-written'
  | 'file-empty'
  | 'file-not-a-table'
  | 'csv-broken'
  | 'csv-row-too-long'
  | 'text-too-long'
  | 'no-headings'
  | 'layout-not-readable'
  | 'no-goals'
  | 'programme-needed'
  | 'retires-many'
  | 'column-not-found'
  | 'column-unclear'
  | 'column-twice'
  | 'programme-exists'
  | 'id-unreadable'
  | 'choice-unknown'
  | 'choice-twice'
  | 'match-unreadable'
  | 'import-errors'
  | 'plan-changed'
  | 'not-unresolved'
  | 'logo-too-large'
  | 'logo-unreadable'
  | `setting-${string}`;

type Seen = Exclude<RefusalCode, Unseen>;

/** The key of the text; does not compile if a refusal has no text and is not in the list above. */
export function refusalKey(code: RefusalCode): StringKey {
  return isSeen(code) ? seenKey(code) : 'refused.unexpected';
}

function seenKey(code: Seen): StringKey {
  return `refused.${code}`;
}

function isSeen(code: RefusalCode): code is Seen {
  return isStringKey(`refused.${code}`);
}
