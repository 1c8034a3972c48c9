import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { RefusedError, StorageError } from '../../../src/errors';

/**
 * The card after something was done. The banner says that it was done even if drawing the card then fails: the store may
 * be down, or the person may no longer take part in the round.
 */
export async function cardAfter(banner: Banner, draw: () => Promise<Card>): Promise<Card> {
  try {
    return await draw();
  } catch (error) {
    if (error instanceof StorageError || error instanceof RefusedError)
      return render('notice', { title: banner.text, lines: [] });
    throw error;
  }
}
