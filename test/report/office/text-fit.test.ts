import fc from 'fast-check';
import { fittingSize, linesOf, splitText, textHeight } from '../../../src/report/office/text-fit';

const words = (count: number) => Array.from({ length: count }, (_, index) => `sana${index}`).join(' ');
const bare = (text: string) => text.replace(/\s+/g, '');
const ten = { size: 10 };

describe('the lines of a text', () => {
  it('never break at a space that binds', () => {
    const text = 'Mål 100\u00a0pers.';
    const lines = linesOf(text, 0.7, ten).map(({ start, end }) => text.slice(start, end));
    expect(lines).toEqual(['Mål', '100\u00a0pers.']);
  });

  it('break between words, after the text’s own line breaks, and within a word that is too long', () => {
    expect(linesOf('', 3, ten)).toHaveLength(1);
    expect(linesOf('a\n\nb', 3, ten)).toHaveLength(3);
    const text = `lyhyt ${'x'.repeat(200)} loppu`;
    const lines = linesOf(text, 3, ten).map(({ start, end }) => text.slice(start, end));
    expect(lines[0]).toBe('lyhyt');
    expect(lines.at(-1)).toMatch(/x loppu$/);
  });

  it('are more the narrower the box, the larger the letters and the bolder', () => {
    const text = 'x'.repeat(3000);
    const height = textHeight(text, 4, ten);
    expect(textHeight(text, 3, ten)).toBeGreaterThan(height);
    expect(textHeight(text, 4, { size: 11 })).toBeGreaterThan(height);
    expect(textHeight(text, 4, { size: 10, bold: true })).toBeGreaterThan(height);
  });

  it('take no fewer than Arial’s own mean width needs', () => {
    // Half an em a letter is what Finnish running text needs in Arial.
    const text = 'Palvelujen järjestämistä kehitetään yhdessä kuntien kanssa vuoden aikana. '.repeat(20);
    expect(linesOf(text, 4, ten).length).toBeGreaterThanOrEqual((text.length * 0.5 * 10) / 72 / 4);
  });

  it('keep every letter when a text is split, whatever is in it', () => {
    const box = fc.record({
      width: fc.double({ min: 0.3, max: 8, noNaN: true }),
      height: fc.double({ min: 0.2, max: 3, noNaN: true }),
    });
    const text = fc.string({
      unit: fc.constantFrom('a', 'W', ' ', '\n', 'ä', '😀', '-', '\t', 'i'),
      maxLength: 400,
    });
    fc.assert(
      fc.property(text, box, (given, room) => {
        const { fits, rest } = splitText(given, room, ten);
        expect(bare(fits + rest)).toBe(bare(given));
        // With the u flag only half a letter is found.
        expect(`${fits} ${rest}`).not.toMatch(/[\ud800-\udfff]/u);
        expect(rest === '' || textHeight(fits, room.width, ten) <= room.height + 1e-6).toBe(true);
      }),
    );
  });
});

it('a text is split after a sentence, never after an abbreviation, and at a line where a sentence is too long', () => {
  const text =
    'Ensimmäinen virke on tässä. Toinen virke, esim. tämä, jatkuu pitkään seuraavalle riville saakka.';
  const room = { width: 3, height: 0.4 };
  expect(splitText(text, room, ten)).toEqual({
    fits: 'Ensimmäinen virke on tässä.',
    rest: 'Toinen virke, esim. tämä, jatkuu pitkään seuraavalle riville saakka.',
  });
  const endless = words(100);
  expect(splitText(endless, room, ten).fits.length).toBeGreaterThan(20);
});

it('the largest size that fits is taken, else the smallest', () => {
  const box = { width: 3, height: 1 };
  expect(fittingSize('lyhyt', box, [20, 14, 10])).toBe(20);
  expect(fittingSize(words(500), box, [20, 14, 10])).toBe(10);
});
