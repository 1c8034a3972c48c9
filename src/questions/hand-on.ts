/** Whoever hands a goal on hands its open questions on, in the same commit. */
import { loadProgramme } from '../goals/register';
import { type HolidayCalendar } from '../periods/working-days';
import { type HandOver } from '../rounds/hand-over';
import { type Change, type EntityStore } from '../storage/store';
import { reminderTime } from './due-day';
import { tellAlso } from './messages';
import { isKnownTo, isOpenQuestion } from './question';
import { loadQuestionRows } from './question-store';

/** A goal has few questions at a time; more than these are in its history all the same. */
const mostHanded = 10;

/**
 * For `handOver`: the colleague is told of every open question that its owner was sent, once, unless they asked it.
 * Who may respond follows from the hand-over itself.
 */
export function handingQuestionsOn(store: EntityStore, now: Date, holidays: HolidayCalendar) {
  return async ({ by, to, ...goal }: HandOver): Promise<Change[]> => {
    const rows = await loadQuestionRows(store, goal, goal.goalId);
    const open = rows.filter(
      ({ value }) => isOpenQuestion(value) && value.to.includes(by) && !isKnownTo(value, to),
    );
    const programme = open.length > 0 ? await loadProgramme(store, goal.programmeId) : undefined;
    if (!programme) return [];
    const changes: Change[] = [];
    for (const row of open.slice(0, mostHanded)) {
      const name = { ...goal, questionId: row.value.id };
      const remindAt = reminderTime(row.value.due, programme, holidays);
      changes.push(...(await tellAlso(store, name, row, [to], { remindAt }, now)));
    }
    return changes;
  };
}
