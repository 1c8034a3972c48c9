/** Finds the action of a submit and answers it with the card that shows the current state. */
import { z } from 'zod';
import { verbs } from '../../cards/parts/verbs';
import { RefusedError } from '../../src/errors';
import { type Person } from '../../src/people/schema';
import { safeParse } from '../views/parts/safe-parse';
import { type CardActionDeps } from '../views/turn';
import { actions } from './index';
import { type Answered } from './parts/permission';

const submitSchema = z.object({ verb: z.enum(verbs), data: z.unknown() });

/**
 * @param raw what the card sent: its verb and its data, of which nothing is believed
 * @param channel where the card is; left out outside channels
 * @throws RefusedError where there is no card to show it on: `malformed`, also for an unknown verb; as the permission of the verb.
 */
export async function handleCardAction(
  deps: CardActionDeps,
  person: Person,
  raw: unknown,
  channel?: string,
): Promise<Answered> {
  const submit = safeParse(submitSchema, raw);
  if (!submit) throw new RefusedError('malformed');
  const press = { deps, person, ...(channel !== undefined && { channel }) };
  return actions[submit.verb].answer(press, submit.data);
}
