/** The cards that are sent on their own, with what the chat list says about each. */
import { digestCardData, digestSummary } from '../../cards/digest/data';
import { type DrawnCard, render } from '../../cards/render';
import { requestSummary } from '../../cards/request/data';
import { type Wording } from '../../cards/parts/wording';
import { type Digest } from '../../src/digest/digest';
import { type Person } from '../../src/people/schema';
import { type AskedRound } from '../../src/replies/asked-goals';
import { nextCard, requestCard, type Shown } from './round-cards';
import { type CardActionDeps, type Turn } from './turn';
import { wordingFor } from './wording';

export async function drawRequest(turn: Turn, shown: Pick<Shown, 'banner'> = {}): Promise<DrawnCard> {
  return { card: await requestCard(turn, shown), summary: requestSummary(turn.asked, turn.wording) };
}

/** The next goal of the round that the person has to answer. */
export async function drawNext(turn: Turn): Promise<DrawnCard> {
  return { card: await nextCard(turn), summary: requestSummary(turn.asked, turn.wording) };
}

/** The turn that an action on the person's round would have. */
export function turnOn(asked: AskedRound, person: Person, deps: CardActionDeps): Turn {
  const wording = wordingFor(person.language, asked.programme.timeZone);
  return { deps, person, asked, now: deps.clock.now(), wording };
}

export function drawDigest(digest: Digest, wording: Wording): DrawnCard {
  return { card: render('digest', digestCardData(digest, wording)), summary: digestSummary(digest, wording) };
}
