/** The front post of a channel that programmes share. */
import { type DrawnCard } from '../../cards/render';
import { type ListedInFront, loadListed } from '../../src/digest/build-front';
import { frontFigures } from '../../src/digest/front';
import { readFront } from '../../src/digest/front-store';
import { type ChannelMessages } from '../../src/outbox/message-kind';
import { drawFront as drawCard } from '../views/draw-front';
import { notice } from '../views/notice';
import { type CardActionDeps } from '../views/turn';
import { wordingFor } from '../views/wording';
import { type ChannelDrawer } from './drawer';
import { knownLanguage } from './known-language';

export const drawFront: ChannelDrawer<'front'> = (deps, data) => draw(deps, data);

/** Its only round may have been taken back. */
export const drawFrontEdit: ChannelDrawer<'front-edit'> = async (deps, data) => {
  const listed = await listedIn(deps, data);
  if (!listed) return undefined;
  if (listed.rounds.length > 0) return drawListed(deps, data, listed);
  const wording = wordingFor(knownLanguage(data.language));
  return { ...notice(wording.text('brake.withdrawnFront')), shown: frontFigures([]) };
};

async function draw(deps: CardActionDeps, data: Front): Promise<DrawnCard | undefined> {
  const listed = await listedIn(deps, data);
  return listed && drawListed(deps, data, listed);
}

type Front = ChannelMessages['front'];

/** A post is neither sent nor edited any more once the channel has the next one. */
async function listedIn(
  { store }: CardActionDeps,
  { front, channel, language }: Front,
): Promise<ListedInFront | undefined> {
  const subscription = { channel, language: knownLanguage(language) };
  const post = (await readFront(store, subscription))?.value;
  return post?.key === front ? loadListed(store, subscription, post.since) : undefined;
}

function drawListed(
  deps: CardActionDeps,
  { front, language }: Front,
  listed: ListedInFront,
): Promise<DrawnCard | undefined> {
  return drawCard(deps, listed, { language: knownLanguage(language), front });
}
