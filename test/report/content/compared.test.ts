/** The earlier values beside a value: of the previous period and of a year ago, with the way the figure went. */
import { type DigestSource } from '../../../src/digest/digest';
import { earlierLines } from '../../../src/report/content/compared';
import { previousOf } from '../../../src/report/content/previous';
import { type EarlierRound, reportContent } from '../../../src/report/content/report-content';
import { sourceOf } from '../../digest/fixtures';
import { goalWith } from '../../helpers/fixtures';
import { options } from '../seed-sources';

const goal = goalWith('a');
const [field] = goal.fields;
const held = (period: string, value: string): EarlierRound => {
  const { form, replies } = sourceOf({ goals: [goal], raws: { a: { value } }, status: 'closed' });
  return { period, form, replies };
};

function contentOf(now: string, previous: EarlierRound, lastYear?: EarlierRound) {
  const source: DigestSource = { ...sourceOf({ goals: [goal], raws: { a: { value: now } } }), previous };
  return reportContent(source, { ...options, ...(lastYear && { lastYear }) });
}
const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));

it.each([
  ['60', '50', '↑'],
  ['40', '50', '↓'],
  ['50', '50', '→'],
  ['60', '<50', undefined],
  ['60', 'noin 50', undefined],
])('%s after %s has the arrow %s', (now, before, arrow) => {
  const content = contentOf(now, held('2026-Q2', before));
  expect(previousOf(field!, content.goals[0]!, content)?.arrow).toBe(arrow);
});

it('says the previous value and that of a year ago, each with its period', () => {
  const content = contentOf('60', held('2026-Q2', '50'), held('2025-Q3', '45'));
  const lines = plain(earlierLines(field!, content.goals[0]!, content));
  expect(lines).toEqual(['Edellinen (Q2/2026): 50 %', 'Vuosi sitten (Q3/2025): 45 %']);
});

it('does not say again what is shown beside it, nor the same round twice', () => {
  const content = contentOf('60', held('2026-Q2', '50'), held('2025-Q3', '45'));
  expect(earlierLines(field!, content.goals[0]!, content, ['2026-Q2'])).toHaveLength(1);
  const same = contentOf('60', held('2025-Q3', '50'), held('2025-Q3', '50'));
  expect(earlierLines(field!, same.goals[0]!, same)).toHaveLength(1);
});
