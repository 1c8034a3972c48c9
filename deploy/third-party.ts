/** The licences of all packages that the bot runs with, from the lockfile: `npm run licences` writes the list. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageReasons } from './package-reasons';

const root = path.join(__dirname, '..');
export const licencesFile = path.join(root, 'deploy/third-party.md');

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Packages that state their licence only in their files; these were read. */
const fromTheirFiles: Readonly<Record<string, string>> = {
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
};

const preface = `# Packages that the bot runs with

Written by \`npm run licences\` from the lockfile and \`package-reasons.ts\`; a test compares them.

## Why each is there

Nothing else is installed for running the bot. \`.npmrc\` keeps every package from running a script at installation. Five would, and
all of them work without it: \`dtrace-provider\` compiles a probe that nobody uses; \`esbuild\`, and for development
\`unrs-resolver\`, \`@swc/core\` and \`@parcel/watcher\`, look for a binary that comes in a package of its own.
`;

const licencesPreface = `## Licences

All packages, including those that the ones above bring along. Packages for other processors and systems are listed too.
The holidays' data of date-holidays comes from Wikipedia, under CC BY-SA 3.0; its licence file names the articles.
`;

export interface Licensed {
  /** Name and version. */
  readonly name: string;
  /** SPDX expression; empty if the package states none. */
  readonly licence: string;
}

/** The packages that are installed without those for development. */
export function productionPackages(): readonly Licensed[] {
  return lockedPackages()
    .filter(([, { dev }]) => !dev)
    .map(([name, { version = '', license }]) => ({
      name: `${name} ${version}`,
      licence: (license ?? fromTheirFiles[name] ?? '').replace(/^\((.*)\)$/, '$1'),
    }));
}

/** Names of all packages, including those for development, that have an install script. */
export function packagesWithInstallScript(): readonly string[] {
  return lockedPackages()
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([name]) => name);
}

export function licencesText(): string {
  const byLicence = new Map<string, string[]>();
  for (const { name, licence } of productionPackages())
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
  const sections = [...byLicence]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([licence, names]) => `### ${licence}\n\n${[...new Set(names)].sort().join(', ')}\n`);
  return [preface, reasonsList(), licencesPreface, ...sections].join('\n');
}

function reasonsList(): string {
  const licences = new Map(
    productionPackages().map(({ name, licence }) => [name.replace(/ .*/, ''), licence] as const),
  );
  const lines = packageReasons.map(([names, reason]) => {
    const under = new Set(names.map((name) => licences.get(name) ?? 'not installed'));
    return `- ${names.map((name) => `\`${name}\``).join(', ')} (${[...under].join(', ')}): ${reason}\n`;
  });
  return lines.join('');
}

function lockedPackages(): (readonly [string, LockedPackage])[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  return Object.entries(lock.packages)
    .filter(([place]) => place !== '')
    .map(([place, locked]) => [place.replace(/.*node_modules\//, ''), locked] as const);
}

if (require.main === module) writeFileSync(licencesFile, licencesText());
