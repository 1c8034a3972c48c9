/** Translates errors of the service into errors of the port. */
import { DeadlineError } from '../../deadline';
import { ConflictError, LimitError, StorageError } from '../../errors';

interface ServiceError {
  readonly message: string;
  readonly name?: string;
  readonly code?: string;
  readonly statusCode?: number;
  readonly details?: { readonly odataError?: { readonly code?: string } };
}

/** Codes from "Table Service error codes", Microsoft; each concerns one entity of the commit. */
const CONFLICTS: readonly string[] = [
  'EntityAlreadyExists',
  'ResourceNotFound',
  'EntityNotFound',
  'UpdateConditionNotSatisfied',
  'ConditionNotMet',
];
const LIMITS: readonly string[] = [
  'EntityTooLarge',
  'KeyValueTooLarge',
  'PropertyValueTooLarge',
  'TooManyProperties',
  'RequestBodyTooLarge',
  'ContentLengthExceeded',
];
const MEANING: Readonly<Record<number, string>> = {
  401: 'the credential is not accepted',
  403: 'the credential does not allow it (role: Storage Table Data Contributor)',
};

export function isMissingEntity(error: unknown): boolean {
  const code = codeOf(error);
  return statusOf(error) === 404 && code !== undefined && CONFLICTS.includes(code);
}

export function isMissingTable(error: unknown): boolean {
  return statusOf(error) === 404 && codeOf(error) === 'TableNotFound';
}

export function isConflict(error: unknown): boolean {
  if (statusOf(error) === 412) return true;
  const code = codeOf(error);
  return code !== undefined && CONFLICTS.includes(code);
}

/** The service names an entity of a transaction by its index: "3:The specified entity already exists." */
export function conflictError(partition: string, keys: readonly string[], cause: unknown): ConflictError {
  const { message } = cause as ServiceError;
  const key = keys[Number(/^(\d+):/.exec(message)?.[1] ?? (keys.length === 1 ? 0 : NaN))];
  const what = key === undefined ? 'A key' : JSON.stringify(key);
  const fault =
    codeOf(cause) === 'EntityAlreadyExists' ? 'exists already' : 'is gone or was changed meanwhile';
  return new ConflictError(`${what} in ${JSON.stringify(partition)} ${fault}`, { cause });
}

/** Wraps any other thrown value in an error of the port, as its cause. */
export function asStoreError(action: string, cause: unknown): Error {
  if (cause instanceof ConflictError || cause instanceof LimitError || cause instanceof StorageError)
    return cause;
  const error = cause as ServiceError;
  const status = statusOf(error);
  if (status === 413 || LIMITS.includes(codeOf(error) ?? ''))
    return new LimitError(`Cannot ${action}: ${error.message}`, { cause });
  if (cause instanceof DeadlineError)
    return new StorageError(`Cannot ${action}: the service does not answer`, { cause });
  const why = (status === undefined ? undefined : MEANING[status]) ?? firstLine(error.message);
  return new StorageError(`Cannot ${action}: ${why}`, { cause });
}

function statusOf(error: unknown): number | undefined {
  return (error as ServiceError).statusCode;
}

function codeOf(error: unknown): string | undefined {
  const { code, details } = error as ServiceError;
  return details?.odataError?.code ?? code;
}

/** The other lines hold request ids and times. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
