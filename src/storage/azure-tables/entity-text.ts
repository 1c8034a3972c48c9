/** A value as JSON text in the string properties c0, c1, … of an entity, each within the service's limit. */
import { storedText } from '../limits';
import type { JsonObject } from '../store';

/**
 * UTF-16 units per property. The documentation says "about 32 K or less" and Azurite accepts 32,768, but the service
 * refuses more than 64,000 bytes (Azurite issue 2510). An entity of 1 MiB has 17 such properties.
 */
const CHUNK_UNITS = 32_000;

export function toChunks(value: JsonObject): Record<string, string> {
  const text = storedText(value);
  const chunks: Record<string, string> = {};
  for (let start = 0, at = 0; start < text.length; at += 1) {
    const end = chunkEnd(text, start);
    chunks[`c${at}`] = text.slice(start, end);
    start = end;
  }
  return chunks;
}

export function fromChunks(properties: Readonly<Record<string, unknown>>): JsonObject {
  let text = '';
  for (let at = 0; ; at += 1) {
    const chunk = properties[`c${at}`];
    if (typeof chunk !== 'string') break;
    text += chunk;
  }
  return JSON.parse(text) as JsonObject;
}

/** Does not split surrogate pairs: half a pair has no UTF-8 form and would arrive as another character. */
function chunkEnd(text: string, start: number): number {
  const end = start + CHUNK_UNITS;
  if (end >= text.length) return text.length;
  return /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
