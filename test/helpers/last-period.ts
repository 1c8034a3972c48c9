/** Last period's answers, so that there is something to repeat. */
import { type Answer, parseAnswer } from '../../src/goals/answers/answer';
import { loadProgramme } from '../../src/goals/register';
import { type Field, type Programme } from '../../src/goals/schema';
import { nextVersion } from '../../src/replies/reply';
import { readReply, replyChanges } from '../../src/replies/reply-store';
import { previousRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { askedPeople } from './asked-people';

/**
 * Answers everything that these persons are asked now in the closed round before it. Writes rows as the seeds do, since
 * the seeds' past rounds were never open for replies.
 * @returns the period before
 */
export async function answerLastPeriod(
  store: EntityStore,
  round: RoundName,
  personIds: readonly string[],
): Promise<string> {
  const programme = (await loadProgramme(store, round.programmeId))!;
  const last = (await previousRound(store, round))!;
  const meta = { at: last.deadline, formVersion: programme.version };
  for (const { personId, goal, fields } of await askedPeople(store, round)) {
    if (!personIds.includes(personId)) continue;
    const given = new Map(fields.map((field) => [field.id, plainAnswer(field, programme)]));
    const current = await readReply(store, last, goal.id);
    const next = nextVersion(current?.value, goal, given, { ...meta, by: personId });
    await store.commit(roundPartition(last), replyChanges(current, next));
  }
  return last.period;
}

function plainAnswer(field: Field, programme: Programme): Answer {
  const result = parseAnswer(field, programme, plainText(field, programme), 'fi');
  if (!result.ok || !result.answer) throw new Error(`no plain answer to ${field.id}`);
  return result.answer;
}

/** A text that the field accepts. */
export function plainText(
  { kind, options, id, min = -Infinity, max = Infinity }: Field,
  programme: Programme,
) {
  switch (kind) {
    case 'work-state':
      return programme.workStates[0]!.id;
    case 'text':
      return `Viimeksi: ${id}`;
    case 'number':
    case 'percent':
    case 'money':
      return String(Math.min(max, Math.max(min, 40)));
    case 'light':
      return 'green';
    case 'date':
      return '2026-01-16';
    default:
      return options?.[0]?.id ?? '1';
  }
}
