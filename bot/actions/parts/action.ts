/** An action: the data that its button carries, who may press it, and what a press does. */
import { type z } from 'zod';
import { type Verb } from '../../../cards/parts/verbs';
import { RefusedError } from '../../../src/errors';
import { safeParse } from '../../views/parts/safe-parse';
import { type Answered, type Permission, type Press, type Who } from './permission';

export interface Action<V extends Verb = Verb> {
  readonly verb: V;
  /** What the button carries, with the inputs of its card. */
  readonly data: z.ZodType;
  readonly who: Who;
  /**
   * Answers one press.
   * @param raw what the card sent as data
   * @throws RefusedError `malformed` if `raw` does not fit the verb's schema; and what the verb's permission throws.
   */
  answer(press: Press, raw: unknown): Promise<Answered>;
}

/**
 * @param may is checked first, and reads what `run` works on
 * @param run works on the current state, whatever the card shows
 */
export function action<V extends Verb, S extends z.ZodType, T, R>(
  verb: V,
  data: S,
  may: Permission<T, z.output<S>, R>,
  run: (turn: T, data: z.output<S>) => R | Promise<R>,
): Action<V> {
  return {
    ...{ verb, data, who: may.who },
    answer: async (press, raw) => {
      const parsed = safeParse(data, raw);
      if (parsed === undefined) throw new RefusedError('malformed');
      return may.answer(press, parsed, (turn) => run(turn, parsed));
    },
  };
}
