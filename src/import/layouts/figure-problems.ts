/** Problems with figures that an import did not use, or may have misunderstood. Pure. */
import { fieldKindRules } from '../../goals/field-kinds';
import { parseNumericAnswer } from '../../goals/answers/numeric-answer';
import { type Baseline, type Field, type Locale, type Target } from '../../goals/schema';
import { warningsFor } from '../../goals/judging/warnings';
import { type ImportedField, type ImportProblem, type Place } from '../table/imported';
import { problemAt } from '../table/table';
import { figurePhrases } from '../text-figures/phrases';
import { type FiguresInText, isFigure } from './targets-in-text';

/**
 * Figures in a title or an indicator that are not judged.
 * @param isJudged whether a field has the targets that the text states
 */
export function figureProblems(
  { stated, mixed, unused }: FiguresInText,
  place: Place,
  isJudged = true,
): ImportProblem[] {
  const raws = stated?.targets.map(({ raw }) => raw) ?? [];
  const unclear = [...(stated?.change ? raws : []), ...mixed];
  const left = isJudged || stated?.change ? unused : [...raws, ...unused];
  return [
    ...(unclear.length > 0 ? [problemAt('warning', 'target-unclear', place, unclear.join(', '))] : []),
    ...unusedProblem(left, place),
  ];
}

function unusedProblem(raws: readonly string[], place: Place): ImportProblem[] {
  return raws.length > 0 ? [problemAt('warning', 'figure-unused', place, raws.join(', '))] : [];
}

/** Figures in a text that are not the target or baseline of any measure of the goal. */
export function unusedFigures(
  text: string,
  measures: readonly { readonly target?: Target | undefined; readonly baseline?: Baseline | undefined }[],
  language: Locale,
  place: Place,
): ImportProblem[] {
  const known = new Set(
    measures.flatMap(({ target, baseline }) => [target?.value, target?.low, target?.high, baseline?.value]),
  );
  const unused = figurePhrases(text, language).filter(
    (phrase) => isFigure(phrase) && !known.has(phrase.value ?? phrase.low),
  );
  return unusedProblem(
    unused.map(({ raw }) => raw),
    place,
  );
}

/** Answers that a person would be asked to confirm, or that are kept as text because they are not figures. */
export function answerProblems(fields: readonly ImportedField[], language: Locale): ImportProblem[] {
  return fields.flatMap((field) => {
    const text = field.answer?.trim() ?? '';
    if (text === '' || !fieldKindRules[field.kind].isFigure) return [];
    const asked: Field = { ...field, id: 'answer', owners: [] };
    const read = parseNumericAnswer(asked, text, language);
    if (!read.ok)
      return ['number-unreadable', 'yes-no-unreadable'].includes(read.problem.code)
        ? [problemAt('warning', 'answer-unread', field.place, text)]
        : [];
    const [warning] = warningsFor(
      { ...asked, targets: [], baseline: undefined },
      read.answer!,
      read.notes,
      undefined,
      language,
    );
    return warning ? [problemAt('warning', 'answer-unclear', field.place, text)] : [];
  });
}
