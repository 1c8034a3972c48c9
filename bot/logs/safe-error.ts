/** An error as it is logged: what failed and where, without its text, which may hold typed input, a card or a token. */
import { ConflictError, LimitError, StorageError } from '../../src/errors';

interface SafeError {
  readonly type: string;
  readonly message?: string;
  /** The code of a system error, of the connector or of a refusal. */
  readonly code?: string;
  readonly statusCode?: number;
  /** Places in the code. */
  readonly stack?: readonly string[];
  readonly cause?: SafeError;
}

const mostFrames = 10;
const mostCauses = 3;

export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error };
  const message = safeMessage(error);
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const stack = framesOf(error);
  return {
    type: word(error.name) ?? 'Error',
    ...(message !== undefined && { message }),
    ...(word(code) !== undefined && { code: word(code)! }),
    ...(typeof statusCode === 'number' && { statusCode }),
    ...(stack.length > 0 && { stack }),
    ...(error.cause !== undefined && depth < mostCauses && { cause: safeError(error.cause, depth + 1) }),
  };
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) ? value : undefined;
}

/** The engine's own messages about code, which contain no value. */
const aboutCode =
  /^(Cannot (read|set) properties of (undefined|null) \([\w ]+'\w+'\)|[\w.]+ is not (a function|a constructor|iterable|defined))$/;

/** The store's errors quote the keys they are about. */
function safeMessage(error: Error): string | undefined {
  const isOurs = [StorageError, LimitError, ConflictError].some((known) => error instanceof known);
  if (isOurs) return error.message.replace(/"(\\.|[^"\\])*"?/g, '"…"');
  return aboutCode.test(error.message) ? error.message : undefined;
}

/** The message, which may have several lines, comes before the stack frames. */
function framesOf({ message, stack = '' }: Error): string[] {
  const text = stack.indexOf(message);
  const places = message === '' || text < 0 ? stack : stack.slice(text + message.length);
  const frames = places.split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
  return frames.slice(0, mostFrames).map((line) => line.trim());
}
