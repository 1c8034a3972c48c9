/** A previous answer that is too long for the note under its input can be shown whole, as far as the card has room. */
import { expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { goalCardData, type GoalCardSource } from '../../../cards/goal/data';
import { render } from '../../../cards/render';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type GivenAnswer, noAnswers } from '../../../src/replies/reply';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { goalWith, text } from '../../helpers/fixtures';

const { programme } = seedFolders()
  .map(readSeed)
  .find((seed) => seed.programme.id === 'strategic-goals')!;
const wording = wordingFor('fi');

const paragraph = 'Palautejärjestelmä otettiin käyttöön, ja asiakkaat ovat ottaneet sen hyvin vastaan. '
  .repeat(3)
  .trim();
const given = (raw: string): GivenAnswer => ({
  ...{ raw, value: raw, by: 'aino@example.org', at: '2026-07-03T06:15:00Z', version: 1 },
});

function drawn(previous: Readonly<Record<string, string>>, more: Partial<GoalCardSource> = {}) {
  const goal = goalWith('long', { fields: Object.keys(previous).map((id) => text(id)) });
  const answers = Object.fromEntries(Object.entries(previous).map(([id, raw]) => [id, given(raw)]));
  const card = render(
    'goal',
    goalCardData(
      {
        ...{ programme, period: '2026-Q3', goal, fields: goal.fields, number: 1, count: 1, version: 0 },
        ...{
          deadline: '2026-10-14T13:15:00Z',
          answers: noAnswers,
          reader: 'matti@example.org',
          names: new Map(),
        },
        ...{ canRepeat: false, mayHandOver: true, previous: { period: '2026-Q2', answers } },
        ...more,
      },
      wording,
    ),
  );
  const nodes = nodesOf(card).map(([, node]) => node);
  const folded = nodes.filter(({ id }) => String(id).startsWith('whole_'));
  return {
    card,
    texts: nodes.flatMap(({ type, text: said }) =>
      type === 'TextRun' && typeof said === 'string' ? [said] : [],
    ),
    folded: folded.map((box) => ({
      ...{ id: box['id'], isVisible: box['isVisible'] },
      texts: nodesOf(box['items']).flatMap(([, { text: said }]) => (typeof said === 'string' ? [said] : [])),
    })),
    toggles: nodes.filter(({ type }) => type === 'Action.ToggleVisibility'),
  };
}

it('a text that fits its note has no button', () => {
  const { toggles, texts } = drawn({ summary: paragraph });
  expect(toggles).toEqual([]);
  expect(texts.join('\n')).toContain(paragraph);
});

it('a longer one is folded whole under its input, a paragraph an element', () => {
  const paragraphs = ['Alku.', paragraph, `${paragraph} Loppu.`];
  const { folded, toggles, texts, card } = drawn({ summary: paragraphs.join('\n\n') });
  expect(folded).toEqual([{ id: 'whole_summary', isVisible: false, texts: paragraphs }]);
  expect(toggles).toMatchObject([
    { title: 'Näytä edellinen teksti kokonaan', targetElements: ['whole_summary'] },
  ]);
  expect(texts.find((each) => each.startsWith('edellinen'))).toMatch(/…$/);
  expect(wrongWith(card)).toEqual([]);
});

it('what does not fit on the card is counted, and the card stays small', () => {
  const long = paragraph.repeat(18);
  const names = ['a', 'b', 'c'];
  const all = Object.fromEntries(names.map((id) => [id, long]));
  const typed = Object.fromEntries(names.map((id) => [id, paragraph.repeat(19)]));
  const cards = [0, 1].map((page) => drawn(all, { page, typed }));
  const said = cards.flatMap(({ texts }) => texts).filter((each) => each.includes('merkkiä)'));
  expect(said).not.toEqual([]);
  for (const each of said) {
    const [, left] = /\(vielä ([\d\s]+) merkkiä\)$/.exec(each)!;
    const shown = each.replace(/^edellinen \(Q2\/2026\): /, '').replace(/… \(vielä .+$/, '');
    expect(Number(left!.replaceAll(/\s/g, ''))).toBeGreaterThan(0);
    expect(long.startsWith(shown) || long.includes(shown)).toBe(true);
  }
  for (const { card } of cards) expect(wrongWith(card, neverRefused)).toEqual([]);
});

it('a text that is in the input already is not repeated', () => {
  const filled = { period: '2026-Q2', version: 1, values: { summary: paragraph.repeat(3) } };
  expect(drawn({ summary: paragraph.repeat(3) }, { filled }).toggles).toEqual([]);
});
