/** The cards of help and of status are valid in Teams, and show what people wrote as plain text. */
import { expect, it } from '@jest/globals';
import { render } from '../../cards/render';
import { wrongWith } from '../helpers/card-faults';
import { faultsIn, type NamedCards, writtenElsewhere } from '../helpers/faults-in-cards';

const marker = '**[click](https://evil.example)** <at>all</at>';
const commands = [{ name: marker, does: marker }];
const rounds = Array.from({ length: 20 }, () => ({ name: marker, state: marker }));
const cards: NamedCards = [
  ['help', render('help', { title: 'Ohje', groups: [{ title: marker, commands, notes: [marker] }] })],
  ['status', render('status', { title: 'Tilanne', rounds })],
];

it('are cards that Teams shows', () => {
  expect(faultsIn(cards, wrongWith)).toEqual([]);
});

it('interpret nothing that people wrote', () => {
  expect(faultsIn(cards, (card) => writtenElsewhere(card))).toEqual([]);
});
