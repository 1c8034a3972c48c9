/** The child process's side of in-child.ts. */
import { type RefusalCode, RefusedError } from '../../../src/errors';

export type ChildAnswer<R> =
  | { readonly type: 'done'; readonly result: R }
  | {
      readonly type: 'refused';
      readonly code: RefusalCode;
      readonly details: Readonly<Record<string, string>>;
    }
  | { readonly type: 'failed'; readonly stack: string };

/** Does the work that the parent orders, sends the answer and exits. */
export function workForParent<O, R>(work: (order: O) => Promise<R>): void {
  process.once('message', (order) => {
    void answerTo(work, order as O).then((answer) => {
      process.send!(answer, undefined, undefined, () => process.exit());
    });
  });
  // If the bot was killed, nobody waits for the result.
  process.once('disconnect', () => process.exit());
}

async function answerTo<O, R>(work: (order: O) => Promise<R>, order: O): Promise<ChildAnswer<R>> {
  try {
    return { type: 'done', result: await work(order) };
  } catch (error) {
    if (error instanceof RefusedError) return { type: 'refused', code: error.code, details: error.details };
    return { type: 'failed', stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}
