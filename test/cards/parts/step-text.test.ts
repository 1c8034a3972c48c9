import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { stepText } from '../../../cards/parts/step-text';
import { type ForecastStep } from '../../../src/schedule/forecast';

const at = new Date('2026-01-26T06:00:00Z');
const step = (what: 'open' | 'remind' | 'digest' | 'close', recipients: number, sentFrom = at) =>
  ({ at, sentFrom, what, recipients, period: '2025-Q4', sending: 1 }) as ForecastStep;
const fi = (of: ForecastStep) => stepText(of, wordingFor('fi')).replaceAll('\u00a0', ' ');

describe('a coming step', () => {
  it.each([
    [step('remind', 0), 'muistutus Q4/2025, ei saajia'],
    [step('remind', 1), 'muistutus Q4/2025, enintään 1 saaja'],
    [step('digest', 0), 'kooste Q4/2025, ei kanavia'],
    [step('digest', 2), 'kooste Q4/2025, 2 kanavaa'],
    [step('close', 0), 'kierros Q4/2025 sulkeutuu, loppukoostetta ei lähetetä'],
    [step('close', 1), 'kierros Q4/2025 sulkeutuu, loppukooste 1 kanavalle'],
  ])('says who gets what, %#', (of, said) => {
    expect(fi(of)).toBe(`ma 26.1.2026 klo 8.00: ${said}`);
  });

  it('says when it goes out after quiet hours, unless nobody gets it', () => {
    const later = new Date('2026-01-26T08:00:00Z');
    expect(fi(step('remind', 2, later))).toMatch(
      /; viestit lähtevät hiljaisen ajan jälkeen ma 26.1.2026 klo 10.00$/,
    );
    expect(fi(step('remind', 0, later))).toMatch(/, ei saajia$/);
  });
});
