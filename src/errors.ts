/** Errors that mean something to the caller; every other error is a bug or a broken machine. */

/** Somebody else changed it first: read it again and decide again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** A commit or an entity is larger than the store accepts. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** The store cannot be read or written: disk full, read-only, unreachable. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** The store's file was replaced after opening, or is damaged: it accepts no writes until somebody restores it. */
export class StoreReplacedError extends StorageError {
  override readonly name = 'StoreReplacedError';
}

/** A newer version of the program has written the store, in a format that this one does not know. */
export class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';
  constructor(version: number, known: number) {
    super(
      `The store has schema version ${version}, this program knows versions up to ${known}: run the newer program, ` +
        'or restore the backup that was taken before the upgrade',
    );
  }
}

/** Whether the store failed or somebody else was faster, so that the work can be repeated later. */
export function isRepeatable(error: unknown): boolean {
  return error instanceof StorageError || error instanceof ConflictError;
}

/** Refusals of questions about goals, which no command of the command line leads to. */
export type QuestionRefusal =
  | 'unknown-question'
  | 'question-missing'
  | 'question-too-long'
  | 'question-day'
  | 'question-part'
  | 'question-not-yours'
  | 'questions-too-many'
  | 'goal-retired'
  | 'nobody-to-ask'
  | 'response-missing'
  | 'response-too-long'
  | 'responses-full'
  | 'responded-meanwhile';

/** Refusals of decisions on requests for support; no command of the command line leads to them either. */
export type SupportRefusal =
  | 'unknown-support'
  | 'decision-missing'
  | 'decision-too-long'
  | 'decided-meanwhile'
  | 'decisions-full'
  | 'support-not-yours'
  | 'support-withdrawn';

/** Refusals of comments on units, which no command of the command line leads to. */
export type UnitCommentRefusal =
  'unit-comment-closed' | 'unit-comment-unit' | 'unit-comment-too-long' | 'unit-comment-changed';

/** Why something is refused. Each code has a text in Teams or on the command line. */
export type RefusalCode =
  // Programmes, goals and their owners.
  | 'unknown-programme'
  | 'programme-not-started'
  | 'programme-exists'
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
  | 'channel-not-removed'
  // Rounds, their times and the actions on them.
  | 'unknown-round'
  | 'no-round-of-year'
  | 'year-unfinished'
  | 'round-exists'
  | 'round-not-open'
  | 'round-already-open'
  | 'round-closed'
  | 'round-closing'
  | 'round-not-closed'
  | 'round-was-closed'
  | 'round-discarded'
  | 'round-discarding'
  | 'round-changed'
  | 'not-paused'
  | 'programme-of-round'
  | 'wrong-rhythm'
  | 'wrong-only-period'
  | 'unsaved-drafts'
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
  | 'unusable-schedule'
  | 'schedule-changed'
  | 'nothing-to-set'
  // Replies, their review and handing over.
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
  | 'sent-already'
  | 'not-ready'
  | 'questions-changed'
  | QuestionRefusal
  | SupportRefusal
  | UnitCommentRefusal
  // People, their rights and substitutes.
  | 'unknown-person'
  | 'unknown-colleague'
  | 'person-not-found'
  | 'person-unclear'
  | 'people-unreadable'
  | 'object-id-twice'
  | 'person-twice'
  | 'persons-both-in-use'
  | 'address-unreadable'
  | 'nothing-to-succeed'
  | 'own-successor'
  | 'persons-no-headings'
  | 'role-unreadable'
  | 'no-directory'
  | 'group-unusable'
  | 'members-or-group'
  | 'person-or-group'
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
  | 'nothing-to-say'
  | 'words-too-long'
  | 'words-changed'
  | 'unknown-division'
  | 'board-as-table'
  | 'file-consent'
  // Reports.
  | 'no-pdf-converter'
  | 'pdf-failed'
  | 'logo-too-large'
  | 'logo-unreadable'
  // Files of any content.
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
  | 'retires-many'
  | 'undo-nothing'
  | 'undo-interrupted'
  | 'undo-answered'
  | 'undo-round'
  | 'table-not-read'
  | 'formulas-without-values'
  | 'column-not-found'
  | 'column-unclear'
  | 'column-twice'
  | 'id-unreadable'
  | 'choice-unknown'
  | 'choice-twice'
  | 'match-unreadable'
  | 'import-errors'
  | 'plan-changed'
  | 'not-unresolved'
  // A setting in a register file that prevents its programme from being created; the suffix is the problem's code.
  | `setting-${string}`;

/** A person's request cannot be carried out; `code` is the key of the text that tells them why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}
