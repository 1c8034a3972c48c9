/** The answers of a round as audit entries: every version of every reply, also from before it was taken back. */
import { answerTo } from '../goals/answers/answer';
import { discardedPrefix } from '../brake/sweep-discarded';
import { type AuditEntry } from '../audit/audit';
import { type RoundName, roundPartition } from '../rounds/round-name';
import { readValues } from '../storage/rows';
import { type EntityStore, type Json, withPrefix } from '../storage/store';
import { noAnswers, type Reply } from './reply';

/** Each entry has the raw texts that its version changed, by field id. Ordered by goal and version. */
export async function replyEntries(store: EntityStore, name: RoundName): Promise<AuditEntry[]> {
  const partition = roundPartition(name);
  const versions = [
    ...(await readValues<Reply>(store, partition, withPrefix(discardedPrefix))),
    ...(await readValues<Reply>(store, partition, withPrefix('history|'))),
  ];
  return versions.map((reply, index) => {
    const before = versions[index - 1];
    const isNext = before?.goalId === reply.goalId && before.version + 1 === reply.version;
    const previous = isNext ? before : undefined;
    const changed = changedFields(previous, reply);
    return {
      ...{ at: reply.at, by: reply.by, way: 'card' as const, what: 'replied' as const },
      ...{ programmeId: name.programmeId, period: name.period, goalId: reply.goalId },
      from: rawsOf(previous, changed),
      to: rawsOf(reply, changed),
    };
  });
}

function changedFields(before: Reply | undefined, after: Reply): string[] {
  const answers = before?.answers ?? noAnswers;
  const ids = new Set([...Object.keys(answers), ...Object.keys(after.answers)]);
  return [...ids].filter(
    (id) => JSON.stringify(answerTo(answers, id)?.raw) !== JSON.stringify(answerTo(after.answers, id)?.raw),
  );
}

function rawsOf(reply: Reply | undefined, ids: readonly string[]): Json {
  const answers = reply?.answers ?? noAnswers;
  const raws = ids.map((id) => [id, answerTo(answers, id)?.raw] as const);
  return Object.fromEntries(raws.flatMap(([id, raw]) => (raw === undefined ? [] : [[id, raw]])));
}
