import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { tablesClockAhead } from '../../../../bot/process/health/tables-clock';
import { sqliteIn } from '../../../../bot/config/config';
import { clockAt } from '../../../helpers/settable-clock';

const clock = clockAt('2026-10-12T09:05:00.000Z');
const account = (endpoint: string) => ({
  type: 'azure-tables' as const,
  connectionString: `AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=${endpoint}`,
  table: 'seuranta',
});

async function withServer(date: string | undefined, work: (url: string, asked: string[]) => Promise<void>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
    response.sendDate = false;
    if (date !== undefined) response.setHeader('date', date);
    response.statusCode = 403;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`, asked);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

it('is compared with the date of an answer, which a refusal has too; nothing is proved to get it', async () => {
  await withServer('Mon, 12 Oct 2026 09:00:00 GMT', async (url, asked) => {
    expect(await tablesClockAhead(account(url), clock)).toBe(299_500);
    expect(asked).toEqual(['HEAD /a nobody']);
  });
});

it('is not known where there is no date, nobody answers, or the store is embedded', async () => {
  await withServer(undefined, async (url) => {
    expect(await tablesClockAhead(account(url), clock)).toBeUndefined();
  });
  expect(await tablesClockAhead(account('http://127.0.0.1:9'), clock)).toBeUndefined();
  expect(await tablesClockAhead(sqliteIn('var'), clock)).toBeUndefined();
});
