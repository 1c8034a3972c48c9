/** Writes a version of a reply. */
import { type Answer } from '../goals/answers/answer';
import { passGate } from '../rounds/close-guard';
import { type GoalName } from '../rounds/open-goal';
import { roundPartition } from '../rounds/round-name';
import { tellNamed } from '../rounds/named/tell-named';
import { noteTurned } from '../rounds/turned/turned-goals';
import { type EntityStore } from '../storage/store';
import { type AnswerableGoal } from './answerable-goal';
import { answeredChanges } from './draft';
import { judgedReply, nextVersion, type Reply, saysNothingNew, type VersionMeta } from './reply';
import { replyChanges } from './reply-store';

/** Writes a version: reply, history, draft, gate and what it may have turned in one commit. If nothing is new, no version is written. */
export async function writeReply(
  store: EntityStore,
  { programme, round, goal, gate, onBehalfOf, fields, current, draft }: AnswerableGoal,
  {
    given,
    name,
    unchangedFrom,
  }: {
    given: ReadonlyMap<string, Answer | undefined>;
    name: GoalName & { readonly by: string };
    unchangedFrom?: string;
  },
  now: Date,
): Promise<Reply> {
  const answered = answeredChanges(
    draft,
    fields.filter(({ id }) => given.has(id)),
  );
  if (current && saysNothingNew(current.value, given)) {
    if (answered.length > 0) await store.commit(roundPartition(name), answered);
    return current.value;
  }
  const meta: VersionMeta = {
    by: name.by,
    at: now.toISOString(),
    formVersion: programme.version,
    onBehalfOf,
    ...(unchangedFrom !== undefined && { unchangedFrom }),
  };
  const next = nextVersion(current?.value, goal, given, meta);
  const turned = noteTurned(round, name.goalId, next.version, {
    before: judgedReply(goal, programme, current?.value, round.value),
    now: judgedReply(goal, programme, next, round.value),
  });
  const named = await tellNamed(store, name, { programme, goal }, next, now);
  const written = [passGate(gate), ...replyChanges(current, next), ...answered];
  await store.commit(roundPartition(name), [...written, ...turned, ...named]);
  return next;
}
