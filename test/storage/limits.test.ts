/** A commit that is let through by the length of its text alone is within every limit, whatever the text. */
import {
  alwaysFits,
  changeBytes,
  checkCommit,
  entityBytes,
  MAX_CHANGES,
  MAX_COMMIT_BYTES,
  MAX_ENTITY_BYTES,
  MAX_KEY_LENGTH,
  storedText,
} from '../../src/storage/limits';
import { insert } from '../../src/storage/rows';
import { type Change, type JsonObject } from '../../src/storage/store';

const longest = (mark: string) => mark.repeat(MAX_KEY_LENGTH / 4);
const partition = longest('abcd');

/** As many of the sign as give at most `length` units of JSON. */
function filled(sign: string, length: number): JsonObject {
  const each = storedText({ text: sign.repeat(2) }).length - storedText({ text: sign }).length;
  return { text: sign.repeat(Math.floor((length - storedText({ text: '' }).length) / each)) };
}

const signs = ['a', '"', '\\', 'ä', '€', '\u2028', '\u0001', '\ud800', '😀'];

it.each(signs.map((sign) => [JSON.stringify(sign), sign] as const))('of %s alone', (_, sign) => {
  const one = insert(longest('wxyz'), filled(sign, alwaysFits));
  const many = Array.from({ length: MAX_CHANGES }, (_, at) =>
    insert(
      `${String(at).padStart(3, '0')}_${longest('wxyz').slice(4)}`,
      filled(sign, alwaysFits / MAX_CHANGES),
    ),
  );
  for (const changes of [[one], many]) {
    const sum = changes.reduce((total, change) => total + changeBytes(partition, change), 0);
    expect(sum).toBeLessThanOrEqual(MAX_COMMIT_BYTES);
    for (const change of changes)
      expect(entityBytes(partition, change.key, valueOf(change))).toBeLessThanOrEqual(MAX_ENTITY_BYTES);
    expect(() => checkCommit(partition, changes)).not.toThrow();
  }
});

const valueOf = (change: Change) => (change.type === 'delete' ? {} : change.value);
