/** Goals of one unit from its tables in one or two languages, paired by their order. Pure. */
import { type Locale, type LocalizedText } from '../../goals/schema';
import { type ImportedField, type ImportedGoal, type ImportProblem } from '../table/imported';
import { problemAt } from '../table/table';
import { defined } from '../../omit';
import { type DraftGoal, type DraftUnit } from './half-year-rows';
import { unusedFigures } from './figure-problems';
import { labels } from './labels';

/** If one language has more items than the other, they are left unpaired and reported: pairs are not guessed. */
export function goalsOfUnit(
  own: DraftUnit,
  translated: DraftUnit | undefined,
): { goals: ImportedGoal[]; problems: ImportProblem[] } {
  const unit: LocalizedText = { ...translated?.name, ...own.name };
  const paired = translated?.goals.length === own.goals.length;
  const read = own.goals
    .filter(({ title }) => title !== '')
    .map((goal) =>
      goalOf(
        unit,
        [own.language, goal],
        paired ? [translated.language, translated.goals[own.goals.indexOf(goal)]!] : undefined,
      ),
    );
  const details = { own: String(own.goals.length), other: String(translated?.goals.length ?? 0) };
  const unpaired = translated && !paired ? own.goals : [];
  return {
    goals: read.map(({ goal }) => goal),
    problems: [
      ...unpaired.map(({ place, title }) => problemAt('error', 'goals-unpaired', place, title, details)),
      ...[...own.goals, ...(translated?.goals ?? [])].flatMap((goal) => goal.problems),
      ...read.flatMap(({ problems }) => problems),
    ],
  };
}

type Told = readonly [Locale, DraftGoal];

function goalOf(
  unit: LocalizedText,
  own: Told,
  other: Told | undefined,
): { goal: ImportedGoal; problems: ImportProblem[] } {
  const [language, draft] = own;
  const measures = measureFields(own, other);
  const actions = pairedTexts(draft.actions, other?.[1].actions, language, other?.[0]);
  const { ownersText, ownersPlace } = (draft.ownersText === undefined ? other?.[1] : undefined) ?? draft;
  const code = draft.code ?? other?.[1].code;
  const goal: ImportedGoal = {
    ...(code !== undefined && { code }),
    title: { [language]: draft.title, ...(other?.[1].title && { [other[0]]: other[1].title }) },
    ...{ headings: [unit], unit, actions: actions ?? alone(own, other), groups: [] },
    ...defined({ ownersText, ownersPlace }),
    fields: [...measures.fields, ...[own, ...(other ? [other] : [])].map(followUpField)],
    place: draft.place,
  };
  const inTitle = unusedFigures(draft.title, draft.measures, language, draft.place);
  const problems = [...measures.problems, ...inTitle];
  if (!actions) {
    const details = { own: String(draft.actions.length), other: String(other![1].actions.length) };
    problems.push(problemAt('warning', 'actions-unpaired', draft.place, draft.title, details));
  }
  return { goal, problems };
}

/** Each text with its translation; undefined if the numbers of texts differ. */
function pairedTexts(
  own: readonly string[],
  others: readonly string[] | undefined,
  language: Locale,
  other: Locale | undefined,
): LocalizedText[] | undefined {
  if (others === undefined || other === undefined) return own.map((text) => ({ [language]: text }));
  if (others.length !== own.length) return undefined;
  return own.map((text, index) => ({ [language]: text, [other]: others[index] }));
}

function alone([language, { actions }]: Told, other: Told | undefined): LocalizedText[] {
  return [
    ...actions.map((text) => ({ [language]: text })),
    ...(other?.[1].actions.map((text) => ({ [other[0]]: text })) ?? []),
  ];
}

function measureFields(
  own: Told,
  other: Told | undefined,
): { fields: ImportedField[]; problems: ImportProblem[] } {
  const [language, { measures, title, place }] = own;
  const others = other?.[1].measures;
  const names = pairedTexts(
    measures.map(({ name }) => name),
    others?.map(({ name }) => name),
    ...([language, other?.[0]] as const),
  );
  const problems: ImportProblem[] = [];
  if (!names) {
    const details = { own: String(measures.length), other: String(others!.length) };
    problems.push(problemAt('warning', 'measures-unpaired', place, title, details));
  }
  const fields = measures.map((stated, index): ImportedField => {
    const translated = names ? others?.[index] : undefined;
    const measure = withFigures(stated, translated);
    problems.push(...measureProblems(measure, translated));
    return fieldOf(measure, names?.[index] ?? { [language]: measure.name }, {
      ...(measure.unit !== undefined && { [language]: measure.unit }),
      ...(other && translated?.unit !== undefined && { [other[0]]: translated.unit }),
    });
  });
  return { fields, problems };
}

type Measure = DraftGoal['measures'][number];

/** Some measures have figures in one language only: those of the translation count if there are no others. */
function withFigures(measure: Measure, translated: Measure | undefined): Measure {
  if (!translated || measure.baseline || measure.target) return measure;
  const { baseline, target, direction, ambiguous, unused } = translated;
  return {
    ...measure,
    unused,
    ...(baseline && { baseline }),
    ...(target && { target }),
    ...(direction && { direction }),
    ...(ambiguous && { ambiguous }),
  };
}

/** A text without a target, such as a figure that was reported in the wrong column, is collected and not judged. */
function fieldOf(
  { baseline, target, ...measure }: Measure,
  label: LocalizedText,
  unit: LocalizedText,
): ImportedField {
  const { kind, direction, min, max, place } = measure;
  return {
    ...{ kind, label: named(label), required: target !== undefined, targets: target ? [target] : [], place },
    ...((target ?? baseline) && { role: 'measure' as const }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
    ...(min !== undefined && max !== undefined && { min, max }),
    ...(kind === 'number' || kind === 'money' ? measure.unit !== undefined && { unit } : {}),
  };
}

/** A figure without a name is a measure too. */
function named(label: LocalizedText): LocalizedText {
  return Object.values(label).some((text) => text === '') ? labels.value : label;
}

function measureProblems(measure: Measure, translated: Measure | undefined): ImportProblem[] {
  const { name, baseline, target, place } = measure;
  const problems: ImportProblem[] = [];
  if (!target) problems.push(problemAt('warning', 'target-missing', place, name));
  else if (measure.unused.length > 0)
    problems.push(problemAt('warning', 'figure-unused', place, measure.unused.join(', ')));
  if (measure.otherUnit) problems.push(problemAt('warning', 'target-unit', place, target?.raw ?? name));
  if (measure.ambiguous) problems.push(problemAt('warning', 'figure-ambiguous', place, target?.raw ?? name));
  const differs =
    (translated?.target && translated.target.value !== target?.value) ||
    (translated?.baseline && translated.baseline.value !== baseline?.value);
  if (differs) {
    const shown = (one: Measure) => [one.baseline?.raw, one.target?.raw].filter(Boolean).join(' → ');
    const details = { own: shown(measure), other: shown(translated) };
    problems.push(problemAt('warning', 'figures-differ', place, name, details));
  }
  return problems;
}

function followUpField([language, { followUp }]: Told): ImportedField {
  return {
    ...{ kind: 'text', label: labels.followUp, required: true, role: 'narrative', maxLength: 5000 },
    ...{ language, targets: [], ...followUp },
  };
}
