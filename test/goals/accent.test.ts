import { expect, it } from '@jest/globals';
import { accentProblem, contrastWithWhite, tinted } from '../../src/goals/accent';

it('is a colour in which text can be read on white', () => {
  expect(['#1F5C99', '#000000', '#767676'].map(accentProblem)).toEqual([undefined, undefined, undefined]);
  // The lightest grey that passes is #767676, by the definition of WCAG.
  for (const colour of ['#777777', '#FFD24D', '#ffffff'])
    expect(accentProblem(colour)).toMatch(/^is too light .* contrast \d+\.\d, at least 4\.5 is needed$/);
  for (const text of ['1F5C99', '#1F5C9', 'blue', '#1F5C9G', ''])
    expect(accentProblem(text)).toMatch(/no colour/);
});

it('has the contrast that WCAG defines', () => {
  expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
  expect(contrastWithWhite('#ffffff')).toBeCloseTo(1, 5);
  expect(contrastWithWhite('#ff0000')).toBeCloseTo(4, 1);
});

it('gives a pale colour for backgrounds', () => {
  expect([tinted('#000000', 0.1), tinted('#1F5C99', 1), tinted('#1F5C99', 0)]).toEqual([
    ...['#E6E6E6', '#1F5C99', '#FFFFFF'],
  ]);
});
