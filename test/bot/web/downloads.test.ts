import { asAttachment } from '../../../bot/web/downloads';

describe('the name of a download', () => {
  it.each([
    ['Ohjelma 2026-Q3.csv', 'Ohjelma 2026-Q3.csv', 'Ohjelma%202026-Q3.csv'],
    ['Åtgärder (2024).xlsx', 'Atgarder (2024).xlsx', '%C3%85tg%C3%A4rder%20%282024%29.xlsx'],
    ['Päätös – 1*.csv', 'Paatos _ 1*.csv', 'P%C3%A4%C3%A4t%C3%B6s%20%E2%80%93%201%2A.csv'],
    ["a'b.csv", "a'b.csv", 'a%27b.csv'],
    ['a"b\\c\r\nd.csv', 'a_b_c__d.csv', 'a%22b%5Cc%0D%0Ad.csv'],
    ['😀.csv', '__.csv', '%F0%9F%98%80.csv'],
  ])('%j stands in the header as %j and %j', (name, plain, encoded) => {
    expect(asAttachment(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
  });
});
