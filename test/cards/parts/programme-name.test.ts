import { programmeShortName } from '../../../cards/parts/programme-name';
import { wordingFor } from '../../../bot/views/wording';
import { type LocalizedText, programmeSchema } from '../../../src/goals/schema';
import { readSeed, seedFolders } from '../../../seeds/read';

const name = { fi: 'Valtuustoon nähden sitovat tavoitteet', en: 'Council-binding strategic goals' };
const named = (locale: 'fi' | 'sv' | 'en', shortName?: LocalizedText) =>
  programmeShortName({ name, ...(shortName && { shortName }) }, wordingFor(locale));

it('is the short name in the language of the reader', () => {
  const shortName = { fi: 'Strategiset tavoitteet', sv: 'Strategiska mål', en: 'Strategic goals' };
  expect((['fi', 'sv', 'en'] as const).map((locale) => named(locale, shortName))).toEqual([
    ...['Strategiset tavoitteet', 'Strategiska mål', 'Strategic goals'],
  ]);
});

it('is the name, cut off, if there is no short one in a language that the name has', () => {
  expect(named('fi')).toBe('Valtuustoon nähden sitovat…');
  expect(named('en', { fi: 'Strategiset' })).toBe('Council-binding strategic g…');
  expect(named('sv', { fi: 'Strategiset' })).toBe('Strategiset');
});

it('is set, in three languages and at most 28 characters long, in every seed', () => {
  const programmes = seedFolders().map((folder) => readSeed(folder).programme);
  for (const { shortName = {} } of programmes)
    expect(Object.keys(shortName).sort()).toEqual(['en', 'fi', 'sv']);
  const [programme] = programmes;
  const long = { ...programme, shortName: { fi: 'x'.repeat(29) } };
  expect(programmeSchema.safeParse(long).error?.issues).toMatchObject([{ path: ['shortName'] }]);
});
