/** The question before somebody is removed from a goal's owners. Pure. */
import { type OwnersCardSource } from '../../../cards/owners/data';
import { shorten } from '../../../cards/parts/shorten';
import { type Wording } from '../../../cards/parts/wording';
import { type Goal, type Owner } from '../../../src/goals/schema';
import { type Directory } from '../../../src/people/directory';
import { ownerName } from '../../views/owner-lines';

/** Longest list of parts in the question. */
const mostParts = 8;
const longestPart = 80;

/**
 * The question, and the parts that fall to the goal's other owners because they have no other owner themselves.
 * `undefined` if nobody would be left, or `from` is not an owner: both are refused, so there is nothing to ask.
 */
export function removalAsked(
  goal: Goal,
  from: Owner,
  directory: Directory,
  wording: Wording,
): OwnersCardSource['asked'] {
  const parts = [...goal.groups, ...goal.fields];
  const isOwner = [goal, ...parts].some(({ owners }) => owners.includes(from));
  if (!isOwner || goal.owners.every((owner) => owner === from)) return undefined;
  const passing = parts
    .filter(({ owners }) => owners.length > 0 && owners.every((owner) => owner === from))
    .map(({ label }) => shorten(wording.of(label), longestPart));
  const rest = passing.length - mostParts;
  const named = [
    ...passing.slice(0, mostParts),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ].join(', ');
  return {
    owner: from,
    lines: [
      wording.text('owners.removeAsk', { from: ownerName(from, directory, wording) }),
      ...(passing.length === 0 ? [] : [wording.text('owners.removeParts', { parts: named })]),
    ],
  };
}
