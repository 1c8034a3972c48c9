/** What a scripted person answers: near last period's figure, repeatable, and valid for the field's kind. Pure. */
import { type Answer } from '../../src/goals/answers/answer';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field, type Goal, type Locale } from '../../src/goals/schema';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { type CardInput } from './scripted-user';

/** Numbers from 0 to 1, the same for the same seed text. */
export function randomFrom(seed: string): () => number {
  let state = [...seed].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    2166136261,
  );
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** What the person types into an input of the goal's card. */
export function plausibleText(
  input: CardInput,
  goal: Goal,
  previous: Answer | undefined,
  random: () => number,
): string {
  const field = goal.fields.find((candidate) => inputPrefix + candidate.id === input.id)!;
  if (input.choices) return pick(input.choices, random).value;
  switch (fieldKindRules[field.kind].answeredBy) {
    case 'day':
      return '2026-03-31';
    case 'words':
      if (field.role === 'support') return supports[Math.floor(random() * supports.length)]!;
      return field.required || random() < 0.5 ? narrative(field, random) : '';
    // A choice field without options is typed.
    case 'figure':
    case 'choice':
      return figure(field, previous, random);
  }
}

/** A value that the field refuses; `undefined` if the input accepts anything. */
export function badText(input: CardInput): string | undefined {
  if (input.type === 'Input.ChoiceSet') return 'no-such-option';
  if (input.type === 'Input.Text') return 'paljon '.repeat(8000);
  return undefined;
}

/** The first choices are the better ones in most lists, so they are picked more often. */
function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.min(choices.length - 1, Math.floor(random() * random() * choices.length))]!;
}

function figure(field: Field, previous: Answer | undefined, random: () => number): string {
  const target = field.targets[0];
  const known = typeof previous?.value === 'number' ? previous.value : (target?.value ?? target?.low ?? 75);
  const towards = (target?.value ?? target?.low ?? known) - known;
  const moved =
    known + towards * (random() - 0.2) * 0.6 + (towards === 0 ? known * (random() - 0.5) * 0.1 : 0);
  const rounded = Number(moved.toFixed(Number.isInteger(known) ? 0 : 2));
  const bounded = Math.min(field.max ?? Infinity, Math.max(field.min ?? -Infinity, rounded));
  return String(bounded).replace('.', ',');
}

/** What is said to be needed, from whom and by when; counts only if the task does not proceed. */
const supports = [
  'Kaksi vakanssia, henkilöstöjohtajalta, vuoden loppuun mennessä.',
  'Päätös tiloista, johtoryhmältä, ennen seuraavaa kautta.',
  '',
];

const narratives: Readonly<Record<Locale, readonly string[]>> = {
  fi: [
    'Työ on edennyt suunnitelman mukaan, ja seuraavat vaiheet on sovittu.',
    'Käyttöönotto on kesken kahdessa yksikössä. Aikataulu tarkistetaan ensi kuussa.',
    'Tilanne on parantunut edellisestä jaksosta, mutta henkilöstövaje hidastaa työtä.',
  ],
  sv: [
    'Arbetet framskrider enligt plan och de följande stegen har avtalats.',
    'Införandet pågår ännu i två enheter. Tidtabellen ses över nästa månad.',
    'Läget har förbättrats sedan föregående period, men personalbristen bromsar arbetet.',
  ],
  en: ['The work proceeds as planned.', 'Two units are still to follow.', 'Better than last period.'],
};

function narrative(field: Field, random: () => number): string {
  const texts = narratives[field.language ?? 'fi'];
  return texts[Math.floor(random() * texts.length)]!;
}
