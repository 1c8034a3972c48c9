/** The answers in a file beside its goals, stored as the closed round of their period. */
import { type Answer } from '../goals/answers/answer';
import { formChoices } from '../goals/answers/choices';
import { fieldKindRules } from '../goals/field-kinds';
import { type Field, type Programme } from '../goals/schema';
import { loadRoles } from '../people/directory';
import { pastAnswer, pastReply, writePastRound } from '../replies/past-round';
import { type Reply } from '../replies/reply';
import { type EntityStore } from '../storage/store';
import { lightWords } from './settings/words';
import { type ImportProblem } from './table/imported';
import { type ImportPlan } from './plan/plan';
import { problemAt } from './plan/plan-problems';
import { plainText } from './plan/same-text';

export interface PastFigures {
  readonly replies: readonly Reply[];
  /** Answers that do not fit their fields and are left out. */
  readonly problems: readonly ImportProblem[];
}

/** Pure. @param by the person who imports the file */
export function pastFigures(plan: ImportPlan, programme: Programme, period: string, by: string): PastFigures {
  const problems: ImportProblem[] = [];
  const replies = plan.goals.flatMap(({ next: { goal }, fields }) => {
    const given = new Map<string, Answer | undefined>();
    for (const [file, field] of fields) {
      if (file.answer === undefined || file.answer.trim() === '') continue;
      const result = pastAnswer(field, programme, rawOf(field, programme, file.answer));
      if (result.ok) given.set(field.id, result.answer);
      else {
        const details = { goal: goal.id, kind: field.kind, reason: result.problem.code };
        problems.push(problemAt(file.place, 'answer-unreadable', details, { value: file.answer }));
      }
    }
    const isAnswered = [...given.values()].some((answer) => answer !== undefined);
    return isAnswered ? [pastReply(goal, given, { programme, period, by })] : [];
  });
  return { replies, problems };
}

/** Documents print the labels of choices; answers hold ids. */
function rawOf(field: Field, programme: Programme, text: string): string | string[] {
  const choices = choicesOf(field, programme);
  const idOf = (said: string) => {
    const found = choices.find(({ id, texts }) => id === said.trim() || texts.includes(plainText(said)));
    return found?.id ?? said;
  };
  if (!fieldKindRules[field.kind].isMultiple) return choices.length > 0 ? idOf(text) : text;
  const whole = idOf(text);
  return whole === text ? text.split(/[;\n]|,(?![^(]*\))/u).map(idOf) : [whole];
}

interface Choice {
  readonly id: string;
  readonly texts: readonly string[];
}

/** None for yes/no: it counts as typed, and its words are read where answers are parsed. */
function choicesOf(field: Field, programme: Programme): Choice[] {
  if (fieldKindRules[field.kind].isFigure) return [];
  if (fieldKindRules[field.kind].choices === 'lights')
    return Object.entries(lightWords).map(([id, texts]) => ({ id, texts: texts.map(plainText) }));
  return formChoices(field, programme).map(({ id, label }) => ({
    id,
    texts: Object.values(label).map((text) => plainText(text ?? '')),
  }));
}

/** Writes them for the programme as it is after the import. A period that has a round keeps it. */
export async function writePastFigures(
  store: EntityStore,
  plan: ImportPlan,
  { programme, period, by }: { readonly programme: Programme; readonly period: string; readonly by: string },
): Promise<PastFigures> {
  const figures = pastFigures(plan, programme, period, by);
  const goals = plan.goals.map(({ next }) => next.goal);
  const roles = await loadRoles(store);
  await writePastRound(store, { ...{ programme, goals, roles, period, by }, replies: figures.replies });
  return figures;
}
