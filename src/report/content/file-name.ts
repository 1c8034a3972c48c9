/** Names of files that people save: no system and no cloud drive refuses them. Pure. */

/** Characters; with its ending and a number that a drive adds it stays below 255 bytes also where each takes two. */
const longestName = 100;

/**
 * `name.extension`. What OneDrive, Windows or a shell does not take in a name becomes a hyphen or goes: `" * : < > ? / \ |`,
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
