import { formatMoney, formatNumber, formatPercent } from '../../src/goals/format-number';
import { type Locale } from '../../src/goals/schema';

describe('writes figures as each language does', () => {
  const cases: [string, string, Locale, string][] = [
    ['number', formatNumber(1234567.8, 'fi'), 'fi', '1\u00a0234\u00a0567,8'],
    ['number', formatNumber(1200, 'sv'), 'sv', '1\u00a0200'],
    ['number', formatNumber(1200.5, 'en'), 'en', '1,200.5'],
    ['negative', formatNumber(-51, 'fi'), 'fi', '\u221251'],
    ['negative', formatNumber(-51, 'sv'), 'sv', '\u221251'],
    ['negative', formatNumber(-51, 'en'), 'en', '-51'],
    ['decimals', formatNumber(66.6666, 'fi', { decimals: 1 }), 'fi', '66,7'],
    ['decimals', formatNumber(100, 'fi', { decimals: 1 }), 'fi', '100,0'],
    ['all that were given', formatNumber(0.123456, 'fi'), 'fi', '0,123456'],
    ['no minus for what rounds to nothing', formatNumber(-0.4, 'fi', { decimals: 0 }), 'fi', '0'],
    ['percent', formatPercent(49.1, 'fi'), 'fi', '49,1\u00a0%'],
    ['percent', formatPercent(49.1, 'sv'), 'sv', '49,1\u00a0%'],
    ['percent', formatPercent(49.1, 'en'), 'en', '49.1%'],
    ['percent', formatPercent(200 / 3, 'fi'), 'fi', '66,67\u00a0%'],
    ['percent', formatPercent(200 / 3, 'fi', { decimals: 0 }), 'fi', '67\u00a0%'],
    ['money', formatMoney(165244, 'fi'), 'fi', '165\u00a0244\u00a0€'],
    ['money', formatMoney(-165244.5, 'sv'), 'sv', '\u2212165\u00a0244,50\u00a0€'],
    ['money', formatMoney(165244, 'en'), 'en', '€165,244'],
  ];
  test.each(cases)('%s %j in %s', (_what, written, _locale, expected) => {
    expect(written).toBe(expected);
  });
});
