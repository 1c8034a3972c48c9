/** The card of followed units and their digest are valid in Teams, even at full size. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { followCardData, type FollowCardSource, followedText } from '../../../cards/follow/data';
import { ownDigestCardData, ownDigestSummary } from '../../../cards/digest/own-digest';
import { type Card, render } from '../../../cards/render';
import { text } from '../../../cards/parts/strings';
import { textsOf } from '../../../deploy/local/scripted-user';
import { computeDigest } from '../../../src/digest/digest';
import { narrowed } from '../../../src/digest/narrow';
import { locales } from '../../../src/goals/schema';
import { unitToken } from '../../../src/goals/unit';
import { sourceOf } from '../../digest/fixtures';
import { neverRefused, type Node, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, writtenElsewhere } from '../../helpers/faults-in-cards';
import { during, goalWith, programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'ä'.repeat(300)}`;

const units = (count: number, name: (index: number) => string, followed = 0): FollowCardSource['units'] =>
  Array.from({ length: count }, (_, index) => ({
    name: { fi: name(index), sv: `Enhet ${index}` },
    value: unitToken(name(index)),
    followed: index < followed,
  }));
const plain = (index: number) => `Yksikkö ${index}`;
const programme = programmeWith();
const states: Record<string, FollowCardSource> = {
  'with one unit': { programme, units: units(1, plain), gone: [], several: false },
  'of a person who follows some': { programme, units: units(6, plain, 2), gone: [], several: true },
  'with units that are no more': {
    programme,
    units: units(6, plain),
    gone: ['Vanha', marker],
    several: true,
  },
  'with thirty units': { programme, units: units(34, plain, 34), gone: [], several: true },
  'at full size': {
    programme: { id: 'p'.repeat(80), name: { fi: long } },
    units: units(140, (index) => `${index} ${long}`, 140),
    gone: Array.from({ length: 60 }, (_, index) => `${index} ${long}`),
    several: true,
    banner: { text: long, style: 'warning' },
  },
};

const noNames = { names: new Map<string, string>() };
const followed = Array.from({ length: 34 }, (_, index) =>
  goalWith(`g${index}`, { headings: [{ fi: `${index} ${long}` }], title: { fi: long } }),
);
const raws = Object.fromEntries(followed.map(({ id }) => [id, { value: '10' }]));
const ownDigest = (count: number) => {
  const names = followed.slice(0, count).map(({ headings }) => headings[0]!.fi!);
  const previous = { goals: followed, raws: {} };
  return computeDigest(narrowed(sourceOf({ goals: followed, raws, previous }), new Set(names)), during);
};

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards: (readonly [string, Card])[] = [
    ...Object.entries(states).map(
      ([state, source]) => [`units ${state}`, render('follow', followCardData(source, wording))] as const,
    ),
    ...[1, 3, 34].map(
      (count) =>
        [
          `digest of ${count}`,
          render('digest', ownDigestCardData(ownDigest(count), noNames, wording)),
        ] as const,
    ),
  ];

  it('are cards that Teams takes, with labelled inputs and known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !/\$\{t(itle\}|…)/.test(fault)),
    );
    expect(faults).toEqual([]);
  });

  it('show names in text runs and choices only, never as markdown of the card', () => {
    const isHarmless = (place: string, { type }: Node) =>
      // A button's title is not markdown, and its data is not shown.
      type === 'Action.Execute' ||
      place.endsWith('.data.division') ||
      /choices\[\d+\]\.title$|\.data\[\d+\]\.title$/.test(place);
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isHarmless))).toEqual([]);
  });

  it('a short list of units lies open, a long one opens; what is followed is chosen', () => {
    const input = (state: string) =>
      nodesOf(render('follow', followCardData(states[state]!, wording)))
        .map(([, node]) => node)
        .find(({ type }) => type === 'Input.ChoiceSet')!;
    expect(input('of a person who follows some')).toMatchObject({
      ...{ isMultiSelect: true, style: 'expanded' },
      value: [plain(0), plain(1)].map(unitToken).join(','),
    });
    expect(input('with thirty units')['style']).toBe('compact');
  });

  it('there is a button to stop for who follows something, and one back where there are other programmes', () => {
    const verbs = (state: string) =>
      nodesOf(render('follow', followCardData(states[state]!, wording))).flatMap(
        ([, { verb }]) => verb ?? [],
      );
    expect(verbs('with one unit')).toEqual(['follow-save']);
    expect(verbs('of a person who follows some')).toEqual(['follow-save', 'follow-stop', 'follows']);
    expect(verbs('with units that are no more')).toContain('follow-stop');
  });
});

describe('what is followed', () => {
  const wording = wordingFor('fi');

  it('is said in one line', () => {
    expect(followedText(units(3, plain), wording)).toBe(text('fi', 'follow.none'));
    expect(followedText(units(3, plain, 2), wording)).toBe('Seuraat: Yksikkö 0, Yksikkö 1');
  });

  it('is said below the title of the digest: two units by name, more as a count that a button explains', () => {
    const digest = { ...ownDigest(1), name: { fi: 'Ohjelma' } };
    const drawn = (count: number) => {
      const only = Array.from({ length: count }, (_, index) => ({ fi: plain(index) }));
      return ownDigestCardData({ ...digest, only }, noNames, wording);
    };
    const unitsOn = (count: number) => drawn(count).subtitle.split(' · ')[0];
    expect(drawn(1).title).toBe('Ohjelma · Q3/2026');
    expect([1, 2, 5].map(unitsOn)).toEqual([
      ...['Yksikkö 0', 'Yksikkö 0, Yksikkö 1', '5 seuraamaasi yksikköä'],
    ]);
    expect(drawn(5).buttons).toContainEqual(
      expect.objectContaining({ verb: 'follow', title: 'Seuratut yksiköt (5)' }),
    );
    expect(ownDigestSummary(digest, wording)).toBe(
      'Kooste seuraamistasi yksiköistä: Ohjelma Q3/2026, vastattu 1/1',
    );
  });

  it('is said at the end of the digest too, with what to type to change it', () => {
    const card = render('digest', ownDigestCardData(ownDigest(1), noNames, wording));
    expect(textsOf(card)).toContain('”seuraa”');
  });
});
