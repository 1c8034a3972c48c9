/** The front card of a channel: the digests of all the programmes that share it, a line each. */
import { frontCardData, frontPageOf, frontSummary } from '../../cards/front/data';
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
  const { starts } = weekOf(clock.now(), programmes[0]?.timeZone ?? 'Europe/Helsinki');
  const listed = listedRounds(programmes, rounds, starts.toISOString());
  return { programmes, rounds: listed.length > 0 ? listed : latestRounds(programmes, rounds) };
}

interface CardPart {
  readonly type: string;
  readonly actions?: readonly { readonly verb: string }[];
}

/** A card has at most six buttons; who has not answered is seldom for readers of a channel, and a command too. */
function withRoom<A extends { readonly verb: string }>(actions: readonly A[]): readonly A[] {
  return actions.length < 6 ? actions : actions.filter(({ verb }) => verb !== 'missing');
}

/** The card of a digest in a channel that programmes share, with a button to the others. */
export async function withWayBack(
  deps: Deps,
  drawn: DrawnCard,
  sharing: readonly Programme[],
  digest: RoundName & Pick<Subscription, 'language'>,
): Promise<DrawnCard> {
  if (sharing.length < 2) return drawn;
  const { rounds } = await listedNow(deps, sharing);
  if (rounds.length < 2) return drawn;
  const row = rounds.findIndex(
    ({ programmeId, period }) => programmeId === digest.programmeId && period === digest.period,
  );
  const { language } = digest;
  const title = wordingFor(language).text('front.back');
  const data = { language, page: frontPageOf(row, rounds.length) };
  const button = {
    type: 'Action.Execute',
    verb: 'front',
    title,
    mode: 'secondary',
    associatedInputs: 'none',
    data,
  };
  const body = (drawn.card['body'] as readonly CardPart[]).map((part) =>
    part.type === 'ActionSet' ? { ...part, actions: [...withRoom(part.actions ?? []), button] } : part,
  );
  return { ...drawn, card: { ...drawn.card, body } };
}
