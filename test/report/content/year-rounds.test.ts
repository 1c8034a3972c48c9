import { reportContent } from '../../../src/report/content/report-content';
import { yearRounds } from '../../../src/report/content/year-rounds';
import { sourceOf } from '../../digest/fixtures';
import { goalWith } from '../../helpers/fixtures';
import { options } from '../seed-sources';

const base = sourceOf({ goals: [goalWith('a')], raws: { a: { value: '95' } } });
const at = (period: string) => ({ ...base, round: { ...base.round, period } });

it.each([
  ['2026-Q2', ['2026-Q1'], ['2026-Q1 held', '2026-Q2 held', '2026-Q3', '2026-Q4']],
  ['2026-H2', ['2026-Q1', '2026-Q2'], ['2026-Q1 held', '2026-Q2 held', '2026-H1', '2026-H2 held']],
])('%s after %j has every round of its year, also those of another rhythm', (period, before, expected) => {
  const earlier = before.map((each) => ({ period: each, source: at(each) }));
  const rounds = yearRounds(reportContent(at(period), { ...options, earlier }));
  expect(rounds.map((round) => `${round.period}${round.source ? ' held' : ''}`)).toEqual(expected);
});
