/** Names of files that people save: no system and no cloud drive refuses them. Pure. */

/** In characters: at two bytes each, there is room within 255 bytes for the extension and a number that a drive adds. */
const longestName = 100;

/**
 * `name.extension`. Characters that OneDrive, Windows or a shell refuses in a name become a hyphen or are dropped: `" * : < > ? / \ |`,
 * control and formatting characters, dots and spaces at the ends.
 */
export function fileNameOf(name: string, extension: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{C}]/gu, ' ')
    .replace(/["*:<>?/\\|#%~]+/g, '-')
    .replace(/\s+/g, ' ');
  const trimmed = [...safe]
    .slice(0, longestName)
    .join('')
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '');
  return `${trimmed || 'report'}.${extension}`;
}
