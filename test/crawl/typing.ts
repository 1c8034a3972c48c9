/** What somebody may type into a card: as it is asked for, oddly, wrongly, too little, or as much as fits. */
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { pastePrefix } from '../../cards/goal/table';
import { type Card } from '../../cards/render';
import { type Inputs, valuesOf } from '../helpers/pressing';
import { nodesOf } from '../helpers/read-card';

/** `odd`: figures far from the target; `but one`: the last box stays empty; `last`: the last choice of every list. */
export const ways = ['untouched', 'wrong', 'last', 'but one', 'odd', 'long', 'filled'] as const;
export type Way = (typeof ways)[number];

interface Input {
  readonly type: string;
  readonly id: string;
  readonly value?: string;
  readonly maxLength?: number;
  readonly isMultiSelect?: boolean;
  readonly choices?: readonly { readonly value: string }[];
}

/** Texts that only some inputs accept. */
const meant: Readonly<Record<string, string>> = {
  person_typed: 'Koulutuspäällikkö',
  reminders: '8, 2',
  deadline_day: '2026-03-20',
  to: '2026-02-06',
  from: '2026-01-30',
  day: '2026-01-23',
};
const unknownPerson = 'Ei Kukaan';

const texts: Readonly<Record<'filled' | 'odd' | 'wrong', string>> = {
  filled: '40',
  odd: '987654',
  wrong: 'paljon',
};

export function inputsIn(card: Card): Input[] {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Input.')) as unknown as Input[];
}

/** @param programmeId is chosen wherever a programme can be */
export function typedInto(card: Card, way: Way, programmeId: string): Inputs {
  const all = inputsIn(card);
  const inputs = all.map(
    (input) => [input.id, valueOf(input, way, input === all.at(-1), programmeId)] as const,
  );
  const given = inputs.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return { ...valuesOf(card), ...Object.fromEntries(given) };
}

/** `undefined`: the input is left as it is. */
function valueOf(input: Input, way: Way, isLast: boolean, programmeId: string): string | undefined {
  const { type, id, choices = [] } = input;
  if (choices.some(({ value }) => value === programmeId)) return programmeId;
  if (way === 'untouched' || id === 'person_picked') return undefined;
  if (type === 'Input.ChoiceSet') return chosen(input, choices, way);
  if (type === 'Input.Time') return '12:00';
  if (type === 'Input.Date') return meant[id] ?? '2026-01-26';
  // What is there already is as it should be, except answers.
  if (way === 'filled' && input.value && !id.includes(inputPrefix) && meant[id] === undefined)
    return undefined;
  if (way === 'but one' && isLast) return '';
  if (id.startsWith(pastePrefix)) return way === 'wrong' ? 'paljon\tvähän' : '1\t2\t3\n4\t5\t6';
  if (way === 'wrong') return id === 'person_typed' ? unknownPerson : texts.wrong;
  if (meant[id] !== undefined) return meant[id];
  return way === 'long' ? longest(input) : texts[way === 'odd' ? 'odd' : 'filled'];
}

function chosen(
  { value = '', isMultiSelect }: Input,
  choices: readonly { readonly value: string }[],
  way: Way,
): string | undefined {
  if (value.startsWith('translation|')) return undefined;
  if (way === 'last') return choices.at(-1)?.value;
  if (isMultiSelect)
    return choices
      .slice(0, 2)
      .map((choice) => choice.value)
      .join(',');
  return value ? undefined : choices[0]?.value;
}

/** Words with characters that take two bytes. */
function longest({ maxLength = 40 }: Input): string {
  return 'Työ etenee, mutta hyötyä ei näy vielä. '.repeat(200).slice(0, maxLength).trim();
}
