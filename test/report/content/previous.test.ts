import { type DigestSource } from '../../../src/digest/digest';
import { type Field, fieldSchema } from '../../../src/goals/schema';
import { changedValues } from '../../../src/report/content/changed-answers';
import { changeText, previousOf, yearAgoOf } from '../../../src/report/content/previous';
import { reportContent } from '../../../src/report/content/report-content';
import { sourceOf } from '../../digest/fixtures';
import { goalWith } from '../../helpers/fixtures';
import { options } from '../seed-sources';

const field = (changes: Partial<Field> = {}): Field =>
  fieldSchema.parse({
    ...{ id: 'f', kind: 'number', label: { fi: 'Jonossa' }, unit: { fi: 'hlö' }, role: 'measure' },
    ...{ targets: [{ raw: 'enintään 900', value: 900 }], ...changes },
  });

interface Forms {
  readonly asked?: Field;
  readonly before?: Field;
}

function source(now: string, then: string | undefined, forms: Forms = {}): DigestSource {
  const { asked = field(), before = asked } = forms;
  const goalsOf = (form: Field) => [goalWith('a', { fields: [form] })];
  return sourceOf({
    goals: goalsOf(asked),
    raws: now === '' ? {} : { a: { f: now } },
    ...(then !== undefined && { previous: { goals: goalsOf(before), raws: { a: { f: then } } } }),
  });
}

function compared(shown: DigestSource, locale: 'fi' | 'en' = 'fi') {
  const content = reportContent(shown, { ...options, locale });
  const [reported] = content.goals;
  return previousOf(reported!.goal.fields[0]!, reported!, content);
}

const adding = field({ accumulates: true, targets: [{ raw: 'vähintään 900', value: 900 }] });

it.each([
  ['860', '950', {}, '950\u00a0hlö', '↓ parempi'],
  ['950', '860', {}, '860\u00a0hlö', '↑ huonompi'],
  ['950', '950', {}, '950\u00a0hlö', '→ ennallaan'],
  ['-51', '-40', { asked: field({ targets: [] }) }, '−40\u00a0hlö', '↓'],
  ['950', '<900', {}, '<900\u00a0hlö', ''],
  ['noin 950', '900', {}, '900\u00a0hlö', ''],
  ['950', 'ei mittaria', {}, 'ei mittaria', ''],
  ['', '900', {}, '900\u00a0hlö', ''],
  ['60', '50', { before: field({ kind: 'percent', unit: undefined, targets: [] }) }, '50\u00a0%', ''],
  ['600', '300', { asked: adding }, '300\u00a0hlö', '↑'],
])('%s after %s', (now, then, forms, text, change) => {
  const comparison = compared(source(now, then, forms))!;
  expect([comparison.text, changeText(comparison), comparison.period]).toEqual([text, change, '2026-Q2']);
});

it('of another scale, or of one that adds up now, says no way', () => {
  const scale = (max: number) => field({ kind: 'scale', unit: undefined, min: 1, max, targets: [] });
  const said = [
    compared(source('7', '4', { asked: scale(10), before: scale(5) })),
    compared(source('300', '600', { asked: adding, before: field() })),
  ];
  expect(said.map((comparison) => changeText(comparison!))).toEqual(['', '']);
});

it.each([
  ['2027-Q1', '2026-Q4', '', 0],
  ['2027-Q2', '2026-Q4', '', 0],
  ['2027-H2', '2026-Q4', '↓ huonompi', 1],
])('a figure that adds up begins again in January: %s after %s', (now, then, change, count) => {
  const { round, previous, ...rest } = source('250', '900', { asked: adding });
  const shown = { ...rest, round: { ...round, period: now }, previous: { ...previous!, period: then } };
  expect(changeText(compared(shown)!)).toBe(change);
  expect(changedValues(reportContent(shown, options))).toHaveLength(count);
});

it('is in the language of the reader', () => {
  const comparison = compared(source('860', '950'), 'en')!;
  expect(changeText(comparison)).toBe('↓ better');
});

it('is missing without an earlier answer', () => {
  expect(compared(source('860', undefined))).toBeUndefined();
  expect(
    compared({
      ...source('860', '950'),
      previous: { ...source('860', '950').previous!, replies: new Map() },
    }),
  ).toBeUndefined();
});

describe('the same period a year ago', () => {
  const shown = source('860', '950', { asked: adding });
  const { form, replies } = source('700', undefined, { asked: adding });
  const yearAgo = (period: string) => {
    const content = reportContent(shown, { ...options, lastYear: { period, form, replies } });
    return yearAgoOf(adding, content.goals[0]!, content);
  };

  it('is compared like with like, also a figure that adds up', () => {
    const comparison = yearAgo('2025-Q3')!;
    expect([comparison.text, changeText(comparison)]).toEqual(['700\u00a0hlö', '↑ parempi']);
  });

  it('is not told twice if it is the previous round', () => {
    expect(yearAgo('2026-Q2')).toBeUndefined();
  });
});
