import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../bot/config/config';
import { note, within } from '../../../bot/logs/log-ids';
import { ConflictError } from '../../../src/errors';
import { capturedLog } from '../../helpers/captured-log';

const guid = '5e0a7a00-0000-4000-8000-0000000000bb';
const certificate = path.join(__dirname, '../../fixtures/certificate-for-tests.pem');
const identity = { MICROSOFT_APP_ID: guid, MICROSOFT_APP_TENANT_ID: guid };
const environment = {
  ...identity,
  MICROSOFT_APP_PASSWORD: 'pass"word\\4711',
  METRICS_TOKEN: 'metrics-token-of-more-than-20',
  AZURE_TABLES_CONNECTION_STRING: 'AccountName=county;AccountKey=c3RvcmFnZQ==;EndpointSuffix=example.org',
};

describe('a secret of the configuration', () => {
  it.each(['trace', 'debug', 'info', 'error'])('is not written at level %s, whatever brings it', (level) => {
    const { log, lines } = capturedLog(level, readConfig(environment));
    const { MICROSOFT_APP_PASSWORD: password, METRICS_TOKEN: token } = environment;
    log.error({ password, nested: { token } }, `said ${password}`);
    log.error({ err: new Error(`key c3RvcmFnZQ== in ${environment.AZURE_TABLES_CONNECTION_STRING}`) }, 'x');
    log.error({ headers: { authorization: `Bearer ${token}` } }, 'x');
    expect(lines).toHaveLength(3);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toHaveLength(3);
    for (const secret of ['4711', token, 'c3RvcmFnZQ==']) expect(lines.join('')).not.toContain(secret);
  });

  it('is a certificate’s key too', () => {
    const config = readConfig({ ...identity, MICROSOFT_APP_CERTIFICATE: certificate });
    const { log, lines } = capturedLog('trace', config);
    log.info({ config }, 'x');
    log.info(readFileSync(certificate, 'utf8').includes('PRIVATE KEY') ? 'said' : 'no key');
    const inside =
      config.credential.type === 'certificate' ? config.credential.privateKey.split('\n')[1]! : '';
    expect(inside.length).toBeGreaterThan(30);
    expect(lines.join('')).not.toContain(inside);
  });
});

describe('an error', () => {
  const errorsIn = (...errors: unknown[]) => {
    const captured = capturedLog();
    for (const err of errors) captured.log.error({ err }, 'x');
    return captured.entries().map(({ err }) => err as Record<string, unknown>);
  };

  it('of the store says what failed, without the keys', () => {
    const [error] = errorsIn(new ConflictError('"a|anna@example.org|\\"b\\"" in "round|x" exists already'));
    expect(error).toMatchObject({ type: 'ConflictError', message: '"…" in "…" exists already' });
  });

  it('of the engine says what is wrong with the code, and not with which value', () => {
    const thrown = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const messages = errorsIn(
      thrown(() => (undefined as unknown as { a: number }).a),
      thrown(() => (null as unknown as () => void)()),
      thrown(() => JSON.parse('{"salainen')),
      thrown(() => 'x' in ('salainen' as unknown as object)),
      thrown(() => new URL('salainen')),
    ).map(({ message }) => message);
    expect(messages[0]).toBe("Cannot read properties of undefined (reading 'a')");
    expect(messages.slice(2)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps its status, its code and where it came from, and nothing that hangs on it', () => {
    const cause = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' });
    const thrown = Object.assign(new Error('salainen', { cause }), { statusCode: 502, body: 'salainen' });
    const [error] = errorsIn(thrown);
    expect(error).toMatchObject({ type: 'Error', statusCode: 502, cause: { code: 'ECONNREFUSED' } });
    expect((error!['stack'] as string[])[0]).toContain('create-log.test.ts');
    expect(JSON.stringify(error)).not.toMatch(/salainen|10\.0/);
  });

  it('that is none is named by its type; causes that go round end', () => {
    const round = new Error('a');
    round.cause = round;
    expect(errorsIn('salainen', null, round)).toMatchObject([
      { type: 'string' },
      { type: 'object' },
      { type: 'Error' },
    ]);
  });

  it('is told whole at debug', () => {
    const { log, lines } = capturedLog('debug');
    log.error({ err: new Error('said by anna@example.org') }, 'x');
    expect(lines[0]).toContain('said by anna@example.org');
  });
});

it('an address that any text brings along is left out', () => {
  const { log, lines } = capturedLog();
  log.info({ what: 'send to åsa.öhman@example.org, bo@x.example.org' }, 'of anna@example.org');
  expect(JSON.parse(lines[0]!)).toMatchObject({ what: 'send to …@…, …@…', msg: 'of …@…' });
});

it('lines have the ids of what they are logged within, also of what runs at the same time', async () => {
  const captured = capturedLog();
  const work = async (programme: string) =>
    within({ programme }, async () => {
      await Promise.resolve();
      note({ period: `of ${programme}` });
      captured.log.info('x');
    });
  await within({ runId: '1' }, () => Promise.all([work('a'), work('b')]));
  captured.log.info('x');
  expect(captured.entries().map(({ runId, programme, period }) => [runId, programme, period])).toEqual([
    ['1', 'a', 'of a'],
    ['1', 'b', 'of b'],
    [undefined, undefined, undefined],
  ]);
});
