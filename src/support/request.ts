/** A request for support, what makes it one and the same, and what leadership decides on it (README.md). Pure. */
import { answerTo } from '../goals/answers/answer-result';
import { stateLight } from '../goals/judging/support';
import { type Field, type WorkState } from '../goals/schema';
import { type Reply } from '../replies/reply';
import { type GoalName } from '../rounds/open-goal';

/** Names a request: the field with the state, and when it was asked in the round (ISO 8601, UTC). */
export interface SupportName extends GoalName {
  readonly fieldId: string;
  readonly askedAt: string;
}

/** What was decided at one time; without a text, the decision before it was taken back. */
export interface DecisionVersion {
  /** One line of plain text: nothing in it is interpreted. */
  readonly text?: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The decision on one request. */
export interface SupportDecision {
  readonly goalId: string;
  readonly fieldId: string;
  readonly askedAt: string;
  /** Who asked, and what they needed when it was first decided: the owner's answer may say something else later. */
  readonly askedBy: string;
  readonly wanted: readonly string[];
  /** The oldest first; every version is kept. */
  readonly versions: readonly DecisionVersion[];
}

/** A decision that is in force. */
export interface Decided {
  readonly text: string;
  readonly by: string;
  readonly at: string;
  /** When it was first decided; `at` is later if the text was corrected. */
  readonly since: string;
}

/** A task, or a goal without tasks, that does not proceed, as its owners said last. */
export interface SupportRequest {
  readonly goalId: string;
  readonly fieldId: string;
  /** The id of the goal's group that is the task; missing if the goal itself asks. */
  readonly task?: string;
  /** The round in which it was said last. */
  readonly period: string;
  /** When it was asked in that round, and by whom (ISO 8601, UTC; a person's id). */
  readonly askedAt: string;
  readonly by: string;
  /** When it was first asked, in that round or an earlier one; its age counts from here (ISO 8601, UTC). */
  readonly since: string;
  /** In the owners' words; empty if nothing was said. */
  readonly wanted: readonly string[];
  /** Missing while it is open. */
  readonly decided?: Decided;
  /** How many versions its decision has, taken back ones included. */
  readonly versions: number;
}

/** In UTF-16 units: a line that can be read in a list. */
export const longestDecision = 300;
/** A decision can be corrected and taken back this often in all. */
export const mostVersions = 10;
/** Working days after which the digest names an open request. */
export const oldAfter = 10;

/** One line of it, whatever white space was typed. */
export function asLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function decidedIn({ versions }: Pick<SupportDecision, 'versions'>): Decided | undefined {
  const last = versions.at(-1);
  if (last?.text === undefined) return undefined;
  const from = versions.findLastIndex(({ text }) => text === undefined) + 1;
  return { text: last.text, by: last.by, at: last.at, since: versions[from]!.at };
}

/** The decision as it was at a moment (ISO 8601, UTC). */
export function asOf(decision: SupportDecision, moment: string): SupportDecision {
  return { ...decision, versions: decision.versions.filter(({ at }) => at <= moment) };
}

/** Since when the owners of a task have said in one round, without a break, that it needs support. */
export interface AskedInRound {
  readonly askedAt: string;
  readonly by: string;
  /** Whether they have said nothing else in the round: a request of the round before then goes on. */
  readonly isFirst: boolean;
}

/** @param versions of the goal's reply in the round, the oldest first; `undefined` if the last needs no support */
export function askedIn(
  versions: readonly Reply[],
  field: Field,
  states: readonly WorkState[],
): AskedInRound | undefined {
  const asks = (reply: Reply | undefined) =>
    reply !== undefined && stateLight(field, states, reply.answers) === 'red';
  if (!asks(versions.at(-1))) return undefined;
  const first = versions.findLastIndex((reply) => !asks(reply)) + 1;
  const { at, by, onBehalfOf } = answerTo(versions[first]!.answers, field.id)!;
  const isFirst = !versions.slice(0, first).some(({ answers }) => answerTo(answers, field.id));
  return { askedAt: at, by: onBehalfOf ?? by, isFirst };
}

/** A request in one round; the rounds before it, the latest first, make the rest of its chain. */
export interface Link {
  readonly askedAt: string;
  readonly decided?: Decided;
}

/**
 * A decision settles what had been asked until then, wherever in the chain it was made. What is asked again after it is
 * a new request.
 */
export function settled(links: readonly [Link, ...Link[]]): {
  readonly since: string;
  readonly decided?: Decided;
} {
  const asked = links[0].askedAt;
  const decisions = links.flatMap(({ decided }) => decided ?? []);
  const decided = decisions.find(({ since }) => since >= asked);
  const isAfterOthers = (link: Link) =>
    decisions.every(({ since }) => since >= asked || since < link.askedAt);
  return { since: links.findLast(isAfterOthers)!.askedAt, ...(decided && { decided }) };
}

export function isOpen({ decided }: Pick<SupportRequest, 'decided'>): boolean {
  return decided === undefined;
}
