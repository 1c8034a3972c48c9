/** The questions about a programme's goals, for its coordinators. */
import { listCardData } from '../../../cards/list/data';
import { type Card, render } from '../../../cards/render';
import { readGoalRows } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type AskedInRound, isOpenQuestion } from '../../../src/questions/question';
import { loadAskedIn } from '../../../src/questions/question-store';
import { localDay } from '../../../src/periods/local-time';
import { openFirst, roundsListed } from '../../../src/questions/own-questions';
import { latestRounds } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { backToProgramme } from './back';
import { questionRow } from '../questions/question-row';
import { loadNames } from '../turn';

/** Those that wait for a response first, then the newest. */
export async function questionsCard(turn: AdminTurn, programme: Programme, page: number): Promise<Card> {
  const { store } = turn.deps;
  const wording = wordingOf(turn, programme);
  const all = await loadLatest(store, programme.id);
  const persons = all.flatMap(({ question: { by, responses } }) => [by, ...responses.map((each) => each.by)]);
  const names = await loadNames(store, persons, wording);
  const goals = new Map(
    (await readGoalRows(store, programme.id)).map(({ value }) => [value.goal.id, value.goal]),
  );
  const waiting = all.filter(({ question }) => isOpenQuestion(question)).length;
  const today = localDay(turn.now, programme.timeZone);
  const source = {
    context: wording.of(programme.name),
    title: wording.text('questions.title'),
    rows: all.map((each) => {
      const code = goals.get(each.question.goalId)?.code ?? '–';
      return questionRow(each, { code, names, today }, wording);
    }),
    empty: wording.text('questions.empty'),
    ...(waiting > 0 && { note: wording.text('questions.waiting', { count: waiting }) }),
    turn: { verb: 'questions' as const, data: { programmeId: programme.id }, page },
    buttons: [backToProgramme(programme.id, wording)],
  };
  return render('list', listCardData(source, wording));
}

/** For the programme's card. */
export async function loadQuestionCounts(
  store: EntityStore,
  programmeId: string,
): Promise<{ questions?: { asked: number; waiting: number } }> {
  const all = await loadLatest(store, programmeId);
  const waiting = all.filter(({ question }) => isOpenQuestion(question)).length;
  return all.length > 0 ? { questions: { asked: all.length, waiting } } : {};
}

async function loadLatest(store: EntityStore, programmeId: string): Promise<AskedInRound[]> {
  const rounds = (await latestRounds(store, programmeId)).slice(0, roundsListed);
  return (await loadAskedIn(store, rounds)).sort(
    (a, b) => openFirst(a, b) || (a.question.at < b.question.at ? 1 : -1),
  );
}
