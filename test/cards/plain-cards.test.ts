/** The cards of help, of status and of short answers are valid in Teams, and show what people wrote as plain text. */
import { expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { commandButton, namedCommands } from '../../cards/parts/buttons/command-button';
import { render } from '../../cards/render';
import { talkCardData } from '../../cards/talk/data';
import { wrongWith } from '../helpers/card-faults';
import { faultsIn, type NamedCards, writtenElsewhere } from '../helpers/faults-in-cards';

const marker = '**[click](https://evil.example)** <at>all</at>';
const commands = [{ name: marker, does: marker }];
const rounds = Array.from({ length: 20 }, () => ({ name: marker, state: marker }));
const buttons = namedCommands.slice(0, 6).map((command) => commandButton(command, wordingFor('fi')));
const cards: NamedCards = [
  [
    'help',
    render('help', { title: 'Ohje', groups: [{ title: marker, commands, notes: [marker] }], buttons }),
  ],
  // Its title is always our own.
  [
    'talk',
    render('talk', talkCardData({ title: 'Hei!', lines: Array(10).fill(marker.repeat(20)), buttons })),
  ],
  ['status', render('status', { title: 'Tilanne', rounds })],
];

it('are cards that Teams shows', () => {
  expect(faultsIn(cards, wrongWith)).toEqual([]);
});

it('interpret nothing that people wrote', () => {
  expect(faultsIn(cards, (card) => writtenElsewhere(card))).toEqual([]);
});
