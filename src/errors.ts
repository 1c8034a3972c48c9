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

/** What a person asked for cannot be done; `code` is the key of the text that tells them why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: string,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}
