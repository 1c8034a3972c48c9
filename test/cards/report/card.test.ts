/** The card on which a report is asked for. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { render } from '../../../cards/render';
import { reportCardData, type ReportCardSource } from '../../../cards/report/data';
import { locales } from '../../../src/goals/schema';
import { offeredFormats, reportFormats } from '../../../src/report/content/formats';
import { type Round } from '../../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, writtenElsewhere } from '../../helpers/faults-in-cards';
import { deadline, opens, programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(5_000)}`;
const rounds: Round[] = Array.from({ length: 60 }, (_, index) => ({
  programmeId: 'p',
  period: `${2040 - index}-Q4`,
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  status: index === 0 ? 'open' : 'closed',
  events: [{ what: 'closed', by: 'schedule', at: deadline.toISOString() }],
}));
const chosen = {
  period: '2040-Q4',
  format: 'pptx',
  language: 'sv',
  edition: 'published',
  part: 'board',
} as const;

const states: Record<string, ReportCardSource> = {
  'without a round': { programme: programmeWith(), formats: reportFormats, rounds: [] },
  'as it is asked for': {
    ...{ programme: programmeWith(), formats: offeredFormats(false) },
    ...{ rounds: rounds.slice(0, 1), chosen },
  },
  'at full size, with a link': {
    programme: programmeWith({ id: 'p'.repeat(80), name: { fi: long } }),
    ...{ rounds, chosen, formats: reportFormats },
    download: `https://seuranta.example.org/reports/${'x'.repeat(43)}`,
    banner: { text: long, style: 'good' },
  },
};

describe.each(locales)('in %s', (locale) => {
  const cards = Object.entries(states).map(
    ([which, source]) => [which, render('report', reportCardData(source, wordingFor(locale)))] as const,
  );

  it('are cards that Teams takes, with known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker.slice(0, 20))),
    );
    expect(faults).toEqual([]);
  });

  it('show what people wrote in text runs only', () => {
    expect(faultsIn(cards, (card) => writtenElsewhere(card))).toEqual([]);
  });
});

it('offers the forty latest rounds, with the chosen one chosen', () => {
  const card = render('report', reportCardData(states['at full size, with a link']!, wordingFor('fi')));
  const inputs = nodesOf(card).flatMap(([, node]) => (node['type'] === 'Input.ChoiceSet' ? [node] : []));
  expect(inputs.map(({ id, value }) => [id, value])).toEqual(Object.entries(chosen));
  expect((inputs[0]!['choices'] as unknown[]).length).toBe(40);
});
