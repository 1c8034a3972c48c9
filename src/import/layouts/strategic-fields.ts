/** The fields of a strategic goal as a whole: its measures, the indicators without a figure, the summary. Pure. */
import { type Locale } from '../../goals/schema';
import { directionOf } from '../table/figures';
import { type ImportedField, type ImportProblem, type Place } from '../table/imported';
import { problemAt } from '../table/table';
import { withoutEnd } from '../table/without-end';
import { figureProblems } from './figure-problems';
import { labels } from './labels';
import { figuresIn, type StatedTargets } from './targets-in-text';

/**
 * A measure for each target that the goal or an indicator states, and one text for indicators without targets. An
 * indicator of a change is a measure whose target is kept as written.
 */
export function targetFields(
  title: string,
  indicators: readonly string[],
  language: Locale,
  places: { readonly goal: Place; readonly kpi: Place },
): { targets: ImportedField[]; problems: ImportProblem[] } {
  const ofTitle = figuresIn(title, language);
  const judged = indicators.map((text) => ({ text, figures: figuresIn(text, language) }));
  const measures = [
    ...(ofTitle.stated ? [measureField(ofTitle.stated, labels.measureValue, places.kpi)] : []),
    ...judged.flatMap(({ text, figures: { stated } }) =>
      stated ? [measureField(stated, { [language]: nameOf(text, stated) }, places.kpi)] : [],
    ),
  ];
  const unjudged = judged.flatMap(({ text, figures: { stated } }) => (stated ? [] : [text]));
  return {
    targets: [...measures, ...(unjudged.length > 0 ? [situationField(unjudged, places.kpi)] : [])],
    problems: [
      ...bareTarget(ofTitle.stated, places.goal),
      ...figureProblems(ofTitle, places.goal),
      ...judged.flatMap(({ figures }) => figureProblems(figures, places.kpi)),
    ],
  };
}

/** A bare percentage in a goal's own text is judged, so a person has to see what it was taken for. */
function bareTarget(stated: StatedTargets | undefined, place: Place): ImportProblem[] {
  if (!stated?.unclear || stated.change) return [];
  return [problemAt('warning', 'target-bare', place, stated.targets.map(({ raw }) => raw).join(', '))];
}

function measureField(
  { targets, baseline, kind, unit, max }: StatedTargets,
  label: ImportedField['label'],
  place: Place,
): ImportedField {
  const direction = targets.length === 1 ? directionOf(baseline, targets[0]) : undefined;
  return {
    ...{ kind, label, required: true, role: 'measure', targets: [...targets], place },
    ...(unit && { unit }),
    ...(max !== undefined && { max }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
  };
}

/** "Ratkaisuosuus yli 50 %" is named by the text before its target, unless words would be lost. */
function nameOf(text: string, { targets, change }: StatedTargets): string {
  if (change) return text;
  const { raw } = targets[0]!;
  const at = text.indexOf(raw);
  const isLast = targets.length === 1 && /^[\s.)]*$/.test(text.slice(at + raw.length));
  if (at < 0 || !isLast) return text;
  const before = withoutEnd(text.slice(0, at), /[\s:(,–-]/).replace(/ (?:on|är)$/, '');
  return before.length >= 3 ? before : text;
}

function situationField(indicators: readonly string[], place: Place): ImportedField {
  const names = indicators.join(', ');
  return {
    kind: 'text',
    label: {
      fi: `Mittarin tilanne: ${names}`,
      sv: `Mätarens läge: ${names}`,
      en: `Status of the indicator: ${names}`,
    } satisfies Record<Locale, string>,
    ...{ required: false, maxLength: 1000, targets: [], place },
  };
}

/** The documents' summaries have 365 to 1,185 characters. */
export function summaryField(place: Place, answer: string | undefined): ImportedField {
  return {
    ...{ kind: 'text', label: labels.summary, hint: labels.summaryHint, required: true, role: 'narrative' },
    ...{ maxLength: 2000, targets: [], place, ...(answer !== undefined && { answer }) },
  };
}
