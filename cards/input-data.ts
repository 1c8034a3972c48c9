/** One input of a goal's card: kind of control, value, label, and the notes under it. Pure. */
import { type AnswerProblem } from '../src/goals/answer';
import {
  type Baseline,
  type Field,
  type Light,
  type LocalizedText,
  type Programme,
  type Target,
} from '../src/goals/schema';
import { type GivenAnswer, type GivenAnswers } from '../src/replies/reply';
import { isStringKey } from './strings';
import { type Wording } from './wording';

export interface InputData {
  readonly input: 'line' | 'lines' | 'date' | 'list' | 'choices';
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly multiple: boolean;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly required: boolean;
  readonly requiredMessage: string;
  /** Target, baseline, last period's value. */
  readonly note?: string;
  readonly problem?: string;
}

export interface InputSource {
  readonly programme: Programme;
  readonly answers: GivenAnswers;
  readonly previous?: { readonly period: string; readonly answers: GivenAnswers };
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  readonly problems?: ReadonlyMap<string, AnswerProblem>;
}

/** Inputs are named after their field, so that nothing else in a submit can be taken for one. */
export const inputPrefix = 'field_';

/** The lights one can choose; "not answered" is no answer. */
const lights: readonly Exclude<Light, 'not-answered'>[] = ['green', 'yellow', 'red', 'not-assessable'];

/** From this many options on a list takes less room than buttons. */
const listFrom = 7;

/** Longest text of a number with its unit that anybody typed in the documents, with room to spare. */
const numberLength = 100;

export function inputFor(field: Field, source: InputSource, wording: Wording): InputData {
  const problem = source.problems?.get(field.id);
  const note = notesUnder(field, source, wording);
  const choices = withNone(field, choicesOf(field, source.programme, wording), wording);
  return {
    input: controlOf(field, choices.length),
    id: inputPrefix + field.id,
    label: labelOf(field, wording),
    value: asInputValue(source.typed ? source.typed[field.id] : source.answers[field.id]?.raw),
    placeholder: placeholderOf(field, wording),
    maxLength: field.kind === 'text' ? longest(field) : numberLength,
    multiple: field.kind === 'multiple-choice',
    choices,
    required: field.required,
    requiredMessage: wording.text('field.required'),
    ...(note && { note }),
    ...(problem && { problem: problemText(problem, wording) }),
  };
}

/** The text of a problem; its details were typed by people and are inserted as they are. */
export function problemText(problem: AnswerProblem, wording: Wording): string {
  const key = `problem.${problem.code}`;
  return wording.text(isStringKey(key) ? key : 'problem.not-text', problem.details);
}

function controlOf(field: Field, choices: number): InputData['input'] {
  if (field.kind === 'date') return 'date';
  if (field.kind === 'text') return longest(field) > 200 ? 'lines' : 'line';
  if (choices === 0) return 'line';
  return choices >= listFrom && field.kind !== 'multiple-choice' ? 'list' : 'choices';
}

/** The value of "no answer"; a choice may not have an empty one. */
export const noAnswer = '__none__';

/** A choice that need not be made can be taken back. */
function withNone(field: Field, choices: InputData['choices'], wording: Wording): InputData['choices'] {
  const takenBack = choices.length > 0 && !field.required && field.kind !== 'multiple-choice';
  return takenBack ? [...choices, { title: wording.text('field.noAnswer'), value: noAnswer }] : choices;
}

/** Longest free text, in characters; 5,000 is the longest of the ministry's survey. */
function longest(field: Field): number {
  return field.maxLength ?? 5000;
}

function labelOf(field: Field, wording: Wording): string {
  const unit = unitOf(field, wording);
  const label = wording.of(field.label) + (unit && ` (${unit})`);
  const inLanguage = field.language ? wording.text(`field.in.${field.language}`, { label }) : label;
  return field.required ? inLanguage : wording.text('field.optional', { label: inLanguage });
}

function unitOf(field: Field, wording: Wording): string {
  if (field.unit) return wording.of(field.unit);
  return field.kind === 'percent' ? '%' : field.kind === 'money' ? '€' : '';
}

function placeholderOf(field: Field, wording: Wording): string {
  if (field.kind === 'text')
    return wording.text('field.placeholder.text', { max: wording.number(longest(field)) });
  if (['number', 'percent', 'money'].includes(field.kind)) return wording.text('field.placeholder.number');
  return wording.text('field.choose');
}

function choicesOf(field: Field, programme: Programme, wording: Wording): InputData['choices'] {
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

/** Hint, target, baseline and last period's answer, in one line under the input. */
function notesUnder(field: Field, { previous, programme }: InputSource, wording: Wording): string {
  const before = previous?.answers[field.id];
  return [
    field.hint && wording.of(field.hint),
    ...field.targets.map((target) => targetText(target, field, wording)),
    field.baseline && wording.text('field.baseline', { value: figureText(field.baseline, field, wording) }),
    before &&
      wording.text('field.previous', {
        period: wording.period(previous.period),
        value: shorten(answerText(field, before, programme, wording)),
      }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function targetText(target: Target, field: Field, wording: Wording): string {
  const value = wording.text('field.target', { value: figureText(target, field, wording) });
  return target.label ? `${wording.of(target.label)}: ${value}` : value;
}

const signs = {
  'at-least': '≥ ',
  'at-most': '≤ ',
  above: '> ',
  below: '< ',
  exactly: '',
  range: '',
} as const;

/** "≥ 60 %", "98–100 %" in the reader's number format; the register's own text where it is no figure. */
function figureText(figure: Baseline | Target, field: Field, wording: Wording): string {
  const unit = unitOf(field, wording);
  const withUnit = (text: string) => (unit ? `${text}\u00a0${unit}` : text);
  if ('low' in figure && figure.low !== undefined && figure.high !== undefined)
    return withUnit(`${wording.number(figure.low)}–${wording.number(figure.high)}`);
  if (figure.value === undefined) return figure.raw;
  return withUnit(`${figure.comparator ? signs[figure.comparator] : ''}${wording.number(figure.value)}`);
}

/** An answer as people read it: the chosen option's text, else what was typed. */
export function answerText(
  field: Field,
  answer: GivenAnswer,
  programme: Programme,
  wording: Wording,
): string {
  const titles = new Map(choicesOf(field, programme, wording).map(({ title, value }) => [value, title]));
  const raw = typeof answer.raw === 'string' ? [answer.raw] : answer.raw;
  return raw.map((part) => titles.get(part) ?? part).join(', ');
}

/** Last period's text is shown up to here; a card must stay small (28 KB). */
function shorten(text: string, length = 300): string {
  return text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;
}

function asInputValue(raw: string | readonly string[] | undefined): string {
  return raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
}
