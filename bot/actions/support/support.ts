/** Shows a request for support, decides on it, corrects the decision, and takes it back. */
import { z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { idSchema } from '../../../src/goals/schema';
import { sendableOrNow } from '../../../src/periods/quiet-hours';
import { decideOnSupport } from '../../../src/support/decide';
import { refusalText } from '../../views/error-replies';
import { readSupport, supportCard } from '../../views/support/support-card';
import { type ActionResult, inputText } from '../../views/turn';
import { longestTyped, shownAgain } from '../may/questions';
import { deciding, supportReaders, type SupportTurn } from '../may/support';
import { action } from '../parts/action';
import { anyInput, goalData } from '../parts/data';
import { shown, shownOnce } from '../parts/results';

/** `askedAt`: when it was asked; default: the task's current request. */
const supportData = goalData.extend({ fieldId: idSchema, askedAt: z.iso.datetime().optional() });

export const support = action('support', supportData, supportReaders, async (turn) =>
  shownOnce(await supportCard(turn)),
);

/** `seen`: how many versions of the decision the card showed. */
const decideData = supportData
  .extend({ askedAt: z.iso.datetime(), seen: z.int().min(0).max(100) })
  .catchall(anyInput);

export const supportDecide = action('support-decide', decideData, deciding, (turn, data) => {
  const text = inputText(data, 'decision', longestTyped);
  return decide(turn, { seen: data.seen, text }, 'support.saved');
});

const undoData = supportData.extend({ askedAt: z.iso.datetime(), seen: z.int().min(0).max(100) });

export const supportUndo = action('support-undo', undoData, deciding, (turn, { seen }) =>
  decide(turn, { seen }, 'support.undone'),
);

/** The card as it is then; what was typed stays in its field if it was refused. */
async function decide(
  turn: SupportTurn,
  { seen, text }: { readonly seen: number; readonly text?: string },
  done: 'support.saved' | 'support.undone',
): Promise<ActionResult> {
  const { deps, person, name, now, programme, access, wording } = turn;
  const sendFrom = sendableOrNow(now, programme, deps.holidays);
  const act = { ...name, by: person.id, way: 'card' as const, access, seen, sendFrom };
  try {
    await decideOnSupport(deps.store, { ...act, ...(text !== undefined && { text }) }, now);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const problem = await refusalText(deps, error, wording, name.programmeId);
    const after = await readSupport(deps, person, name);
    const typed = text === undefined ? {} : { typed: shownAgain(text) };
    return shownOnce(await supportCard(after, { problem, ...typed }));
  }
  const banner = { text: wording.text(done), style: 'good' as const };
  const card = await supportCard(await readSupport(deps, person, name), { banner });
  // In a channel it would show one reader's card to everybody.
  return turn.press.channel === undefined ? shown(card) : shownOnce(card);
}
