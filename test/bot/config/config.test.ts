import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, readSoffice, readStoreConfig, sqliteIn } from '../../../bot/config/config';

const identity = {
  MICROSOFT_APP_ID: '5e0a7a00-0000-4000-8000-0000000000bb',
  MICROSOFT_APP_PASSWORD: 'not-a-secret',
  MICROSOFT_APP_TENANT_ID: '5e0a7a00-0000-4000-8000-0000000000aa',
};

function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('without an app id', () => {
  it('nobody can be authenticated, so it listens on loopback', () => {
    expect(readConfig({})).toMatchObject({ appId: '', host: '127.0.0.1', port: 3978 });
  });

  it.each(['0.0.0.0', '192.0.2.1', '::', 'bot.example.org'])('does not start on %s', (HOST) => {
    expect(faultsOf({ HOST })).toEqual([expect.stringMatching(/^HOST: .*loopback/)]);
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('starts on %s', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST);
  });

  it('a password alone does not open it to the network', () => {
    const { MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID } = identity;
    expect(faultsOf({ HOST: '0.0.0.0', MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID })).toHaveLength(1);
  });
});

describe('with an app id', () => {
  it('listens on all addresses and is known to Teams by that id', () => {
    expect(readConfig(identity)).toMatchObject({
      appId: identity.MICROSOFT_APP_ID,
      botId: `28:${identity.MICROSOFT_APP_ID}`,
      tenantId: identity.MICROSOFT_APP_TENANT_ID,
      host: '0.0.0.0',
    });
  });

  it('takes activities of its own tenant, or of the one that is named; of several it takes none', () => {
    expect(readConfig(identity).allowedTenants).toEqual([identity.MICROSOFT_APP_TENANT_ID]);
    const ALLOWED_TENANTS = '5E0A7A00-0000-4000-8000-0000000000CC';
    const allowed = readConfig({ ...identity, ALLOWED_TENANTS }).allowedTenants;
    expect(allowed).toEqual([ALLOWED_TENANTS.toLowerCase()]);
    const two = `${ALLOWED_TENANTS}, 5e0a7a00-0000-4000-8000-0000000000dd`;
    expect(faultsOf({ ...identity, ALLOWED_TENANTS: two })).toEqual([
      expect.stringMatching(/^ALLOWED_TENANTS: name one tenant/),
    ]);
    expect(faultsOf({ ...identity, ALLOWED_TENANTS: 'county' })).toHaveLength(1);
  });

  it('knows when its password ends', () => {
    const { credential } = readConfig({ ...identity, MICROSOFT_APP_PASSWORD_EXPIRES: '2027-01-31' });
    expect(credential).toEqual({
      type: 'password',
      password: 'not-a-secret',
      expires: new Date('2027-01-31'),
    });
  });

  describe('and a certificate', () => {
    const rest = { ...identity, MICROSOFT_APP_PASSWORD: '' };
    const file = path.join(__dirname, '../../fixtures/certificate-for-tests.pem');

    it('is known by its thumbprint, and when it ends', () => {
      const { credential } = readConfig({ ...rest, MICROSOFT_APP_CERTIFICATE: file });
      const certificate = new X509Certificate(
        readFileSync(file, 'utf8').split('-----END PRIVATE KEY-----')[1]!,
      );
      expect(credential).toMatchObject({
        type: 'certificate',
        thumbprint: certificate.fingerprint.replaceAll(':', ''),
        expires: new Date(certificate.validTo),
      });
      expect(credential.type === 'certificate' && credential.privateKey).toContain('BEGIN PRIVATE KEY');
    });

    it.each([
      ['is not there', '/nowhere/a.pem', /cannot be read \(ENOENT\)/],
      ['is something else', __filename, /holds no certificate/],
    ])('that %s is a fault', (_what, MICROSOFT_APP_CERTIFICATE, fault) => {
      expect(faultsOf({ ...rest, MICROSOFT_APP_CERTIFICATE })).toEqual([expect.stringMatching(fault)]);
    });

    it('is not needed with a password', () => {
      expect(faultsOf({ ...identity, MICROSOFT_APP_CERTIFICATE: file })).toHaveLength(1);
    });
  });

  it('may be a managed identity, which has no secret', () => {
    const { MICROSOFT_APP_PASSWORD, ...rest } = { ...identity, MICROSOFT_APP_TYPE: 'UserAssignedMSI' };
    expect(readConfig(rest).credential).toEqual({ type: 'managed-identity' });
    expect(faultsOf({ ...rest, MICROSOFT_APP_PASSWORD })).toEqual([
      expect.stringMatching(/^MICROSOFT_APP_TYPE: /),
    ]);
  });

  it.each(['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'])(
    'needs %s, which an empty line does not give',
    (name) => {
      const fault = [expect.stringMatching(new RegExp(`^${name}: `))];
      expect(faultsOf({ ...identity, [name]: undefined })).toEqual(fault);
      expect(faultsOf({ ...identity, [name]: '' })).toEqual(fault);
    },
  );
});

it('names every bad variable at once', () => {
  const bad = { PORT: '70000', SERVICE_URL: 'smba', LOG_LEVEL: 'loud' };
  const names = faultsOf(bad).map((fault) => fault.split(':')[0]);
  expect(names.sort()).toEqual(['LOG_LEVEL', 'PORT', 'SERVICE_URL']);
});

describe.each(['SERVICE_URL', 'ALERT_URL'])('%s', (name) => {
  it.each([
    'http://smba.trafficmanager.net/teams/',
    'http://192.0.2.7:3978/',
    'http://localhost.example.org/',
    'https://user:secret@example.org/',
    'ftp://example.org/',
    'teams',
  ])('is not %s, where others could read what is sent', (url) => {
    expect(faultsOf({ [name]: url })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  it.each([
    'https://smba.trafficmanager.net/teams/',
    'http://127.0.0.1:56150/_connector',
    'http://[::1]:1/?a=b',
  ])('may be %s', (url) => {
    const { serviceUrl, alertUrl } = readConfig({ [name]: url });
    expect(name === 'ALERT_URL' ? alertUrl : serviceUrl).toBe(url);
  });
});

it.each(['-1', '65536', '39.5', 'http'])('takes no port "%s"', (PORT) => {
  expect(faultsOf({ PORT })).toEqual([expect.stringMatching(/^PORT: /)]);
});

it('takes a blank variable for one that is not set', () => {
  expect(readConfig({ PORT: ' ' }).port).toBe(3978);
});

it('never repeats a secret in a fault', () => {
  expect(faultsOf({ ...identity, PORT: 'x', MICROSOFT_APP_TENANT_ID: '' }).join()).not.toContain(
    'not-a-secret',
  );
});

describe('the first admins', () => {
  it('are named by address, parted by commas, in either case', () => {
    const SEURANTA_ADMINS = ' Chief@Example.org, planning@example.org ,,';
    expect(readConfig({ SEURANTA_ADMINS }).admins).toEqual(['chief@example.org', 'planning@example.org']);
  });

  it.each([undefined, '', ' '])('need not be named: %j', (SEURANTA_ADMINS) => {
    expect(readConfig({ SEURANTA_ADMINS }).admins).toEqual([]);
  });

  it.each(['chief', 'chief@example.org; planning@example.org', 'chief@example.org,*'])(
    'are nobody where one is no address: %s',
    (SEURANTA_ADMINS) => {
      expect(faultsOf({ SEURANTA_ADMINS })).toEqual([expect.stringMatching(/^SEURANTA_ADMINS.*address/)]);
    },
  );
});

describe('the store', () => {
  it('is the embedded one in the configured folder', () => {
    const directory = path.resolve('elsewhere');
    expect(readConfig({ SEURANTA_DATA: 'elsewhere' }).store).toEqual({ type: 'sqlite', directory });
    expect(readStoreConfig({ SEURANTA_DATA: 'elsewhere' })).toEqual(sqliteIn('elsewhere'));
  });

  it('is Azure Tables with a connection string or a URL, not with both', () => {
    const [connectionString, url] = ['UseDevelopmentStorage=true', 'https://account.table.example.org'];
    const table = 'seuranta';
    expect(readStoreConfig({ AZURE_TABLES_CONNECTION_STRING: connectionString })).toEqual({
      type: 'azure-tables',
      connectionString,
      table,
    });
    expect(readStoreConfig({ AZURE_TABLES_URL: url })).toEqual({ type: 'azure-tables', url, table });
    const both = { AZURE_TABLES_CONNECTION_STRING: connectionString, AZURE_TABLES_URL: url };
    expect(faultsOf(both)).toEqual([expect.stringMatching(/^AZURE_TABLES_URL: /)]);
  });

  it('is never reached without TLS when a credential is sent', () => {
    expect(faultsOf({ AZURE_TABLES_URL: 'http://account.table.example.org' })).toHaveLength(1);
  });
});

describe('where browsers reach the bot', () => {
  it.each([
    ['https://seuranta.example.org', 'https://seuranta.example.org'],
    ['https://example.org/bot/', 'https://example.org/bot'],
    ['http://localhost:3978/', 'http://localhost:3978'],
    ['http://[::1]:3978', 'http://[::1]:3978'],
  ])('may be %s', (PUBLIC_URL, publicUrl) => {
    expect(readConfig({ PUBLIC_URL }).publicUrl).toBe(publicUrl);
  });

  it.each([
    ...['seuranta.example.org', 'ftp://example.org', 'http://example.org', 'http://localhost.example.org'],
    ...['https://user:secret@example.org', 'https://example.org/?a=1', 'https://example.org/#a'],
  ])('may not be %s', (PUBLIC_URL) => {
    expect(faultsOf({ PUBLIC_URL })).toEqual([expect.stringMatching(/^PUBLIC_URL: /)]);
  });

  it('need not be said', () => {
    expect(readConfig({ PUBLIC_URL: '' })).not.toHaveProperty('publicUrl');
  });
});

describe('the directory of persons', () => {
  const TEAMS_APP_ID = '5e0a7a00-0000-4000-8000-0000000000ee';

  it('is what was imported, and the app is installed for nobody, unless something else is said', () => {
    const config = readConfig({});
    expect(config.directory).toEqual({ type: 'imported' });
    expect(config).not.toHaveProperty('teamsAppId');
  });

  it('is the public Graph, or one that is named', () => {
    const given = { ...identity, DIRECTORY: 'graph', TEAMS_APP_ID };
    expect(readConfig(given)).toMatchObject({
      directory: { type: 'graph' },
      graphUrl: 'https://graph.microsoft.com/v1.0',
      teamsAppId: TEAMS_APP_ID,
    });
    const GRAPH_URL = 'https://graph.example.org/v1.0/';
    expect(readConfig({ ...given, GRAPH_URL }).graphUrl).toBe('https://graph.example.org/v1.0');
  });

  it('may be a file, but not that and Graph', () => {
    const DIRECTORY_FILE = 'seeds/people.json';
    expect(readConfig({ DIRECTORY_FILE }).directory).toEqual({
      type: 'file',
      file: path.resolve(DIRECTORY_FILE),
    });
    expect(faultsOf({ ...identity, DIRECTORY: 'graph', DIRECTORY_FILE })).toHaveLength(1);
  });

  it.each([{ DIRECTORY: 'graph' }, { TEAMS_APP_ID }])('is asked by an app id: %j', (given) => {
    expect(faultsOf(given)).toEqual([expect.stringContaining('MICROSOFT_APP_ID')]);
    expect(faultsOf({ ...given, GRAPH_URL: 'http://127.0.0.1:1/v1.0' })).toEqual([]);
  });

  it('is sent a token, and so is reached by TLS', () => {
    expect(faultsOf({ GRAPH_URL: 'http://graph.example.org/v1.0' })).toHaveLength(1);
  });
});

describe('how long is kept what is no record', () => {
  it('has periods where none are set, and rounds for ever', () => {
    expect(readConfig({}).retention).toEqual({ messageMonths: 12, draftMonths: 3, auditMonths: 60 });
    const set = { RETENTION_MESSAGES_MONTHS: '6', RETENTION_ROUNDS_YEARS: '10', RETENTION_AUDIT_MONTHS: '' };
    expect(readConfig(set).retention).toMatchObject({ messageMonths: 6, auditMonths: 60, roundYears: 10 });
  });

  it.each(['0', '-1', '1.5', 'ever'])('is refused as %s', (months) => {
    const faults = faultsOf({ RETENTION_MESSAGES_MONTHS: months, RETENTION_ROUNDS_YEARS: months });
    expect(faults).toEqual([
      expect.stringMatching(/^RETENTION_MESSAGES_MONTHS: /),
      expect.stringMatching(/^RETENTION_ROUNDS_YEARS: /),
    ]);
  });
});

describe('the office program that makes PDFs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seuranta-path-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is the one that is named, if it can be run', () => {
    expect(readConfig({ SOFFICE: process.execPath }).soffice).toBe(process.execPath);
    expect(readSoffice({ SOFFICE: process.execPath, PORT: 'wrong' })).toBe(process.execPath);
    for (const SOFFICE of [path.join(folder, 'no-such-program'), __filename])
      expect(faultsOf({ SOFFICE })).toEqual([`SOFFICE: ${SOFFICE} is no program that can be run`]);
  });

  it('is otherwise looked for in PATH, and may be missing', async () => {
    expect(readConfig({}).soffice).toBeUndefined();
    const PATH = [folder, '', 'relative'].join(path.delimiter);
    expect(readConfig({ PATH }).soffice).toBeUndefined();
    await writeFile(path.join(folder, 'libreoffice'), '', { mode: 0o700 });
    expect(readSoffice({ PATH })).toBe(path.join(folder, 'libreoffice'));
  });
});
