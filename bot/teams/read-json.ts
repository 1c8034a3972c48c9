/** Parses JSON from outside after checking its depth. Pure. */

/** Levels of nesting; an activity of Teams has six or seven. */
const deepest = 32;

/** @returns undefined when the text is not JSON, or is nested deeper than 32 levels */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const [quote, backslash] = ['"', '\\'].map((sign) => sign.charCodeAt(0));
const opening = new Set(['[', '{'].map((sign) => sign.charCodeAt(0)));
const closing = new Set([']', '}'].map((sign) => sign.charCodeAt(0)));

/** JSON.parse takes a tenth of a second for half a megabyte of opening brackets. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isText && code === backslash) at++;
    else if (code === quote) isText = !isText;
    else if (isText) continue;
    else if (opening.has(code) && ++depth > deepest) return true;
    else if (closing.has(code)) depth--;
  }
  return false;
}
