/** Assigns a question, or all questions of a theme, to an expert: asks whom, previews the change, then does it. */
import { assignCardData, type AssignCardSource } from '../../../cards/assign/data';
import { z } from 'zod';
import { type Card, render } from '../../../cards/render';
import { codesText } from '../../../cards/survey/data';
import { RefusedError } from '../../../src/errors';
import { type Goal, personIdSchema } from '../../../src/goals/schema';
import { loadOwnerName } from '../../../src/people/directory';
import { type ReviewedGoal } from '../../../src/replies/survey/send-answer';
import { themeOf } from '../../../src/replies/survey/survey-themes';
import { assignGoals } from '../../../src/rounds/assign-goals';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { ownerName } from '../../views/owner-lines';
import { questionCard, themeCard } from '../../views/programmes/survey';
import { sendFromOf, sendingLines } from '../../views/sending';
import { allOwners, loadCoordinated, type LoadedSurvey, reviewedGoal } from '../../views/survey-source';
import { inputText } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, goalData } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { confirmation, doneCard, shownOnce } from '../parts/results';
import { seenName } from '../parts/seen';

/** One question, or the whole theme that it is in. */
const given = goalData.extend({ whole: z.boolean().default(false) });
type Place = z.infer<typeof given>;

/** Asks who gets it. @throws RefusedError `unknown-round`, `not-coordinated`, `unknown-goal`. */
export const assignAsk = action('assign-ask', given, coordinators, async (turn, data) =>
  shownOnce(form(turn, await loadGiven(turn, data), data)),
);

/** Says what it would change. @throws RefusedError as assignAsk. */
export const assignPreview = action(
  'assign-preview',
  given.catchall(anyInput),
  coordinators,
  async (turn, data) => {
    const loaded = await loadGiven(turn, data);
    const { survey, goals } = loaded;
    const wording = wordingOf(turn, survey.form.programme);
    const named = await namedPerson(turn.deps, turn.person.id, data);
    if ('problem' in named) {
      const { problem, candidates } = named;
      const typed = inputText(data, 'person_typed');
      return shownOnce(form(turn, loaded, data, { typed, problem: wording.text(problem), candidates }));
    }
    const to = named.found;
    return confirmation(
      {
        title: wording.text('assign.ask', { to: `${to.name} (${to.id})` }),
        lines: [
          ...linesOf(turn, loaded),
          wording.text('assign.explain'),
          ...(survey.open ? sendingLines(turn, survey.form.programme, 1) : []),
        ],
        confirm: {
          title: wording.text('assign.confirm'),
          verb: 'assign',
          data: { ...placeOf(data), to: to.id, step: turn.now.toISOString(), seen: questionsSeen(goals) },
        },
        back: { verb: 'assign-ask', data: placeOf(data) },
      },
      wording,
    );
  },
);

/** `step` identifies the act, so that a second press is recognised; `seen`, the questions that the card showed. */
const confirmed = given.extend({ to: personIdSchema, step: z.iso.datetime(), seen: z.string().max(64) });

/**
 * A second press changes nothing; after a crash it completes the rest.
 * @throws RefusedError as assignAsk; `unknown-colleague`; `questions-changed` if the theme has changed since.
 */
export const assign = action('assign', confirmed, coordinators, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const { survey, goals } = await loadGiven(turn, data);
  if (questionsSeen(goals) !== data.seen) throw new RefusedError('questions-changed');
  const { programmeId, period, goalId, to, step } = data;
  const sendFrom = sendFromOf(turn, survey.form.programme);
  const goalIds = goals.map(({ goal }) => goal.id);
  await assignGoals(deps.store, { programmeId, goalIds, to, step, sendFrom }, actor, now);
  const name = await loadOwnerName(deps.store, to, wording);
  const place = { programmeId, period, goalId, page: 0 };
  return doneCard(wording.text('assign.done', { count: goals.length, to: name }), (banner) =>
    data.whole ? themeCard(turn, place, banner) : questionCard(turn, place, { banner }),
  );
});

/** The question that a card names, or those of its theme. */
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

/** How many questions and which ones, who has had them, and how many of them are answered. */
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

/** "Anna Virtanen (4), Bo Ek (2)": for several questions, the number each person had instead of the address. */
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
  return seenName(goals.map(({ goal }) => goal.id));
}
