/** Tells whoever answers for a goal since a question about it was asked: new owners and substitutes, however they became it. */
import { isAskedOf } from '../goals/answers/asked-fields';
import { loadProgramme } from '../goals/register';
import { type Programme } from '../goals/schema';
import { type HolidayCalendar } from '../periods/working-days';
import { loadResponsibility } from '../rounds/responsibility-store';
import { type Round } from '../rounds/round';
import { roundNameOf } from '../rounds/round-name';
import { loadRoundGoal, readRound, roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { laterTellingTime, reminderTime } from './due-day';
import { tellAlso, untoldAmong } from './messages';
import { isOpenQuestion, type QuestionName } from './question';
import { loadQuestions, readQuestion } from './question-store';
import { type Known, loadKnown, respondentsAmong } from './respondents';

/**
 * Idempotent: each of them gets each open question once, with its one reminder. Reads nothing unless questions about the round
 * may be under way; later, the question is only in the goal's history.
 * @param loadPersons for several rounds the same one, so that the directory is read once
 */
export async function tellNewRespondents(
  store: EntityStore,
  round: Round,
  now: Date,
  holidays: HolidayCalendar,
  loadPersons: () => Promise<Known> = () => loadKnown(store),
): Promise<void> {
  if (round.discarded || (round.asked?.until ?? '') < now.toISOString()) return;
  const name = roundNameOf(round);
  const open = (await loadQuestions(store, name)).filter(isOpenQuestion);
  const programme = open.length > 0 ? await loadProgramme(store, name.programmeId) : undefined;
  if (!programme) return;
  const [known, responsibility] = await Promise.all([
    loadPersons(),
    loadResponsibility(store, name, programme.timeZone, now),
  ]);
  for (const question of open) {
    const goal = await loadRoundGoal(store, name, question.goalId, programme);
    if (!goal || !isAskedOf(goal, programme)) continue;
    const respondents = respondentsAmong(known, goal, question.part, responsibility);
    const named = { ...name, goalId: question.goalId, questionId: question.id };
    const others = await untoldAmong(store, named, question, respondents);
    if (others.length === 0) continue;
    await tell(store, named, others, programme, now, holidays);
  }
}

async function tell(
  store: EntityStore,
  name: QuestionName,
  personIds: readonly string[],
  programme: Programme,
  now: Date,
  holidays: HolidayCalendar,
): Promise<void> {
  await retryOnConflict(async () => {
    const round = await readRound(store, name);
    const row = await readQuestion(store, name);
    if (!round || round.value.discarded || !row || !isOpenQuestion(row.value)) return;
    const others = await untoldAmong(store, name, row.value, personIds);
    const remindAt = reminderTime(row.value.due, programme, holidays);
    const telling = { remindAt, sendFrom: laterTellingTime(now, programme, holidays) };
    const changes = await tellAlso(store, name, row, others, telling, now);
    // The round's row is replaced, so that it cannot be taken back beside this unseen.
    if (changes.length > 0)
      await store.commit(roundPartition(name), [...changes, replace(round, round.value)]);
  }, 20);
}
