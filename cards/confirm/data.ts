/** A card that says what a press will do and asks for confirmation, as data for `card.json`. Pure. */
import { type Banner, bannerData } from '../parts/banner';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ConfirmInput {
  readonly id: string;
  readonly kind: 'text' | 'date' | 'time' | 'toggle';
  readonly label: string;
  /** What a toggle says beside its box. */
  readonly title?: string;
  /** A text, a day `yyyy-mm-dd`, a local time `HH:mm`, or "true" if ticked; also what was typed and turned down. */
  readonly value?: string;
  readonly isRequired?: boolean;
  /** What the client says if a required input is empty, instead of the default text. */
  readonly required?: string;
  /** Shown under the input: what was wrong with what was typed. */
  readonly error?: string;
  readonly multiline?: boolean;
  /** Characters; 400 by default. */
  readonly maxLength?: number;
}

export interface ConfirmCardSource {
  readonly banner?: Banner;
  readonly title: string;
  readonly lines: readonly string[];
  readonly inputs?: readonly ConfirmInput[];
  readonly problems?: readonly string[];
  readonly confirm: {
    readonly title: string;
    readonly verb: Verb;
    readonly data: object;
    readonly style?: 'positive' | 'destructive';
  };
  readonly back: { readonly verb: Verb; readonly data: object };
}

/** Characters of a typed text that are shown again, unless the input sets its own `maxLength`. */
const longestTyped = 400;

/** A line names persons, goals and units, so it can get long. */
const longestLine = 400;

export function confirmCardData(source: ConfirmCardSource, wording: Wording) {
  const { banner, title, lines, inputs = [], problems = [], confirm, back } = source;
  return {
    ...bannerData(banner),
    heading: wording.text('heading.confirm'),
    title,
    lines: lines.map((line) => shorten(line, longestLine)),
    inputs: inputs.map((input) => inputData(input, wording)),
    problems: problems.map((problem) => shorten(problem, longestLine)),
    confirm: { style: 'positive', ...confirm },
    back: { title: wording.text('form.back'), ...back },
  };
}

function inputData(input: ConfirmInput, wording: Wording) {
  const {
    id,
    kind,
    label,
    title = '',
    isRequired = false,
    multiline = false,
    maxLength = longestTyped,
  } = input;
  return {
    ...{ id, kind, label, title, isRequired, multiline, maxLength },
    value: (input.value ?? '').slice(0, maxLength),
    required: input.required ?? wording.text('field.required'),
    ...(input.error !== undefined && { error: shorten(input.error, longestLine) }),
  };
}
