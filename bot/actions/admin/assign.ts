/** Gives a question, or all questions of a theme, to an expert: whom, then what it changes, then it is done. */
import { createHash } from 'node:crypto';
import { assignCardData, type AssignCardSource } from '../../../cards/assign/data';
import { confirmCardData } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/goal/source';
import { type Card, render } from '../../../cards/render';
import { codesText } from '../../../cards/survey/data';
import { RefusedError } from '../../../src/errors';
import { type Goal } from '../../../src/goals/schema';
import { loadOwnerName } from '../../../src/people/directory';
import { type ReviewedGoal } from '../../../src/replies/send-answer';
import { themeOf } from '../../../src/replies/survey-themes';
import { assignGoals } from '../../../src/rounds/assign-goals';
import { ownerName } from '../../views/owner-lines';
import { namedPerson } from '../colleagues';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { questionCard } from './questions';
import { afterDoing, sendFromOf, sendingLines } from '../../views/sending';
import { themeCard } from './survey';
import { allOwners, loadCoordinated, type LoadedSurvey, reviewedGoal } from '../../views/survey-source';

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`, `unknown-goal`. */
export async function askToAssign(turn: AdminTurn, data: AdminData<'assign-ask'>): Promise<ActionResult> {
  return { card: form(turn, await loadGiven(turn, data), data), lasting: false };
}

/** @throws RefusedError as askToAssign. */
export async function previewAssignment(
  turn: AdminTurn,
  data: AdminData<'assign-preview'>,
): Promise<ActionResult> {
  const given = await loadGiven(turn, data);
  const { survey, goals } = given;
  const wording = wordingOf(turn, survey.form.programme);
  const named = await namedPerson(turn.deps, turn.person.id, data);
  if ('problem' in named) {
    const { problem, candidates } = named;
    const typed = inputText(data, 'person_typed');
    return {
      card: form(turn, given, data, { typed, problem: wording.text(problem), candidates }),
      lasting: false,
    };
  }
  const to = named.found;
  const source = {
    title: wording.text('assign.ask', { to: `${to.name} (${to.id})` }),
    lines: [
      ...linesOf(turn, given),
      wording.text('assign.explain'),
      ...(survey.open ? sendingLines(turn, survey.form.programme, 1) : []),
    ],
    confirm: {
      title: wording.text('assign.confirm'),
      verb: 'assign' as const,
      data: { ...placeOf(data), to: to.id, step: turn.now.toISOString(), seen: questionsSeen(goals) },
    },
    back: { verb: 'assign-ask' as const, data: placeOf(data) },
  };
  return { card: render('confirm', confirmCardData(source, wording)), lasting: false };
}

/**
 * A second press changes nothing, and after a crash it does the rest.
 * @throws RefusedError as askToAssign; `unknown-colleague`; `questions-changed` where the theme is not as it was shown.
 */
export async function assign(turn: AdminTurn, data: AdminData<'assign'>): Promise<ActionResult> {
  const { deps, actor, now, wording } = turn;
  const { survey, goals } = await loadGiven(turn, data);
  if (questionsSeen(goals) !== data.seen) throw new RefusedError('questions-changed');
  const { programmeId, period, goalId, to, step } = data;
  const sendFrom = sendFromOf(turn, survey.form.programme);
  const goalIds = goals.map(({ goal }) => goal.id);
  await assignGoals(deps.store, { programmeId, goalIds, to, step, sendFrom }, actor, now);
  const name = await loadOwnerName(deps.store, to, wording.locale);
  const text = wording.text('assign.done', { count: goals.length, to: name });
  const banner: Banner = { text, style: 'good' };
  const place = { programmeId, period, goalId, page: 0 };
  const card = await afterDoing(banner, () =>
    data.whole ? themeCard(turn, place, banner) : questionCard(turn, place, { banner }),
  );
  return { card, lasting: true };
}

/** The question that a card names, or those of its theme. */
type Place = AdminData<'assign-ask'>;

interface Given {
  readonly survey: LoadedSurvey;
  readonly goals: readonly ReviewedGoal[];
}

async function loadGiven(turn: AdminTurn, data: Place): Promise<Given> {
  const survey = await loadCoordinated(turn, data);
  const own = reviewedGoal(survey, data);
  const theme = data.whole ? themeOf(survey.goals, data.goalId)?.goals : undefined;
  return { survey, goals: theme ?? [own] };
}

function placeOf({ programmeId, period, goalId, whole }: Place): Place {
  return { programmeId, period, goalId, whole };
}

function form(
  turn: AdminTurn,
  given: Given,
  data: Place,
  more: Partial<Pick<AssignCardSource, 'typed' | 'problem' | 'candidates'>> = {},
): Card {
  const { programme } = given.survey.form;
  const wording = wordingOf(turn, programme);
  const context = `${wording.of(programme.name)} ${wording.period(data.period)}`;
  const source = { context, lines: linesOf(turn, given), data: placeOf(data), ...more };
  return render('assign', assignCardData(source, wording));
}

/** How many and which, who had them until now, and how many of them are answered. */
function linesOf(turn: AdminTurn, { survey, goals }: Given): string[] {
  const wording = wordingOf(turn, survey.form.programme);
  const questions = goals.map(({ goal }) => goal);
  const answered = goals.filter(({ state }) => state !== 'unanswered').length;
  return [
    wording.text('assign.questions', { count: goals.length, codes: codesText(questions, wording) }),
    wording.text('assign.before', { names: namesOf(turn, survey, questions) }),
    ...(answered > 0 ? [wording.text('assign.answered', { asked: goals.length, count: answered })] : []),
  ];
}

/** "Anna Virtanen (4), Bo Ek (2)": of several questions with how many each had, instead of the address. */
function namesOf(turn: AdminTurn, { directory, form: { programme } }: LoadedSurvey, goals: readonly Goal[]) {
  const wording = wordingOf(turn, programme);
  const counts = new Map<string, number>();
  for (const owner of goals.flatMap(allOwners)) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const names = [...counts].map(([owner, count]) => {
    const name = ownerName(owner, directory, wording);
    if (goals.length === 1) return name;
    return `${directory.persons.get(owner)?.name ?? name}\u00a0(${count})`;
  });
  return names.join(', ');
}

function questionsSeen(goals: readonly ReviewedGoal[]): string {
  const ids = goals.map(({ goal }) => goal.id);
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 32);
}
