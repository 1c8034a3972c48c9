import { periodTyped } from '../../../../bot/commands/typed/period-typed';

describe('a period at the end of a command', () => {
  it.each([
    ['tuottavuusohjelma 2025-H2', '2025-H2', 'tuottavuusohjelma'],
    ['strategiset tavoitteet q4/2024', '2024-Q4', 'strategiset tavoitteet'],
    ['uppföljning 7-12/2025', '2025-H2', 'uppföljning'],
    ['uppföljning 7–12/2025', '2025-H2', 'uppföljning'],
    ['ohjelma 5-8/2025', '2025-T2', 'ohjelma'],
    ['ohjelma 10/2025', '2025-M10', 'ohjelma'],
    ['ohjelma 2025-m01', '2025-M01', 'ohjelma'],
    ['kysely 2024', '2024', 'kysely'],
    ['2026-Q3', '2026-Q3', ''],
  ])('%s', (typed, period, text) => {
    expect(periodTyped(typed)).toEqual({ period, text });
  });

  it.each([
    '',
    'tuottavuusohjelma',
    'ohjelma 2025-Q9',
    'ohjelma 13/2025',
    'ohjelma 9999',
    'a/2025',
    '1/99999',
  ])('"%s" names none', (typed) => {
    expect(periodTyped(typed)).toEqual({ text: typed });
  });
});
