import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../bot/config/config';
import { findingIds } from '../../../src/health/finding';
import { startFlags } from '../../helpers/start-flags';

const root = path.join(__dirname, '../../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const template = textOf('deploy/azure/main.bicep');
const toolkit = textOf('m365agents.yml');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

it('gives the container only variables that the bot reads, and all that it needs', () => {
  const given = Object.fromEntries(
    all(template, /name: '([A-Z][A-Z_]+)', value:/g).map((name) => [
      name,
      '00000000-0000-0000-0000-000000000000',
    ]),
  );
  const example = all(textOf('.env.example'), /^([A-Z_]+)=/gm);
  // Read by the Azure libraries.
  const ours = Object.keys(given).filter((name) => name !== 'AZURE_CLIENT_ID');
  expect(ours.filter((name) => !example.includes(name))).toEqual([]);
  const known = {
    MICROSOFT_APP_TYPE: 'UserAssignedMSI',
    AZURE_TABLES_URL: 'https://account.table.example.org',
    AZURE_TABLES_TABLE: 'seuranta',
    SEURANTA_ADMINS: 'planning@example.org',
    DIRECTORY: 'graph',
  };
  expect(() => readConfig({ ...given, ...known })).not.toThrow();
});

it('names the port that the container listens on', () => {
  expect(new Set(all(template, /[pP]ort: (\d+)/g))).toEqual(new Set(['3978']));
  expect(textOf('deploy/Dockerfile')).toContain('EXPOSE 3978');
});

it('runs in the container with the heap of `npm start`', () => {
  expect(startFlags().length).toBeGreaterThan(0);
  for (const flag of startFlags()) expect(textOf('deploy/Dockerfile')).toContain(`"${flag}"`);
});

describe('the alerts', () => {
  const queries = all(template, /query: '([^']+)'/g);
  const runbook = textOf('deploy/azure/README.md');

  it('look for lines that the bot logs', () => {
    const code = ['bot/process/logged-tick.ts', 'bot/process/health/watch.ts'].map(textOf).join('\n');
    const messages = queries.flatMap((query) => all(query, /entry\.msg\) == "([^"]+)"/g));
    expect(messages.sort()).toEqual(['finding', 'tick']);
    for (const message of messages) expect(code).toContain(`'${message}')`);
  });

  it('are all explained, and so is each finding', () => {
    const ends = all(template, /^ {2}name: '\$\{name\}-(errors|down|no-tick|findings)'$/gm);
    expect(ends.sort()).toEqual(['down', 'errors', 'findings', 'no-tick']);
    const rules = all(template, /'(Microsoft\.Insights\/(?:scheduledQueryRules|metricAlerts))@/g);
    expect(rules).toHaveLength(ends.length);
    for (const end of ends) expect(runbook).toContain(`| \`seuranta-${end}\``);
    for (const id of findingIds) expect(runbook).toContain(`| \`${id}\``);
  });
});

it('gets from the toolkit the parameters that have no default', () => {
  const needed = all(template, /^param (\w+) \w+$/gm);
  const { parameters } = JSON.parse(textOf('deploy/azure/main.parameters.json')) as {
    parameters: Record<string, unknown>;
  };
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(needed));
  const known = all(template, /^param (\w+) /gm);
  expect(Object.keys(parameters).filter((name) => !known.includes(name))).toEqual([]);
});

it('has every variable of the toolkit in its environment, and every file where it is looked for', () => {
  const variables = all(textOf('deploy/teams/env/.env.production'), /^([A-Z_]+)=/gm);
  const used = all(toolkit + textOf('deploy/azure/main.parameters.json'), /\$\{\{(\w+)\}\}/g);
  expect(used.filter((name) => !variables.includes(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(5);
  const files = all(toolkit, /(?:path|parameters): (\.\/deploy\S+)/g);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
