/** The welcome at its full size, in each language. */
import { expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { render } from '../../../cards/render';
import { welcomeCardData, type WelcomeCardSource, type WelcomeProgramme } from '../../../cards/welcome/data';
import { locales } from '../../../src/goals/schema';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, type NamedCards, writtenElsewhere } from '../../helpers/faults-in-cards';

const marker = '**[click](https://evil.example)** <at>all</at>'.repeat(20);
const names = Array<string>(40).fill(marker);

const programme = (number: number): WelcomeProgramme => ({
  programme: {
    name: { fi: marker },
    organisation: { fi: `${number} ${marker}` },
    rhythm: 'half-year',
    layout: 'plain',
  },
  goals: 120,
  coordinator: `${number} ${marker}`,
  until: '15.10.2026 klo 16.00',
});

const everything: Omit<WelcomeCardSource, 'languages'> = {
  name: marker,
  programmes: Array.from({ length: 30 }, (_, number) => programme(number)),
  rights: { isAdmin: true, coordinates: names, reads: names, heads: names },
  admins: names,
};
const nothing: typeof everything = {
  ...{ name: marker, programmes: [], admins: names },
  rights: { isAdmin: false, coordinates: [], reads: [], heads: [] },
};

const cards: NamedCards = locales.flatMap((locale) =>
  [everything, nothing].map((source, index) => {
    const languages = locales.filter((each) => each !== locale);
    const data = welcomeCardData({ ...source, languages }, wordingFor(locale));
    return [`${locale} ${index}`, render('welcome', data)] as const;
  }),
);

it('is a card that Teams shows, with at most six actions and a heading', () => {
  expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  const faults = faultsIn(cards, (card) => {
    const nodes = nodesOf(card).map(([, node]) => node);
    const actions = nodes.filter(({ type }) => type === 'Action.Execute').length;
    return actions <= 6 && nodes.some(({ style }) => style === 'heading') ? [] : [`${actions} actions`];
  });
  expect(faults).toEqual([]);
});

it('interprets nothing that people wrote', () => {
  expect(faultsIn(cards, (card) => writtenElsewhere(card))).toEqual([]);
});

it('says once who asks and whom to ask if that is the same in all programmes', () => {
  const same = { organisation: { fi: 'Hyvinvointialue' }, rhythm: 'quarter', layout: 'survey' } as const;
  const [first, second] = ['Ohjelma A', 'Ohjelma B'].map((name) => ({
    ...{ programme: { ...same, name: { fi: name } }, goals: 1, coordinator: 'Koordinaattori' },
  }));
  const source = { ...nothing, name: 'Aino', programmes: [first!, second!], languages: [] };
  const data = welcomeCardData(source, wordingFor('fi'));
  expect(data.facts).toEqual([{ label: 'Kysyjä:', text: 'Hyvinvointialue' }]);
  expect(data.contacts).toEqual([{ label: 'Yhteyshenkilö:', text: 'Koordinaattori' }]);
  expect(data.programmes).toEqual([
    { name: 'Ohjelma A', lines: ['neljännesvuosittain, yksi kysymys'] },
    { name: 'Ohjelma B', lines: ['neljännesvuosittain, yksi kysymys'] },
  ]);
});
