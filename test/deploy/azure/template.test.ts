import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../bot/config/config';
import { findingIds } from '../../../src/health/finding';
import { startFlags } from '../../helpers/start-flags';

const root = path.join(__dirname, '../../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const main = textOf('deploy/azure/main.bicep');
const alerts = textOf('deploy/azure/alerts.bicep');
const template = main + alerts;
const toolkit = textOf('m365agents.yml');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

/** The template's own, or of no use in it; the runbook says why. */
const notParameters = [
  ...['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_TYPE', 'MICROSOFT_APP_PASSWORD'],
  ...['MICROSOFT_APP_PASSWORD_EXPIRES', 'MICROSOFT_APP_CERTIFICATE', 'PORT', 'HOST', 'SEURANTA_DATA'],
  ...['AZURE_TABLES_CONNECTION_STRING', 'AZURE_TABLES_URL', 'REPLICA_ID', 'DIRECTORY_FILE', 'SOFFICE'],
];
const named: Readonly<Record<string, string>> = {
  SEURANTA_ADMINS: 'admins',
  AZURE_TABLES_TABLE: 'table',
  BOT_ID: 'botChannelId',
};
const parameterOf = (variable: string) =>
  named[variable] ?? variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('the variables', () => {
  const known = all(textOf('.env.example'), /^([A-Z_]+)=/gm);
  const values = Object.fromEntries(
    [...template.matchAll(/name: '([A-Z][A-Z_]+)', value: ([\w.]+|'[^']+') \}/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
  const secrets = Object.fromEntries(
    [...template.matchAll(/name: '([A-Z][A-Z_]+)', secretRef: '([\w-]+)' \}/g)].map(([, name, secret]) => [
      name!,
      secret!,
    ]),
  );

  it('are each set by a parameter, but for those that the template sets itself', () => {
    const settable = known.filter((name) => !notParameters.includes(name));
    expect(settable.length).toBeGreaterThan(15);
    for (const name of settable) {
      const parameter = parameterOf(name);
      expect(template).toMatch(new RegExp(`^param ${parameter} string`, 'm'));
      const from = secrets[name] === undefined ? values[name] : secretOf(secrets[name]);
      expect([name, from]).toEqual([name, parameter]);
    }
  });

  /** The parameter that holds the secret, which no log and no deployment shows. */
  function secretOf(secret: string): string {
    const [, parameter] = new RegExp(`\\{ name: '${secret}', value: (\\w+) \\}`).exec(template)!;
    expect(template).toMatch(new RegExp(`^@secure\\(\\)\nparam ${parameter} string`, 'm'));
    return parameter!;
  }

  it('are all read by the bot, and an empty one is its default', () => {
    const given = [...Object.keys(values), ...Object.keys(secrets)];
    // Read by the Azure libraries.
    expect(given.filter((name) => !known.includes(name))).toEqual(['AZURE_CLIENT_ID']);
    const own = {
      MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000000',
      MICROSOFT_APP_TENANT_ID: '00000000-0000-0000-0000-000000000000',
      MICROSOFT_APP_TYPE: 'UserAssignedMSI',
      AZURE_TABLES_URL: 'https://account.table.example.org',
      AZURE_TABLES_TABLE: 'seuranta',
    };
    const empty = Object.fromEntries(given.map((name) => [name, '']));
    expect(readConfig({ ...empty, ...own })).toEqual(readConfig(own));
  });
});

describe('what protects the tables', () => {
  const resource = (name: string) =>
    new RegExp(`^resource ${name} [^]*?^}$`, 'm').exec(template)?.[0] ?? `no resource ${name}`;

  it('is a lock on the account, unless it is switched off', () => {
    expect(resource('keepsTables')).toMatch(/Authorization\/locks@.* = if \(deleteLock\)/);
    expect(resource('keepsTables')).toMatch(/scope: storage\n[^]*level: 'CanNotDelete'/);
  });

  it('is a network that the app is in, from which alone they are reached', () => {
    expect(resource('storage')).toContain("defaultAction: isNetworked ? 'Deny' : 'Allow'");
    const subnets = all(resource('virtualNetwork'), /name: '(app|tables)'/g);
    const used = all(template, /\$\{virtualNetwork\.id\}\/subnets\/(\w+)/g);
    expect([...new Set(used)].sort()).toEqual(subnets.sort());
    expect(resource('environment')).toContain('/subnets/app');
    expect(resource('tablesEndpoint')).toContain("groupIds: ['table']");
    // The first start reads the table.
    expect(resource('app')).toMatch(/dependsOn: \[[^\]]*tablesEndpoint::zones\s+tablesZone::link/);
  });

  it('costs and creates nothing that was not asked for', () => {
    for (const name of ['virtualNetwork', 'tablesEndpoint', 'tablesZone'])
      for (const [head] of resource(name).matchAll(/^ *resource \w+ '.*$/gm))
        expect(head).toMatch(/= if \(is(Networked|Private)\) \{$/);
  });
});

it('uses what it declares, and has its brackets in pairs', () => {
  for (const text of [main, alerts]) {
    for (const name of all(text, /^(?:param|var|resource|module) (\w+)/gm))
      expect([name, all(text, new RegExp(`(\\b${name}\\b)`, 'g')).length > 1 || isLeaf(name)]).toEqual([
        name,
        true,
      ]);
    const code = text.replace(/(?<=^|\s)\/\/.*$/gm, '').replace(/'[^'\n]*'/g, '');
    for (const [open, close] of ['{}', '[]', '()'])
      expect(code.split(open!).length).toBe(code.split(close!).length);
  }
});

/** Nothing refers to it. */
const isLeaf = (name: string) =>
  /^(keepsTables|alerts|manyErrors|noTick|failedStart|findings|noReplica)$/.test(name);

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
    const ends = all(template, /^ {2}name: '\$\{name\}-(errors|down|no-tick|failed-start|findings)'$/gm);
    expect(ends.sort()).toEqual(['down', 'errors', 'failed-start', 'findings', 'no-tick']);
    const rules = all(template, /'(Microsoft\.Insights\/(?:scheduledQueryRules|metricAlerts))@/g);
    expect(rules).toHaveLength(ends.length);
    for (const end of ends) expect(runbook).toContain(`| \`seuranta-${end}\``);
    for (const id of findingIds) expect(runbook).toContain(`| \`${id}\``);
  });
});

it('has every parameter in the parameter file, with its default', () => {
  const { parameters } = JSON.parse(textOf('deploy/azure/main.parameters.json')) as {
    parameters: Record<string, { value: unknown }>;
  };
  const declared = [...main.matchAll(/^param (\w+) \w+(?: = (.+))?$/gm)].flatMap(([, name, value]) =>
    // It follows the resource group's.
    name === 'location' ? [] : [[name!, value] as const],
  );
  expect(Object.keys(parameters)).toEqual(declared.map(([name]) => name));
  for (const [name, value] of declared) {
    const given = parameters[name]!.value;
    const isFilledIn = typeof given === 'string' && given.startsWith('${{');
    if (!isFilledIn) expect([name, given]).toEqual([name, JSON.parse(value!.replace(/^'|'$/g, '"'))]);
    else expect([undefined, "''"]).toContain(value);
  }
});

it('has every variable of the toolkit in its environment, and every file where it is looked for', () => {
  const variables = all(textOf('deploy/teams/env/.env.production'), /^([A-Z_]+)=/gm);
  const used = all(toolkit + textOf('deploy/azure/main.parameters.json'), /\$\{\{(\w+)\}\}/g);
  expect(used.filter((name) => !variables.includes(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(5);
  const files = all(toolkit, /(?:path|parameters): (\.\/deploy\S+)/g);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
