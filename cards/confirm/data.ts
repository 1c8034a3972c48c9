/** A card that says what a press is about to do, and asks for it; as data for `confirm.card.json`. Pure. */
import { type Banner, bannerData } from '../parts/banner';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ConfirmInput {
  readonly id: string;
  readonly kind: 'text' | 'date' | 'time';
  readonly label: string;
  /** A text, a day `yyyy-mm-dd` or a local time `HH:mm`; also what was typed and turned down. */
  readonly value?: string;
  readonly isRequired?: boolean;
  /** What the client says where a required input is empty, instead of the usual. */
  readonly required?: string;
  /** Shown under the input: what was wrong with what was typed. */
  readonly error?: string;
  readonly multiline?: boolean;
  /** Characters; 400 where it is left out. */
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

/** So much of what was typed comes back; an input that may be longer says so. */
const longestTyped = 400;

/** A line names persons, goals and units, so it is cut. */
const longestLine = 400;

export function confirmCardData(source: ConfirmCardSource, wording: Wording) {
  const { banner, title, lines, inputs = [], problems = [], confirm, back } = source;
  return {
    ...bannerData(banner),
    title,
    lines: lines.map((line) => shorten(line, longestLine)),
    inputs: inputs.map((input) => inputData(input, wording)),
    problems: problems.map((problem) => shorten(problem, longestLine)),
    confirm: { style: 'positive', ...confirm },
    back: { title: wording.text('form.back'), ...back },
  };
}

function inputData(input: ConfirmInput, wording: Wording) {
  const { id, kind, label, isRequired = false, multiline = false, maxLength = longestTyped } = input;
  return {
    ...{ id, kind, label, isRequired, multiline, maxLength },
    value: (input.value ?? '').slice(0, maxLength),
    required: input.required ?? wording.text('field.required'),
    ...(input.error !== undefined && { error: shorten(input.error, longestLine) }),
  };
}
