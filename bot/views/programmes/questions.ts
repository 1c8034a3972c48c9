/** The questions about a programme's goals, for its coordinators. */
import { listCardData } from '../../../cards/list/data';
import { type ListRow } from '../../../cards/parts/list-row';
import { personName } from '../../../cards/parts/person-name';
import { shorten } from '../../../cards/parts/shorten';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { readGoalRows } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type AskedInRound, isOpenQuestion } from '../../../src/questions/question';
import { loadAskedIn } from '../../../src/questions/question-store';
import { latestRounds } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { backToProgramme } from './back';
import { loadNames } from '../turn';

/** The rounds whose questions are listed: earlier ones are in the goals' histories. */
const roundsListed = 4;

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
  const source = {
    context: wording.of(programme.name),
    title: wording.text('questions.title'),
    rows: all.map((each) => rowOf(each, goals.get(each.question.goalId)?.code ?? '–', names, wording)),
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
    (a, b) =>
      Number(isOpenQuestion(b.question)) - Number(isOpenQuestion(a.question)) ||
      (a.question.at < b.question.at ? 1 : -1),
  );
}

function rowOf(
  { programmeId, period, question }: AskedInRound,
  code: string,
  names: ReadonlyMap<string, string>,
  wording: Wording,
): ListRow {
  const { id, goalId, text, by, at, due, responses, published } = question;
  const title = wording.text('questions.show');
  const [first] = responses;
  const state = first
    ? wording.text('questions.responded', {
        name: personName({ names }, first.by),
        at: wording.moment(first.at),
      })
    : `${wording.text('asked.open')}, ${wording.text('asked.due', { day: wording.day(due) })}`;
  return {
    name: `${code} · ${wording.period(period)}`,
    lines: [
      wording.text('questions.row', {
        question: shorten(text, 120),
        name: personName({ names }, by),
        at: wording.moment(at),
      }),
      published ? `${state} · ${wording.text('asked.isPublished')}` : state,
    ],
    button: {
      ...{ verb: 'asked', title, tooltip: `${title}: ${code} ${shorten(text, 80)}` },
      data: { programmeId, period, goalId, questionId: id },
    },
  };
}
