/** The form that asks who writes a translation: valid at full size, and with its third button only where somebody has it. */
import { wordingFor } from '../../../bot/views/wording';
import { translatorCardData, type TranslatorCardSource } from '../../../cards/assign/translator';
import { render } from '../../../cards/render';
import { locales } from '../../../src/goals/schema';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { buttonsOf } from '../../helpers/pressing';

const marker = '**[click](https://evil.example)** <at>all</at>';
const long = marker.repeat(40);
const candidates = Array.from({ length: 5 }, (_, index) => ({ id: `${index}@example.org`, name: marker }));
const source: TranslatorCardSource = {
  ...{ context: long, lines: [long, long], isHanded: true, typed: marker, problem: marker, candidates },
  data: { programmeId: 'prog', period: '2026-Q3', goalId: 'a'.repeat(64), fieldId: 'b'.repeat(64) },
};
const drawn = (shown: Partial<TranslatorCardSource> = {}, locale: (typeof locales)[number] = 'fi') =>
  render('assign', translatorCardData({ ...source, ...shown }, wordingFor(locale)));
const cards = locales.map((locale) => [locale, drawn({}, locale)] as const);

it('is a card that Teams takes, and interprets nothing that people wrote', () => {
  expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  const isChoice: typeof isInputValue = (place, node) =>
    isInputValue(place, node) || place.includes('choices');
  expect(faultsIn(cards, (card) => writtenElsewhere(card, isChoice))).toEqual([]);
});

it('offers to return the translation to its owner only if somebody else has it', () => {
  const verbs = (isHanded: boolean) => buttonsOf(drawn({ isHanded })).map(({ verb }) => verb);
  expect(verbs(true)).toEqual(['translator-set', 'translator-remove', 'translations']);
  expect(verbs(false)).toEqual(['translator-set', 'translations']);
});
