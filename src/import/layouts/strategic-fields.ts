/** What is asked of a strategic goal as a whole: its measure, the indicators without a figure, the summary. Pure. */
import { type Locale } from '../../goals/schema';
import { directionOf } from '../figures';
import { type ImportedField, type Place } from '../imported';
import { labels } from './labels';
import { type StatedTargets, statedTargets } from './targets-in-text';

/** A measure for each target that the goal or an indicator states, and one text for indicators that state none. */
export function targetFields(
  title: string,
  indicators: readonly string[],
  language: Locale,
  place: Place,
): { targets: ImportedField[]; unclear?: string } {
  const judged = indicators.map((text) => ({ text, stated: statedTargets(text, language) }));
  const ofTitle = statedTargets(title, language);
  const measures = [
    ...(ofTitle && !ofTitle.mixed ? [measureField(ofTitle, labels.measureValue, place)] : []),
    ...judged.flatMap(({ text, stated }) =>
      stated && !stated.mixed ? [measureField(stated, { [language]: nameOf(text, stated) }, place)] : [],
    ),
  ];
  const unjudged = judged.flatMap(({ text, stated }) => (stated && !stated.mixed ? [] : [text]));
  return {
    targets: [...measures, ...(unjudged.length > 0 ? [situationField(unjudged, place)] : [])],
    ...(ofTitle?.unclear && { unclear: ofTitle.targets.map(({ raw }) => raw).join(', ') }),
  };
}

function measureField(
  { targets, baseline, kind, unit }: StatedTargets,
  label: ImportedField['label'],
  place: Place,
): ImportedField {
  const direction = targets.length === 1 ? directionOf(baseline, targets[0]) : undefined;
  return {
    ...{ kind, label, required: true, role: 'measure', targets: [...targets], place },
    ...(unit && { unit }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
  };
}

/** "Ratkaisuosuus yli 50 %" is named by what stands before its target. */
function nameOf(text: string, { targets }: StatedTargets): string {
  const before = text
    .slice(0, text.indexOf(targets[0]!.raw))
    .replace(/(?<![\s:(,–-])[\s:(,–-]+(?:(?:on|är)\s*)?$/, '');
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
    },
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
