import { omit } from '../../../src/omit';
import { type Edition } from '../../../src/report/content/formats';
import { reportContent } from '../../../src/report/content/report-content';
import { sourceOf } from '../../digest/fixtures';
import { goalWith, peopleOf } from '../../helpers/fixtures';
import { options } from '../seed-sources';

const people = peopleOf(['anna@example.org'], { heads: ['anna@example.org'] });
const names = new Map([
  ['anna@example.org', 'Anna'],
  // A directory may know an account by its address only.
  ['bo@example.org', 'bo@example.org'],
]);
const owners = ['anna@example.org', 'bo@example.org', 'gone@example.org', 'role:heads'] as const;

it.each([
  ['full', 'Anna, bo@example.org, gone@example.org, heads'],
  ['published', 'Anna, heads'],
] as const)('the %s edition names owners as %s', (edition: Edition, named) => {
  const source = sourceOf({ goals: [goalWith('a')], raws: {}, people });
  expect(reportContent(source, { ...options, names, edition }).owners(owners)).toBe(named);
});

it('is the published edition of its own round by default', () => {
  const content = reportContent(sourceOf({ goals: [goalWith('a')], raws: {} }), omit(options, 'edition'));
  expect([content.edition, content.period, content.ofYear]).toEqual(['published', 'Q3/2026', false]);
});

it('is named after the year that its round reports', () => {
  const content = reportContent(sourceOf({ goals: [goalWith('a')], raws: {} }), {
    ...options,
    period: '2026',
  });
  expect([content.period, content.ofYear]).toEqual(['2026', true]);
});
