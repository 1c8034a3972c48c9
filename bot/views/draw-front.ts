/** The front card of a channel: the digests of all the programmes that share it, a line each. */
import { frontCardData, frontPageOf, frontSummary } from '../../cards/front/data';
import { type ListButton } from '../../cards/parts/list-row';
import { type DrawnCard, render } from '../../cards/render';
import { buildDigests, type ListedInFront, roundsOf } from '../../src/digest/build-front';
import { frontFigures, frontRow, latestRounds, listedRounds } from '../../src/digest/front';
import { type Subscription } from '../../src/goals/channels';
import { type Locale, type Programme } from '../../src/goals/schema';
import { type RoundName } from '../../src/rounds/round-name';
import { weekOf } from '../../src/periods/week';
import { drawDigest } from './draw-cards';
import { type CardActionDeps } from './turn';
import { wordingFor } from './wording';
import { usualZone } from '../../src/periods/local-time';

type Deps = Pick<CardActionDeps, 'store' | 'clock'>;

interface Drawing {
  readonly language: Locale;
  /** 0-based. */
  readonly page?: number;
  /** The key of the post that is being drawn. */
  readonly front?: string;
}

/** A single round is shown as its whole digest. @returns `undefined` if there is no round */
export async function drawFront(
  { store, clock }: Deps,
  { programmes, rounds }: ListedInFront,
  { language, page, front }: Drawing,
): Promise<DrawnCard | undefined> {
  const now = clock.now();
  const wording = wordingFor(language, programmes[0]?.timeZone);
  const digests = await buildDigests(store, rounds, now, front);
  const [only, ...more] = digests;
  if (!only) return undefined;
  const shown = frontFigures(digests);
  if (more.length === 0) return { ...(await drawDigest(store, only, wording)), shown };
  const rows = digests.map(frontRow);
  const data = frontCardData({ rows, asOf: now.toISOString(), ...(page !== undefined && { page }) }, wording);
  return { card: render('front', data), summary: frontSummary(rows, wording), shown };
}

/** What a reader is shown now: open rounds and those closed this week, or while there are none each programme's latest. */
export async function listedNow(
  { store, clock }: Deps,
  programmes: readonly Programme[],
): Promise<ListedInFront> {
  const rounds = await roundsOf(store, programmes);
  const { starts } = weekOf(clock.now(), programmes[0]?.timeZone ?? usualZone);
  const listed = listedRounds(programmes, rounds, starts.toISOString());
  return { programmes, rounds: listed.length > 0 ? listed : latestRounds(programmes, rounds) };
}

/** A button from a digest to the others of its channel; `undefined` if the channel has no others. */
export async function backToFront(
  deps: Deps,
  sharing: readonly Programme[],
  { programmeId, period, language }: RoundName & Pick<Subscription, 'language'>,
): Promise<ListButton | undefined> {
  if (sharing.length < 2) return undefined;
  const { rounds } = await listedNow(deps, sharing);
  if (rounds.length < 2) return undefined;
  const row = rounds.findIndex((round) => round.programmeId === programmeId && round.period === period);
  const title = wordingFor(language).text('front.back');
  return { verb: 'front', title, data: { language, page: frontPageOf(row, rounds.length) } };
}
