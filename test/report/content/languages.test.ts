import { describe, expect, it } from '@jest/globals';
import { type Locale } from '../../../src/goals/schema';
import { type CoordinatorsWords } from '../../../src/report/content/coordinators-words';
import { languagesIn } from '../../../src/report/content/languages';
import { sourceOf } from '../../digest/fixtures';
import { goalWith, programmeWith, text } from '../../helpers/fixtures';

const goal = goalWith('a', {
  title: { fi: 'Palvelut toimivat hyvin kaikille', sv: 'Tjänsterna fungerar väl för alla' },
  actions: [{ fi: 'Koulutetaan henkilöstö' }],
  fields: [text('said'), text('sagt', { language: 'sv' })],
});

function languagesOf(languages: Locale[], said?: CoordinatorsWords) {
  const raws = {
    a: { said: 'Työ etenee hyvin. Uusi vaihe alkaa keväällä.', sagt: 'Arbetet fortskrider enligt planen.' },
  };
  const programme = programmeWith({ languages, name: { fi: 'Ohjelma', sv: 'Program' } });
  const source = sourceOf({ goals: [goal], raws });
  return languagesIn({ ...source, form: { ...source.form, programme } }, said);
}
const split = (words: string, usual: Locale, languages: Locale[] = ['fi', 'sv']) =>
  languagesOf(languages)
    .partsOf(words, usual)
    .map((part) => [part.language, part.text]);

describe('the language of a text', () => {
  it('is that of the register where it is written in another than the report', () => {
    expect(split('1.1 Palvelut toimivat hyvin kaikille', 'sv')).toEqual([
      ['sv', '1.1 '],
      ['fi', 'Palvelut toimivat hyvin kaikille'],
    ]);
    expect(split('Åtgärder: Koulutetaan henkilöstö (2)', 'sv')).toEqual([
      ['sv', 'Åtgärder: '],
      ['fi', 'Koulutetaan henkilöstö ('],
      ['sv', '2)'],
    ]);
    expect(split('Palvelut toimivat hyvin kaikille', 'fi')).toEqual([
      ['fi', 'Palvelut toimivat hyvin kaikille'],
    ]);
  });

  it('is known also of a part of a long text', () => {
    expect(split('etenee hyvin. Uusi vaihe', 'en', ['fi'])).toEqual([['fi', 'etenee hyvin. Uusi vaihe']]);
    expect(split('Arbetet fortskrider enligt', 'fi')).toEqual([['sv', 'Arbetet fortskrider enligt']]);
  });

  it('of an answer is the one in which it was asked, or the main one of the programme', () => {
    expect(split('Työ etenee hyvin.', 'en', ['fi'])).toEqual([['fi', 'Työ etenee hyvin.']]);
    expect(split('Työ etenee hyvin.', 'sv')).toEqual([['fi', 'Työ etenee hyvin.']]);
  });

  it('of the coordinator is the main one of the programme', () => {
    const said = {
      preface: 'Vuosi oli hyvä kaikille.',
      comments: new Map([['Polku', 'Kaikki saivat apua ajoissa.']]),
    };
    const { partsOf } = languagesOf(['fi', 'sv'], said);
    for (const words of [said.preface, ...said.comments.values()])
      expect(partsOf(words, 'en')).toEqual([{ language: 'fi', text: words }]);
  });

  it('loses no letter, whatever the text', () => {
    for (const words of [
      '',
      ' ',
      '–',
      '1.1 Palvelut toimivat hyvin kaikille – Tjänsterna fungerar väl för alla!',
    ])
      expect(
        split(words, 'en')
          .map(([, part]) => part)
          .join(''),
      ).toBe(words);
  });
});
