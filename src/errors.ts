/** Errors with a meaning for the caller; everything else is a defect or a broken machine. */

/** Somebody else changed it first: read again and decide anew. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** A commit or an entity is larger than the store takes. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** The store cannot be read or written: disk full, read-only, unreachable. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** The store's file is no longer the one that was opened, or is damaged: it takes nothing until somebody restores it. */
export class StoreReplacedError extends StorageError {
  override readonly name = 'StoreReplacedError';
}

/** A newer program has written the store, in a form that this one does not know. */
export class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';
  constructor(version: number, known: number) {
    super(
      `The store has schema version ${version}, this program knows versions up to ${known}: run the newer program, ` +
        'or restore the backup that was taken before the upgrade',
    );
  }
}

/** Why something is refused. Each has a text in Teams or on the command line; see there. */
export type RefusalCode =
  // Programmes, goals and their owners.
  | 'unknown-programme'
  | 'unknown-goal'
  | 'goal-not-found'
  | 'goal-unclear'
  | 'unknown-field'
  | 'unknown-unit'
  | 'not-an-owner'
  | 'last-owner'
  | 'owned-by-role'
  | 'nothing-to-ask'
  | 'too-many-goals'
  | 'too-many-channels'
  | 'channel-unreadable'
  | 'not-subscribed'
  // Rounds, their times and what may be done in them.
  | 'unknown-round'
  | 'round-exists'
  | 'round-not-open'
  | 'round-already-open'
  | 'round-closed'
  | 'round-closing'
  | 'round-not-closed'
  | 'round-changed'
  | 'wrong-rhythm'
  | 'wrong-only-period'
  | 'unsaved-drafts'
  | 'reason-missing'
  | 'day-unreadable'
  | 'moment-unreadable'
  | 'deadline-unreadable'
  | 'deadline-in-the-past'
  | 'calendar-unusable'
  | 'unusable-schedule'
  | 'schedule-changed'
  | 'nothing-to-set'
  // Replies, their review and handing over.
  | 'not-yours'
  | 'locked'
  | 'changed-meanwhile'
  | 'nothing-to-repeat'
  | 'handed-on'
  | 'handed-over-too-often'
  | 'own-colleague'
  | 'unknown-proposal'
  | 'not-coordinated'
  | 'not-answered'
  | 'answer-changed'
  | 'comment-missing'
  | 'comment-too-long'
  | 'sent-already'
  | 'not-ready'
  | 'questions-changed'
  // People, their rights and substitutes.
  | 'unknown-person'
  | 'unknown-colleague'
  | 'person-not-found'
  | 'person-unclear'
  | 'people-unreadable'
  | 'role-unreadable'
  | 'no-directory'
  | 'nothing-kept'
  | 'admins-only'
  | 'not-permitted'
  | 'not-readable'
  | 'last-admin'
  | 'grant-incomplete'
  | 'unit-needed'
  | 'no-such-grant'
  | 'nothing-to-follow'
  | 'own-substitute'
  | 'days-reversed'
  | 'days-over'
  | 'days-taken'
  | 'no-such-day'
  // Messages to the bot.
  | 'malformed'
  | 'too-fast'
  | 'report-elsewhere'
  | 'file-consent'
  // Files, whatever is in them.
  | 'file-not-read'
  | 'file-exists'
  | 'file-not-written'
  | 'file-not-trusted'
  | 'file-not-downloaded'
  | 'file-empty'
  | 'file-too-large'
  | 'file-too-large-inside'
  | 'file-too-complex'
  | 'file-too-heavy'
  | 'file-encrypted'
  | 'file-old-excel'
  | 'file-not-a-table'
  | 'file-unreadable'
  | 'text-unreadable'
  | 'csv-broken'
  | 'csv-row-too-long'
  | 'cell-too-long'
  | 'text-too-long'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'too-many-sheets'
  // Registers in files, and their import.
  | 'file-not-understood'
  | 'no-headings'
  | 'heading-twice'
  | 'layout-unrecognised'
  | 'layout-not-readable'
  | 'no-goals'
  | 'programme-needed'
  | 'id-unreadable'
  | 'choice-unknown'
  | 'import-errors'
  | 'plan-changed'
  | 'not-unresolved'
  // A setting of a register's file that keeps its programme from being made; the rest is the code of the problem.
  | `setting-${string}`;

/** What a person asked for cannot be done; `code` is the key of the text that tells them why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}
