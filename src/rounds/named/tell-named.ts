/** The people a support line names are told of it, in the commit of the answer. */
import { type Answer, answerTo } from '../../goals/answers/answer-result';
import { isSupportLineOf, asksBySaying, stateLight, wantedFor } from '../../goals/judging/support';
import { calendarOf, loadOrganisationDays } from '../../goals/organisation-days';
import { type Goal, type Programme } from '../../goals/schema';
import { enqueue, findMessage } from '../../outbox/message';
import { loadNamed } from '../../people/load-named';
import { sendableOrNow } from '../../periods/quiet-hours';
import { type Change, type EntityStore } from '../../storage/store';
import { type GoalName } from '../open-goal';
import { roundPartition } from '../round-name';

/** What is needed of a version of a reply, which this room does not know. */
interface Saved {
  readonly version: number;
  readonly answers: Readonly<Record<string, Answer & { readonly version: number }>>;
}

/** A commit also holds the reply, its history, the gate and the draft. */
const mostTold = 20;

/**
 * Each person once in a round for each task, unless they wrote it themselves. The directory is read only if the version has
 * a new support line of a task that does not proceed.
 */
export async function tellNamed(
  store: EntityStore,
  name: GoalName & { readonly by: string },
  { programme, goal }: { readonly programme: Programme; readonly goal: Goal },
  next: Saved,
  now: Date,
): Promise<Change[]> {
  const lines = newLines(goal, programme, next);
  if (lines.length === 0) return [];
  const [namedIn, days] = await Promise.all([loadNamed(store), loadOrganisationDays(store)]);
  const sendFrom = sendableOrNow(now, programme, calendarOf(days));
  const { programmeId, period, goalId, by } = name;
  const changes: Change[] = [];
  for (const { fieldId, texts } of lines)
    for (const personId of namedIn(texts)) {
      if (personId === by) continue;
      const key = `${programmeId}|${period}|${personId}|support-asked-${goalId}-${fieldId}`;
      if (await findMessage(store, roundPartition(name), key)) continue;
      const recipient = { type: 'person', personId } as const;
      const data = { programmeId, period, goalId, fieldId };
      changes.push(enqueue({ key, kind: 'support-asked', recipient, data }, now, sendFrom));
    }
  return changes.slice(0, mostTold);
}

/** The tasks and goals that ask for support with a line or a state of this version, and their lines. */
function newLines(goal: Goal, programme: Programme, { answers, version }: Saved) {
  const isNew = ({ id }: Goal['fields'][number]) => answerTo(answers, id)?.version === version;
  return goal.fields.flatMap((state) => {
    if (!asksBySaying(state, goal, programme)) return [];
    if (stateLight(state, programme.workStates, answers) !== 'red') return [];
    const lines = goal.fields.filter((field) => isSupportLineOf(field, state.group, goal));
    if (!isNew(state) && !lines.some(isNew)) return [];
    const texts = wantedFor(goal, state.group, answers);
    return texts.length > 0 ? [{ fieldId: state.id, texts }] : [];
  });
}
