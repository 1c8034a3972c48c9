import fc from 'fast-check';
import { decodeKey, encodeBound, encodeKey } from '../../../src/storage/azure-tables/keys';
import { encodedLength, MAX_KEY_LENGTH } from '../../../src/storage/limits';

const key = fc.string({ unit: 'binary', maxLength: 12 });

describe('encoded keys', () => {
  it('come back as they were', () => {
    fc.assert(fc.property(key, (text) => expect(decodeKey(encodeKey(text))).toBe(text)));
    expect(decodeKey(encodeKey('\ufeffb'))).toBe('\ufeffb');
  });

  it('have the order of the code points, whichever character meets whichever', () => {
    const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code));
    characters.push('\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}');
    const encoded = characters.map((each) => encodeKey(each));
    expect([...encoded].sort()).toEqual(encoded);
    fc.assert(
      fc.property(key, key, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(Buffer.compare(Buffer.from(encodeKey(a)), Buffer.from(encodeKey(b))))).toBe(bytes);
      }),
    );
  });

  it('hold only characters that Azure Tables takes, that need no escaping in filters, and as many as counted', () => {
    fc.assert(
      fc.property(key, (text) => {
        expect(encodeKey(text)).toMatch(/^[-0-9:@A-Z_a-z|!.;^`{~]*$/);
        expect(encodeKey(text)).toHaveLength(encodedLength(text));
      }),
    );
  });

  it('leave what our keys are made of readable', () => {
    expect(encodeKey('round|2026-Q3:a_b@c')).toBe('round|2026-Q3:a_b@c');
    expect(encodeKey('Hyvinvointi/ä')).toBe('Hyvinvointi.2f~c3~a4');
  });
});

describe('encoded bounds', () => {
  it('are cut where no key reaches, which changes no comparison', () => {
    const bound = `${'ä'.repeat(80)}${'b'.repeat(100_000)}`;
    expect(encodeBound(bound).length).toBeLessThan(MAX_KEY_LENGTH + 4);
    for (const longest of ['ä'.repeat(85), `${'ä'.repeat(80)}${'b'.repeat(32)}`, `${'ä'.repeat(80)}c`])
      expect(encodeKey(longest) < encodeBound(bound)).toBe(
        longest < bound && !longest.startsWith('ä'.repeat(81)),
      );
  });

  it('are the key itself where they could be one', () => {
    fc.assert(fc.property(key, (text) => expect(encodeBound(text)).toBe(encodeKey(text))));
  });
});
