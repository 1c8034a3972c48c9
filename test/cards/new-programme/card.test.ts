/** The form of a new programme is valid in Teams, whatever the file and people say. */
import { newProgrammeData, type NewProgrammeSource } from '../../../cards/new-programme/data';
import { render } from '../../../cards/render';
import { wordingFor } from '../../../bot/views/wording';
import { locales } from '../../../src/goals/schema';
import { neverRefused, type Node, wrongWith } from '../../helpers/card-faults';
import { faultsIn, writtenElsewhere } from '../../helpers/faults-in-cards';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(2_000)}`;
const source: NewProgrammeSource = {
  ...{ file: '0b1c8a3e-6f44-4c1e-9a55-0e1f6c3a7b21', fileName: long, goals: 1, coordinator: long },
  wanted: { name: long, rhythm: 'quarter', first: 'current' },
};
const sources: Record<string, NewProgrammeSource> = {
  'as the file suggests': source,
  'with everything wrong': {
    ...source,
    ...{ goals: 2_000, typed: long, banner: { text: long, style: 'attention' } },
    candidates: Array.from({ length: 5 }, (_, at) => ({ id: `${at}@example.org`, name: marker })),
    problems: { name: marker, rhythm: marker, coordinator: marker },
  },
};

it.each(locales)('keeps the rules for cards in %s', (locale) => {
  const drawn = Object.entries(sources).map(
    ([name, each]) => [name, render('new-programme', newProgrammeData(each, wordingFor(locale)))] as const,
  );
  // Inputs show their text as it is.
  const isInput = (place: string, { type, value, title }: Node) =>
    type === 'Input.Text' || (type === undefined && place.endsWith('.title') && (value ?? title) !== '');
  const faults = faultsIn(drawn, (card) => [
    ...wrongWith(card, neverRefused).filter((wrong) => !wrong.includes('evil.example')),
    ...writtenElsewhere(card, isInput),
  ]);
  expect(faults).toEqual([]);
});
