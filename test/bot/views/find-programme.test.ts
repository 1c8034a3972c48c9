import { describe, expect, it } from '@jest/globals';
import { shortNameAmong } from '../../../bot/views/find-programme';
import { wordingFor } from '../../../bot/views/wording';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Locale, type Programme } from '../../../src/goals/schema';

const seeds = seedFolders().map((folder) => readSeed(folder).programme);
const named = (id: string, fi: string): Programme => ({ ...seeds[0]!, id, name: { fi } });
const short = (programmes: readonly Programme[], locale: Locale = 'fi') =>
  Object.fromEntries(
    programmes.map((each) => [each.id, shortNameAmong(each, programmes, wordingFor(locale))]),
  );

describe('what is typed for a programme', () => {
  it('is the beginning of its name in the reader’s language', () => {
    expect(short(seeds)).toEqual({
      'productivity-key-results': 'Tuottavuus turvaa',
      'productivity-programme': 'Tuottavuusohjelma',
      'county-survey': 'Hyvinvointialueen',
      'strategic-goals': 'Valtuustoon',
      'half-year-follow-up': 'Tavoitteiden',
    });
    expect(short(seeds, 'sv')['half-year-follow-up']).toBe('Halvårsuppföljning');
  });

  it('has no punctuation at its end', () => {
    expect(short([named('a', 'Talous: kausi'), named('b', 'Hoiva')])['a']).toBe('Talous');
  });

  it('is the id where another programme has the same name', () => {
    expect(short([named('a', 'Talous'), named('b', 'Talous')])).toEqual({ a: 'a', b: 'b' });
  });
});
