import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { packageReasons } from '../../deploy/package-reasons';
import {
  licencesFile,
  licencesText,
  packagesWithInstallScript,
  productionPackages,
} from '../../deploy/third-party';

const root = path.join(__dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };

/** Licences under which a public organisation may use and redistribute code without opening its own. */
const allowed =
  /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Unlicense|PSF-2\.0|Zlib|CC-BY-3\.0|AFL-2\.1)$/;

/** "A OR B" needs one of the two, "A AND B" needs both. */
const isAllowed = (licence: string) =>
  licence.split(' OR ').some((choice) => choice.split(' AND ').every((part) => allowed.test(part)));

it('runs only with packages whose licences are free of conditions on our code', () => {
  const packages = productionPackages();
  expect(packages.length).toBeGreaterThan(Object.keys(dependencies).length);
  expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

it('lists the licences of what the lockfile holds', () => {
  expect(readFileSync(licencesFile, 'utf8')).toBe(licencesText());
});

it('lets no package run a script at installation, and knows which would', () => {
  expect(textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  expect([...new Set(packagesWithInstallScript())].sort()).toEqual([
    '@parcel/watcher',
    '@swc/core',
    'dtrace-provider',
    'esbuild',
    'unrs-resolver',
  ]);
});

it('has a reason for each package that package.json names, and for no other', () => {
  const named = packageReasons.flatMap(([names, reason]) => (reason === '' ? [] : names));
  expect([...named].sort()).toEqual(Object.keys(dependencies).sort());
});
