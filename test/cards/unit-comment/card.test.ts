/** The card for commenting on a unit in its states, and where comments are shown: valid, small, nothing interpreted. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Card, render } from '../../../cards/render';
import { unitCommentCardData, type UnitCommentSource } from '../../../cards/unit-comment/data';
import { textsOf } from '../../../deploy/local/scripted-user';
import { longestComment } from '../../../src/comments/unit-comment';
import { locales } from '../../../src/goals/schema';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { during, name, programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** <at>all</at>';
const long = (length: number) =>
  `${marker}\n${'Työ etenee ”suunnitelman” mukaan.\n'.repeat(200)}`.slice(0, length);
const programme = programmeWith({ name: { fi: marker } });
const unit = { fi: `${marker} ${long(400)}` };
const banner = { text: marker, style: 'attention' } as const;
const about = { programme, period: '2026-Q3' };
const at = during.toISOString();
const button = (verb: CardButton['verb'], more: Partial<CardButton> = {}): CardButton => ({
  ...{ verb, title: verb, data: { ...name, unit: 'abc', seen: 3, language: 'fi', page: 0 } },
  ...more,
});
const buttons = [button('unit-comment-save', { sends: true }), button('unit-comment'), button('divisions')];
const lights = { green: 8, yellow: 3, red: 1, 'not-assessable': 2, 'not-answered': 4 };
const open = { unit, lights, judged: true, text: '' };

const states: Readonly<Record<string, UnitCommentSource>> = {
  'at first': { about, open, buttons },
  'written before': {
    ...{ about, buttons },
    open: { ...open, text: long(longestComment), last: { name: marker, at } },
  },
  'changed meanwhile': {
    ...{ about, buttons, problem: marker, banner },
    open: { ...open, text: long(5000), stored: long(longestComment), last: { name: marker, at } },
  },
  'withdrawn meanwhile': { about, buttons, open: { ...open, text: 'x', stored: '', judged: false } },
  'to choose from many': {
    ...{ about, buttons },
    units: Array.from({ length: 60 }, (_, index) => ({ id: `u${index}`, unit, ...(index % 2 && { at }) })),
  },
  'not allowed': { typed: long(5000), banner, buttons: [] },
};

describe.each(locales)('the card in %s', (locale) => {
  const cards = Object.entries(states).map(
    ([state, source]) =>
      [state, render('unit-comment', unitCommentCardData(source, wordingFor(locale)))] as [string, Card],
  );

  it('is valid, labelled and smaller than Teams accepts', () => {
    expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  });

  it('shows people’s texts only where nothing in them is interpreted', () => {
    const harmless = (place: string, node: Parameters<typeof isInputValue>[1]) =>
      isInputValue(place, node) || place.includes('.choices');
    expect(faultsIn(cards, (card) => writtenElsewhere(card, harmless))).toEqual([]);
  });
});

it('says how the unit stands, who wrote last, and what becomes of the comment', () => {
  const text = textsOf(
    render('unit-comment', unitCommentCardData(states['written before']!, wordingFor('fi'))),
  );
  for (const part of ['punainen 1', 'Viimeksi tallentanut', 'tulee raporttiin ilman nimeäsi'])
    expect(text.replaceAll('\u00a0', ' ')).toContain(part);
});
