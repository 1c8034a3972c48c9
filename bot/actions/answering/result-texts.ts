/** What a goal's card says after a press: what was saved, or which field keeps it from being saved. */
import { goalPages } from '../../../cards/goal/pages';
import { fieldNames } from '../../../cards/parts/field-labels';
import { languagesOf } from '../../../cards/parts/goals/language-names';
import { shorten } from '../../../cards/parts/shorten';
import { problemText, warningText } from '../../../cards/parts/goals/input-texts';
import { resultTexts } from '../../../cards/parts/goals/single-answer';
import { type AnswerProblem } from '../../../src/goals/answers/answer-result';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { type InvalidReplyError, type UnconfirmedReplyError } from '../../../src/replies/record-reply';
import { pendingTranslations } from '../../../src/replies/pending-translations';
import { type Reply } from '../../../src/replies/reply';
import { type Turn } from '../../views/turn';

/** Longest name of a field, title of a goal and text of an answer, in characters: the whole is read at a glance. */
const longest = { field: 60, title: 80, answer: 60, warnings: 200 } as const;

/** "Ei tallennettu vielä. NPS: ”paljon” ei ole luku. …" */
export function problemsText(
  { wording }: Turn,
  { goal }: AskedGoal,
  { problems }: InvalidReplyError,
): string {
  const [[fieldId, problem]] = [...problems] as [[string, AnswerProblem]];
  const label = shorten(fieldNames(goal, wording).get(fieldId) ?? fieldId, longest.field);
  return wording.text('goal.problems', {
    label,
    problem: problemText(problem, wording),
    more: problems.size - 1,
  });
}

/**
 * Names the first warning of the page, and all of earlier pages, which are confirmed on the last one.
 * @param page 0-based
 */
export function warningsText(
  { asked: { programme }, wording }: Turn,
  { goal, fields }: AskedGoal,
  page: number,
  { warnings }: UnconfirmedReplyError,
): string {
  const names = fieldNames(goal, wording);
  const onPage = goalPages(goal, fields, programme)[page] ?? [];
  const said = (isShown: boolean) =>
    fields
      .filter((field) => onPage.includes(field) === isShown)
      .flatMap(({ id }) =>
        (warnings.get(id) ?? []).map((warning) => {
          const label = shorten(names.get(id)!, longest.field);
          return wording.text('goal.warning', { label, warning: warningText(warning, wording) });
        }),
      );
  const [elsewhere, here] = [said(false), said(true)];
  const button = wording.text(programme.policy.lockOnSubmit ? 'goal.submitConfirmed' : 'goal.saveConfirmed');
  return wording.text('goal.warnings', {
    what: shorten([...elsewhere, ...here.slice(0, 1)].join(' '), longest.warnings),
    count: elsewhere.length + here.length,
    button,
  });
}

/** "Tallennettu: ASU-1 Asumispalvelujen peittävyys – 97,3 %, vihreä". */
export function savedText({ asked, wording }: Turn, answered: AskedGoal, reply: Reply): string {
  const text = savedOnly({ asked, wording }, answered, reply);
  const pending = pendingTranslations(answered.goal, reply.answers);
  if (pending.length === 0) return text;
  return `${text}. ${wording.text('translation.pending', { languages: languagesOf(pending, wording) })}`;
}

function savedOnly(
  { asked, wording }: Pick<Turn, 'asked' | 'wording'>,
  answered: AskedGoal,
  reply: Reply,
): string {
  const said = goalText({ wording }, answered.goal);
  if (asked.programme.policy.lockOnSubmit) return wording.text('goal.submitted', { goal: said });
  const result = resultTexts(asked, answered, reply, longest.answer, wording, (light) =>
    wording.text(`light.${light}`),
  );
  if (result.length === 0) return wording.text('goal.saved', { goal: said });
  return wording.text('goal.savedAs', { goal: said, result: result.join(', ') });
}

/** @param period of the answers that were given again */
export function unchangedText(turn: Turn, { goal }: AskedGoal, period: string): string {
  const { wording, asked } = turn;
  const said = goalText(turn, goal);
  return asked.programme.policy.lockOnSubmit
    ? wording.text('goal.unchangedLockedSaved', { goal: said, period: wording.period(period) })
    : wording.text('goal.unchangedSaved', { goal: said });
}

function goalText({ wording }: Pick<Turn, 'wording'>, { code, title }: AskedGoal['goal']): string {
  return `${code} ${shorten(wording.of(title), longest.title)}`;
}
