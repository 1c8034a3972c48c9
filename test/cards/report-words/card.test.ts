/** The card on which the report's preface and comments are written. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { render } from '../../../cards/render';
import { reportWordsCardData, type ReportWordsSource } from '../../../cards/report-words/data';
import { locales } from '../../../src/goals/schema';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(3_900)}`;
const at = '2026-05-02T07:15:00.000Z';
const places = [
  { id: 'preface', at },
  ...Array.from({ length: 12 }, (_, index) => ({ id: `d${index}`, division: `${index} ${long}`, at })),
];
const source: ReportWordsSource = {
  programme: programmeWith({ id: 'p'.repeat(80), name: { fi: long } }),
  ...{ period: '2026-Q1', places, maximum: 4000 },
};
const open = { ...places[1]!, text: long, version: 3, by: marker };
const states: Record<string, ReportWordsSource> = {
  'with the places to choose from': source,
  'with a text': { ...source, open },
  'with a text that somebody else has changed': {
    ...source,
    open: { ...open, stored: long },
    banner: { text: long, style: 'attention' },
  },
};

describe.each(locales)('in %s', (locale) => {
  const cards = Object.entries(states).map(
    ([which, each]) =>
      [which, render('report-words', reportWordsCardData(each, wordingFor(locale)))] as const,
  );

  it('are cards that Teams takes, with known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker.slice(0, 20))),
    );
    expect(faults).toEqual([]);
  });

  it('show what people wrote in text runs, inputs and choices only, where nothing is interpreted', () => {
    const isHarmless: typeof isInputValue = (place, node) =>
      isInputValue(place, node) || /\.choices\[\d+\]\.title$/.test(place);
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isHarmless))).toEqual([]);
  });
});

it('shows the stored text beside what was typed, and carries the version that was seen', () => {
  const changed = states['with a text that somebody else has changed']!;
  const nodes = nodesOf(render('report-words', reportWordsCardData(changed, wordingFor('fi')))).map(
    ([, node]) => node,
  );
  expect(nodes.find(({ type }) => type === 'Input.Text')).toMatchObject({ id: 'text', value: long });
  expect(JSON.stringify(nodes)).toContain('Nyt tallessa');
  const [save] = nodes.filter(({ verb }) => verb === 'report-words-save');
  expect(save!['data']).toMatchObject({ place: 'd0', version: 3, period: '2026-Q1' });
});
