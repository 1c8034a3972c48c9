/** Digests of rounds: as posts in channels, and of the units that a person follows. */
import { type DrawnCard } from '../../cards/render';
import { buildDigest } from '../../src/digest/build-digest';
import { figuresOf } from '../../src/digest/figures';
import { loadProgramme } from '../../src/goals/register';
import { type ChannelMessages } from '../../src/outbox/message-kind';
import { latestDigest } from '../../src/rounds/round';
import { readRound, type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { drawDigest as drawCard } from '../views/draw-cards';
import { drawOwnDigest as drawOwnCard } from '../views/draw-own-digest';
import { type CardActionDeps } from '../views/turn';
import { wordingFor } from '../views/wording';
import { type ChannelDrawer, type PersonalDrawer } from './drawer';
import { knownLanguage } from './known-language';

export const drawDigest: ChannelDrawer<'digest'> = (deps, data) => draw(deps, data);

/** A post is no longer edited once its round was closed or another digest came. */
export const drawDigestEdit: ChannelDrawer<'digest-edit'> = async (deps, data) =>
  (await isLatest(deps.store, data)) ? draw(deps, data, data.step) : undefined;

/** A person who could not be reached for weeks gets only the latest one. */
export const drawOwnDigest: PersonalDrawer<'own-digest'> = async (deps, data, person) =>
  (await isLatest(deps.store, data)) ? drawOwnCard(deps, data, person) : undefined;

async function draw(
  { store, clock }: CardActionDeps,
  { programmeId, period, language }: ChannelMessages['digest'],
  step?: string,
): Promise<DrawnCard | undefined> {
  const programme = await loadProgramme(store, programmeId);
  if (!programme) return undefined;
  const wording = wordingFor(knownLanguage(language), programme.timeZone);
  const digest = await buildDigest(store, { programmeId, period }, clock.now(), step);
  return { ...(await drawCard(store, digest, wording)), shown: figuresOf(digest) };
}

async function isLatest(
  store: EntityStore,
  { step, ...name }: RoundName & { step: string },
): Promise<boolean> {
  const round = (await readRound(store, name))?.value;
  return round !== undefined && latestDigest(round) === step;
}
