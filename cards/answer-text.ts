/** The choices of a field, and an answer as people read it. Pure. */
import { type Field, type Light, type LocalizedText, type Programme } from '../src/goals/schema';
import { type GivenAnswer } from '../src/replies/reply';
import { type Wording } from './wording';

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The lights one can choose; "not answered" is no answer. */
const lights: readonly Exclude<Light, 'not-answered'>[] = ['green', 'yellow', 'red', 'not-assessable'];

/** Empty for a field that is typed. */
export function choicesOf(field: Field, programme: Programme, wording: Wording): readonly Choice[] {
  const choices = (options: readonly { id: string; label: LocalizedText }[]) =>
    options.map((option) => ({ title: wording.of(option.label), value: option.id }));
  switch (field.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return choices(field.options ?? []);
    case 'work-state':
      return choices(programme.workStates);
    case 'yes-no':
      return [
        { title: wording.text('yes'), value: '1' },
        { title: wording.text('no'), value: '0' },
      ];
    case 'light':
      return lights.map((light) => ({ title: wording.text(`light.${light}`), value: light }));
    case 'scale':
      return scaleSteps(field).map((step) => ({ title: wording.number(step), value: String(step) }));
    default:
      return [];
  }
}

/** Whole steps of a short scale; a long one is typed. */
function scaleSteps({ min, max }: Field): number[] {
  if (min === undefined || max === undefined || max - min > 10 || !Number.isInteger(max - min)) return [];
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** The chosen option's text, else what was typed. */
export function answerText(
  field: Field,
  answer: Pick<GivenAnswer, 'raw'>,
  programme: Programme,
  wording: Wording,
): string {
  const titles = new Map(choicesOf(field, programme, wording).map(({ title, value }) => [value, title]));
  const raw = typeof answer.raw === 'string' ? [answer.raw] : answer.raw;
  return raw.map((part) => titles.get(part) ?? part).join(', ');
}

/** At most `length` characters, never half a letter; what is cut off is marked. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
}
