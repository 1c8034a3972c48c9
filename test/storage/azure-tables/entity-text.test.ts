import fc from 'fast-check';
import { fromChunks, toChunks } from '../../../src/storage/azure-tables/entity-text';
import type { JsonObject } from '../../../src/storage/store';

describe('a value in properties', () => {
  it('comes back as it was, wherever it is cut', () => {
    const pad = fc.integer({ min: 31_970, max: 32_010 });
    const tail = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(pad, tail, (length, text) => {
        const value = { text: `${'x'.repeat(length)}${text}😀\u2028\u2029😀` };
        expect(fromChunks(toChunks(value))).toEqual(value);
      }),
    );
  });

  it('never splits a surrogate pair, and no property passes what the service takes (64,000 bytes)', () => {
    for (const start of ['', 'x']) {
      const chunks = Object.values(toChunks({ text: `${start}${'😀'.repeat(60_000)}` }));
      expect(chunks.length).toBeGreaterThan(3);
      for (const chunk of chunks) {
        expect(chunk).not.toMatch(/\p{Surrogate}/u);
        expect(chunk.length).toBeLessThanOrEqual(32_000);
      }
    }
  });

  it('holds no character at which a transaction could be cut', () => {
    const value: JsonObject = { 'a\u2028': '\u2029\r\n\u2028', list: ['\u2028'] };
    expect(Object.values(toChunks(value)).join('')).not.toMatch(/[\r\n\u2028\u2029]/);
    expect(fromChunks(toChunks(value))).toEqual(value);
  });
});
