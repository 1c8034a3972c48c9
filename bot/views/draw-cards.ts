/** The cards that are sent on their own, with what the chat list says about each. */
import { digestCardData, digestSummary } from '../../cards/digest/data';
import { type DrawnCard, render } from '../../cards/render';
import { requestSummary } from '../../cards/request/data';
import { type Wording } from '../../cards/parts/wording';
import { type UnitComment } from '../../src/comments/unit-comment';
import { type Digest } from '../../src/digest/digest';
import { type GoalFacts } from '../../src/digest/goal-facts';
import { type Person } from '../../src/people/schema';
import { type AskedRound } from '../../src/replies/asked-goals';
import { type EntityStore } from '../../src/storage/store';
import { nextCard, requestCard, type Shown } from './round-cards';
import { type CardActionDeps, loadNames, type Turn } from './turn';
import { wordingFor } from './wording';
import { type ListButton } from '../../cards/parts/list-row';

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

/** @param back a button to where the reader came from */
export async function drawDigest(
  store: EntityStore,
  digest: Digest,
  wording: Wording,
  back?: ListButton,
): Promise<DrawnCard> {
  const names = await loadAnswering(store, digest.facts, wording);
  return {
    card: render('digest', digestCardData(digest, { names, ...(back && { back }) }, wording)),
    summary: digestSummary(digest, wording),
  };
}

/** The names of the persons who answer for the goals that a digest names, and of those who wrote its comments. */
export function loadAnswering(
  store: EntityStore,
  facts: readonly GoalFacts[],
  wording: Wording,
  comments: readonly UnitComment[] = [],
): Promise<ReadonlyMap<string, string>> {
  const persons = facts.flatMap(({ answering }) => answering.filter((each) => typeof each === 'string'));
  return loadNames(store, [...persons, ...comments.map(({ by }) => by)], wording);
}
