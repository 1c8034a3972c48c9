/** The inputs of the form that grants a role: the role, its programme and its unit. Pure. */
import { type GrantRole } from '../../src/people/grants';
import { bytesOf } from '../parts/limits';
import { noAnswer } from '../parts/no-answer';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { type Wording } from '../parts/wording';
import { type GrantsCardSource } from './source';

/** Most bytes for the list of units; if it would be larger, the unit is typed instead. */
const largestChoices = 6000;
/** Longest unit that an action accepts. */
const longestUnit = 300;
/** Longer names are cut off. */
export const longestName = 80;

export const roleTexts: Readonly<Record<GrantRole, PlainKey>> = {
  admin: 'grants.admin',
  coordinator: 'grants.coordinator',
  reader: 'grants.reader',
  'unit-head': 'grants.unitHead',
};

/** The value of a unit's choice; `|` can separate its parts because no programme's id contains one. */
export function unitValue(programmeId: string, unit: string): string {
  return `${programmeId}|${unit}`;
}

export function roleInput(value: string | undefined, wording: Wording) {
  return {
    label: wording.text('grants.role'),
    placeholder: wording.text('field.choose'),
    value: value ?? '',
    choices: Object.entries(roleTexts).map(([role, key]) => ({ title: wording.text(key), value: role })),
  };
}

/** The choice that clears an optional choice. */
function notChosen(wording: Wording) {
  return { title: wording.text('form.notChosen'), value: noAnswer };
}

export function programmeInput({ programmes, typed }: GrantsCardSource, wording: Wording) {
  return {
    label: wording.text('grants.programme'),
    placeholder: wording.text('field.choose'),
    value: typed?.programme ?? '',
    choices: [
      ...programmes.map(({ programme }) => ({
        title: shorten(wording.of(programme.name), longestName),
        value: programme.id,
      })),
      notChosen(wording),
    ],
  };
}

/** A list of all units; if it is too large for a card, a text is typed and the unit chosen from its matches. */
export function unitInputs(source: GrantsCardSource, wording: Wording) {
  const { programmes, typed, unitCandidates } = source;
  const all = programmes.flatMap(({ programme, units }) =>
    [...units].map(([unit, text]) => ({
      title: `${shorten(wording.of(text), longestName)} – ${shorten(wording.of(programme.name), longestName)}`,
      value: unitValue(programme.id, unit),
    })),
  );
  const choiceSet = (label: PlainKey, choices: typeof all) => ({
    label: wording.text(label),
    placeholder: wording.text('field.choose'),
    value: typed?.unit ?? '',
    choices: [...choices, notChosen(wording)],
  });
  if (bytesOf(all) <= largestChoices) return { unit: choiceSet('grants.unit', all) };
  const offered = unitCandidates ?? (typed && typed.unit !== '' ? [typed.unit] : []);
  const candidates = all.filter(({ value }) => offered.includes(value));
  return {
    ...(candidates.length > 0 && { unit: choiceSet('grants.unitCandidate', candidates) }),
    unitTyped: {
      label: wording.text('grants.unitTyped'),
      value: (typed?.unitTyped ?? '').slice(0, longestUnit),
      maxLength: longestUnit,
    },
  };
}
