/** The front post of a channel that programmes share. */
import { type DrawnCard } from '../../cards/render';
import { loadListed } from '../../src/digest/build-front';
import { readFront } from '../../src/digest/front-store';
import { type ChannelMessages } from '../../src/outbox/message-kind';
import { drawFront as drawCard } from '../views/draw-front';
import { type CardActionDeps } from '../views/turn';
import { type ChannelDrawer } from './drawer';
import { knownLanguage } from './known-language';

export const drawFront: ChannelDrawer<'front'> = (deps, data) => draw(deps, data);
export const drawFrontEdit: ChannelDrawer<'front-edit'> = (deps, data) => draw(deps, data);

/** A post is neither sent nor edited any more once the channel has the next one. */
async function draw(
  deps: CardActionDeps,
  { front, channel, language: named }: ChannelMessages['front'],
): Promise<DrawnCard | undefined> {
  const language = knownLanguage(named);
  const subscription = { channel, language };
  const post = (await readFront(deps.store, subscription))?.value;
  if (post?.key !== front) return undefined;
  const listed = await loadListed(deps.store, subscription, post.since);
  return drawCard(deps, listed, { language, front });
}
