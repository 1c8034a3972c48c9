import { parseAnswer } from '../../src/goals/answers/answer';
import { measureAttainment } from '../../src/goals/judging/attainment';
import { goalLight } from '../../src/goals/judging/light';
import { type Field, fieldSchema, type Target } from '../../src/goals/schema';
import { elapsedShare } from '../../src/periods/year-share';
import { programmeWith } from '../helpers/fixtures';
import { judgedCases } from './judged-cases';

const cases = judgedCases
  .split('\n')
  .filter((line) => line.includes('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const comparators = { '≥': 'at-least', '>': 'above', '≤': 'at-most', '<': 'below', '=': 'exactly' } as const;

function targetOf(text: string): Target[] {
  if (text === '-') return [];
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  const figures = (quoted ?? text).match(/(?<![\d])-?\d+(?:,\d+)?/g) ?? [];
  const [low, high] = figures.map((figure) => Number(figure.replace(',', '.')));
  if (quoted === undefined && text.includes('–'))
    return [{ raw: text, low: low!, high: high!, comparator: 'range' }];
  const value = quoted === undefined ? low : figures.length > 0 ? Number(figures.at(-1)) : undefined;
  const comparator = comparators[text[0] as keyof typeof comparators];
  return [{ raw: quoted ?? text, ...(value !== undefined && { value }), ...(comparator && { comparator }) }];
}

function fieldOf(kind: string, baseline: string, target: string, direction: string, period: string): Field {
  return fieldSchema.parse({
    ...{ id: 'measure', kind, label: { fi: 'Mittari' }, role: 'measure', targets: targetOf(target) },
    ...(baseline !== '-' && { baseline: { raw: baseline, value: Number(baseline) } }),
    ...(direction !== '-' && { direction }),
    ...(period !== '-' && { accumulates: true }),
    ...(kind === 'scale' && { min: 0, max: 2 }),
  });
}

/** "75 yellow no", or "- no-side". */
function judged([kind, baseline, target, direction, period, typed]: readonly string[]): string {
  const field = fieldOf(kind!, baseline!, target!, direction!, period!);
  const programme = programmeWith();
  const read = parseAnswer(field, programme, typed!, 'fi');
  if (!read.ok || !read.answer) return `"${typed}" is not read`;
  const at = period === '-' ? '2024-Q1' : period!;
  const attainment = measureAttainment(field, read.answer, elapsedShare(at));
  const { light, kept } = goalLight({ fields: [field], groups: [] }, programme, { measure: read.answer }, at);
  if (!attainment.assessable) return `${light === 'not-assessable' ? '-' : light} ${attainment.reason}`;
  expect(kept).toBe(attainment.kept);
  const said = kept === undefined ? '-' : kept ? 'yes' : 'no';
  return `${Math.round(attainment.percent * 100 + 1e-6) / 100} ${light} ${said}`;
}

it('judges every measure as it was judged by hand', () => {
  const wrong = cases.flatMap((cells) => {
    const [said, expected] = [judged(cells), cells.slice(6).join(' ')];
    return said === expected ? [] : [`${cells.slice(0, 6).join(' | ')}: ${said}, not ${expected}`];
  });
  expect(wrong).toEqual([]);
});

it('has judged enough by hand: every side at zero, equal, below zero, in each kind of field and period', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  const column = (index: number) => new Set(cases.map((cells) => cells[index]));
  expect([...column(0)].sort()).toEqual(['money', 'number', 'percent', 'scale', 'yes-no']);
  expect([...column(3)].sort()).toEqual(['-', 'down', 'keep', 'up']);
  for (const sign of Object.keys(comparators))
    for (const figure of ['0', '-10']) expect(column(2)).toContain(sign + figure);
  for (const quarter of ['Q1', 'Q2', 'Q3', 'Q4']) expect(column(4)).toContain(`2024-${quarter}`);
});
