/** Finds the action of a submit and answers it with the card that shows the current state. */
import { z } from 'zod';
import { verbs } from '../../cards/parts/verbs';
import { RefusedError } from '../../src/errors';
import { type Person } from '../../src/people/schema';
import { safeParse } from '../views/parts/safe-parse';
import { actions } from './index';
import { type Answered, type PressDeps } from './parts/permission';

const submitSchema = z.object({ verb: z.enum(verbs), data: z.unknown() });

/**
 * @param raw the verb and data that the card sent, untrusted
 * @param channel where the card is; absent outside channels
 * @throws RefusedError if there is no card to show a refusal on: `malformed`, also for an unknown verb; and what the
 *   verb's permission throws.
 */
export async function handleCardAction(
  deps: PressDeps,
  person: Person,
  raw: unknown,
  channel?: string,
): Promise<Answered> {
  const submit = safeParse(submitSchema, raw);
  if (!submit) throw new RefusedError('malformed');
  const press = { deps, person, ...(channel !== undefined && { channel }) };
  return actions[submit.verb].answer(press, submit.data);
}
