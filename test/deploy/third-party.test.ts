import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import {
  licencesFile,
  licencesText,
  packagesWithInstallScript,
  productionPackages,
} from '../../deploy/third-party';

const root = path.join(__dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };

/** What a public organisation may use and pass on without opening its own code. */
const allowed =
  /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Unlicense|PSF-2\.0|Zlib|CC-BY-3\.0|AFL-2\.1)$/;

/** Of "A OR B" one is enough, of "A AND B" each counts. */
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

it('gives in the README a reason and the licence of each package that it runs with', () => {
  const section = textOf('README.md').split('\n## Dependencies\n')[1]!.split('\n## ')[0]!;
  const rows = section.split('\n').filter((line) => /^\| `/.test(line));
  const told = rows.flatMap((row) => {
    const [names = '', reason = '', licence = ''] = row
      .slice(1)
      .split('|')
      .map((cell) => cell.trim());
    expect(reason).not.toBe('');
    return [...names.matchAll(/`([^`]+)`/g)].map((match) => [match[1], licence]);
  });
  const installed = Object.fromEntries(
    productionPackages().map(({ name, licence }) => [name.replace(/ .*/, ''), licence]),
  );
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(Object.keys(dependencies).map((name) => [name, installed[name]])),
  );
});
