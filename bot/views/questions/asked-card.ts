/** A question about a goal, read for somebody who may see it, and its card. */
import { askedCardData, type AskedCardSource } from '../../../cards/asked/data';
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadGoal, loadGoalEver, loadProgramme } from '../../../src/goals/register';
import { type Goal, type Programme } from '../../../src/goals/schema';
import { type Access, loadAccess } from '../../../src/people/access';
import { loadOwnerName } from '../../../src/people/directory';
import { type Person } from '../../../src/people/schema';
import { localDay } from '../../../src/periods/local-time';
import { mostResponses, type Question, type QuestionName } from '../../../src/questions/question';
import { askableRound, existingQuestion } from '../../../src/questions/question-store';
import { loadRespondent } from '../../../src/questions/respond';
import { type Respondent } from '../../../src/questions/respondents';
import { loadGoalHistory, loadGoalRecord } from '../../../src/replies/goal-history';
import { mayAskAbout, mayCoordinate, mayReadGoal } from '../../../src/rounds/permissions';
import { type Round, takesRepliesAt } from '../../../src/rounds/round';
import { loadForm } from '../../../src/rounds/round-store';
import { type CardActionDeps, loadNames } from '../turn';
import { wordingFor } from '../wording';

export interface AskedView {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly access: Access;
  readonly name: QuestionName;
  readonly now: Date;
  readonly wording: Wording;
  readonly programme: Programme;
  readonly round: Round;
  /** As the round asks about it, with the owners of now. */
  readonly goal: Goal;
  readonly isRetired: boolean;
  readonly question: Question;
  /** Set if the person may respond. */
  readonly respondent?: Respondent;
}

/**
 * For readers of the goal, and for those who are asked, substitutes of the day among them.
 * @throws RefusedError `unknown-question`, also for people who may not see it; `unknown-round`, `round-discarded`.
 */
export async function readAsked(
  deps: CardActionDeps,
  person: Person,
  name: QuestionName,
): Promise<AskedView> {
  const { store, clock, admins } = deps;
  const { programmeId, goalId } = name;
  const unknown = new RefusedError('unknown-question', { programmeId });
  const [programme, stored, current, access] = await Promise.all([
    loadProgramme(store, programmeId),
    loadGoalEver(store, programmeId, goalId),
    loadGoal(store, programmeId, goalId),
    loadAccess(store, person, admins),
  ]);
  if (!programme || !stored) throw unknown;
  const now = clock.now();
  const [round, question] = [await askableRound(store, name), await existingQuestion(store, name)];
  const about = { programme, goal: current, question: question.value };
  const respondent = await loadRespondent(store, { ...name, by: person.id }, about, now);
  if (!respondent && !mayReadGoal(access, programme, stored)) throw unknown;
  const form = await loadForm(store, round.value);
  return {
    ...{ deps, person, access, name, now, programme, round: round.value, question: question.value },
    wording: wordingFor(person.language, programme.timeZone),
    goal: form?.goals.find(({ id }) => id === goalId) ?? stored,
    isRetired: current === undefined,
    ...(respondent && { respondent }),
  };
}

type Shown = Pick<AskedCardSource, 'typed' | 'problem' | 'banner'>;

export async function askedCard(view: AskedView, shown: Shown = {}): Promise<Card> {
  const { deps, name, now, wording, programme, round, goal, question, respondent } = view;
  // Before the goal is answered in the round, its latest figures are better than none.
  const record =
    (await loadGoalRecord(deps.store, round, name.goalId)) ??
    (await loadGoalHistory(deps.store, programme.id, name.goalId, 1))[0];
  const persons = [question, ...question.responses].flatMap((each) => [
    each.by,
    ...('onBehalfOf' in each && each.onBehalfOf !== undefined ? [each.onBehalfOf] : []),
  ]);
  const names = await loadNames(deps.store, [...persons, ...(record ? [record.by] : [])], wording);
  const owner = respondent?.onBehalfOf;
  const source: AskedCardSource = {
    ...{ programme, round, goal, question, names, isRetired: view.isRetired },
    ...(record && { record }),
    ...(mayRespond(view) && {
      responding: owner === undefined ? {} : { owner: await loadOwnerName(deps.store, owner, wording) },
    }),
    today: localDay(now, programme.timeZone),
    buttons: buttonsOf(view),
    ...shown,
  };
  return render('asked', askedCardData(source, wording));
}

function mayRespond({ respondent, question }: AskedView): boolean {
  return respondent !== undefined && question.responses.length < mostResponses;
}

function buttonsOf(view: AskedView): CardButton[] {
  const { name, now, wording, person, access, programme, round, goal, question, respondent } = view;
  const { programmeId, period, goalId } = name;
  const place = { programmeId, period, goalId };
  const seen = question.responses.length;
  const asks = !view.isRetired && mayAskAbout(access, programme, goal);
  const button = (verb: CardButton['verb'], title: string, data: object = place): CardButton => ({
    ...{ verb, title, data },
  });
  return [
    ...(mayRespond(view)
      ? [
          {
            ...button('respond', wording.text(seen > 0 ? 'asked.respondMore' : 'asked.respond'), {
              ...name,
              seen,
            }),
            sends: true as const,
          },
        ]
      : []),
    ...(respondent && !view.isRetired && takesRepliesAt(round, now)
      ? [button('goal', wording.text('asked.change'))]
      : []),
    ...(asks && (question.by === person.id || !respondent) ? [button('ask', wording.text('ask.again'))] : []),
    ...(mayReadGoal(access, programme, goal)
      ? [
          button('history', wording.text('asked.history'), {
            ...place,
            language: wording.locale,
          }),
        ]
      : []),
    ...(mayCoordinate(access, programme) ? [publishButton(view)] : []),
  ];
}

function publishButton({ name, question, wording }: AskedView): CardButton {
  const published = !question.published;
  const title = wording.text(published ? 'asked.publish' : 'asked.unpublish');
  return { verb: 'question-publish', title, data: { ...name, published }, isRare: true };
}
