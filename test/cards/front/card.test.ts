/** The front card: a line and a button for each programme, whatever they are called and however many they are. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { frontCardData, frontPageOf, frontSummary } from '../../../cards/front/data';
import { render } from '../../../cards/render';
import { type FrontRow } from '../../../src/digest/front';
import { type LightCounts } from '../../../src/digest/digest';
import { locales } from '../../../src/goals/schema';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, sharedNames, writtenElsewhere } from '../../helpers/faults-in-cards';
import { during } from '../../helpers/fixtures';

const fi = wordingFor('fi');
const asOf = during.toISOString();
const none: LightCounts = { green: 0, yellow: 0, red: 0, 'not-assessable': 0, 'not-answered': 0 };
const row = (changes: Partial<FrontRow> = {}): FrontRow => ({
  ...{ programmeId: 'key-results', name: { fi: 'Avaintulokset' }, period: '2026-Q3', status: 'open' },
  ...{ judged: true, lights: none, asked: 57, answered: 3, worse: 0, askSupport: 0 },
  ...changes,
});
const several = (count: number, changes: Partial<FrontRow> = {}) =>
  Array.from({ length: count }, (_, index) =>
    row({ programmeId: `p${index}`, name: { fi: `Ohjelma ${index}` }, ...changes }),
  );
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const lights = { ...none, green: 17, yellow: 14, red: 18 };

describe('a programme’s line', () => {
  it.each<[string, Partial<FrontRow>, string]>([
    ['its lights and how many fell', { lights, worse: 2 }, '● 17   ▲ 14   ■ 18   ↓ 2'],
    [
      'how many ask for support, are not assessable and not answered',
      { lights: { ...none, red: 1, 'not-assessable': 2, 'not-answered': 3 }, askSupport: 4 },
      '■ 1   ◊ 2   ○ 3   ✋ 4',
    ],
    ['the answers of a survey', { judged: false, lights: { ...none, 'not-assessable': 3 } }, 'vastattu 3/57'],
    [
      'the answers while nothing is assessed',
      { lights: { ...none, 'not-answered': 57 }, answered: 0 },
      'vastattu 0/57',
    ],
    [
      'requests for support though nothing is assessed',
      { lights: { ...none, 'not-assessable': 3 }, askSupport: 1 },
      'vastattu 3/57   ✋ 1',
    ],
    ['questions that wait for a response', { lights, questions: 2 }, '● 17   ▲ 14   ■ 18   💬 2'],
  ])('shows %s', (_what, changes, line) => {
    const { runs } = frontCardData({ rows: [row(changes)], asOf }, fi).rows[0]!;
    expect(plain(runs.map(({ text }) => text).join(''))).toBe(line);
  });

  it('names the period, and says that the round is closed', () => {
    const rows = [row(), row({ status: 'closed' })];
    expect(frontCardData({ rows, asOf }, fi).rows.map(({ period }) => period)).toEqual([
      'Q3/2026',
      'Q3/2026, suljettu',
    ]);
  });

  it('has a button to the digest in the card’s language, told apart by its name', () => {
    const data = frontCardData({ rows: several(2), asOf }, wordingFor('sv'));
    expect(data.rows.flatMap(({ actions }) => actions)).toEqual([
      ...[0, 1].map((index) => ({
        ...{ verb: 'digest', title: 'Visa', tooltip: `Visa: Ohjelma ${index} Q3/2026` },
        data: { programmeId: `p${index}`, period: '2026-Q3', language: 'sv' },
      })),
    ]);
  });

  it('explains the signs that it uses, and no other', () => {
    const notes = (...rows: FrontRow[]) => frontCardData({ rows, asOf }, fi).notes;
    expect(notes(row({ lights }))).toEqual([]);
    expect(notes(row({ lights, worse: 1 }), row())).toEqual(['↓ heikkeni edellisestä jaksosta']);
    expect(notes(row({ worse: 1, askSupport: 1 }))).toEqual([
      '↓ heikkeni edellisestä jaksosta · ✋ pyytää tukea',
    ]);
    expect(notes(row({ questions: 1 }))).toEqual(['💬 kysymys odottaa vastausta']);
  });
});

describe('more programmes than buttons', () => {
  it.each([1, 2, 6, 7, 8, 9, 60])(
    'of %d each is on one page, and no page has more than six buttons',
    (count) => {
      const rows = several(count);
      const pages = frontPageOf(count - 1, count) + 1;
      const drawn = Array.from({ length: pages }, (_, page) => frontCardData({ rows, asOf, page }, fi));
      expect(drawn.flatMap((data) => data.rows.map(({ name }) => name))).toEqual(
        rows.map(({ name }) => name.fi),
      );
      for (const data of drawn) expect(data.rows.length + data.turns.length).toBeLessThanOrEqual(6);
      expect(drawn.map(({ turns }) => turns.map(({ data }) => data))).toEqual(
        drawn.map((_, page) =>
          [page - 1, page + 1]
            .filter((to) => to >= 0 && to < pages)
            .map((to) => ({ language: 'fi', page: to })),
        ),
      );
      rows.forEach((_, index) =>
        expect(drawn[frontPageOf(index, count)]!.rows.map(({ name }) => name)).toContain(`Ohjelma ${index}`),
      );
    },
  );

  it('shows the last page when the wanted one is gone', () => {
    expect(frontCardData({ rows: several(7), asOf, page: 9 }, fi).rows).toHaveLength(3);
  });
});

it('names the programmes in the chat list, each once', () => {
  expect(frontSummary([row(), row({ period: '2026-Q2' }), ...several(1)], fi)).toBe(
    'Ohjelmien kooste: Avaintulokset, Ohjelma 0',
  );
});

it('is a card that Teams shows in every language, whatever the programmes are called', () => {
  const long = { fi: '**[x](https://evil.example)** '.repeat(20) };
  const rows = several(9, { name: long, lights, worse: 1, askSupport: 2 });
  const cards = locales.flatMap((locale) =>
    [several(6, { lights }), rows].map(
      (shown) =>
        [
          `${locale} ${shown.length}`,
          render('front', frontCardData({ rows: shown, asOf, page: 1 }, wordingFor(locale))),
        ] as const,
    ),
  );
  expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  expect(faultsIn(cards, (card) => writtenElsewhere(card, (place) => place.endsWith('.tooltip')))).toEqual(
    [],
  );
  const [, six] = cards[0]!;
  expect(sharedNames(six)).toEqual([]);
  expect(nodesOf(six).filter(([, { style }]) => style === 'heading')).toHaveLength(1);
});
