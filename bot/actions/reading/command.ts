/** Buttons that run a command as if its name had been typed. */
import { z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { speakers } from '../may/plain';
import { action } from '../parts/action';

/** The command's English name. */
const commandData = z.object({ command: z.string().max(60) });

/** The card that was pressed stays in the conversation as it is: it is still true, and may be pressed again. */
export const command = action('command', commandData, speakers, async (turn, { command: name }) => {
  const cards = await turn.runNamed(name, turn);
  const [first, ...more] = cards ?? [];
  if (!first) throw new RefusedError('malformed');
  return { ...first, more, replacesPosted: false };
});
