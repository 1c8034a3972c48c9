/** Heavy packages are loaded only when used, so that the bot starts fast and is small when idle. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** Packages that are loaded before the bot serves, found by its imports without those of types. */
function packagesLoadedBy(entry: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importedBy(file)) {
      if (name.startsWith('.')) visit(sourceOf(path.resolve(path.dirname(file), name)));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  };
  visit(path.join(root, entry));
  return packages;
}

function importedBy(file: string): string[] {
  if (file.endsWith('.json')) return [];
  const statements = readFileSync(file, 'utf8').matchAll(/^(?:import|export) ([^;]*?) from '([^']+)';/gm);
  return [...statements].flatMap(([, what, name]) => (isTypeOnly(what!) ? [] : [name!]));
}

function isTypeOnly(what: string): boolean {
  if (what.startsWith('type ')) return true;
  const names = /^\{([^}]*)\}$/
    .exec(what)?.[1]!
    .split(',')
    .map((name) => name.trim());
  return names?.every((name) => name === '' || name.startsWith('type ')) ?? false;
}

function sourceOf(file: string): string {
  return [`${file}.ts`, path.join(file, 'index.ts')].find(existsSync) ?? file;
}

it('loads no reader and no writer of files, no command line and no store but the embedded one', () => {
  expect([...packagesLoadedBy('bot/main.ts')].sort()).toEqual([
    'botbuilder',
    'botframework-connector',
    'botframework-connector/lib/auth/jwtTokenExtractor',
    'fastest-levenshtein',
    'intl-messageformat',
    'libsql',
    'luxon',
    'node-cron',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'restify',
    'zod',
  ]);
});
