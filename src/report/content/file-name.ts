/** Names of files that people save, valid on every system and cloud drive. Pure. */

/** In characters: at two bytes each, 255 bytes leave room for the extension and a number that a drive adds. */
const longestName = 100;

/**
 * `name.extension`. Characters that OneDrive, Windows or a shell refuses in a name become a hyphen between letters and are
 * dropped beside a space:
 * `" * : < > ? / \ |`, control and formatting characters, dots and spaces at the ends.
 */
export function fileNameOf(name: string, extension: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{C}]/gu, ' ')
    .replace(/["*:<>?/\\|#%~]+/g, (signs, at: number, all: string) =>
      isSpace(all[at - 1]) || isSpace(all[at + signs.length]) ? ' ' : '-',
    )
    .replace(/\s+/g, ' ');
  const trimmed = [...safe]
    .slice(0, longestName)
    .join('')
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '');
  return `${trimmed || 'report'}.${extension}`;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
