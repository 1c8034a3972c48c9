import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pino from 'pino';
import { reportWords } from '../../../../cards/report/words';
import { sqliteIn } from '../../../../bot/config/config';
import { openStore } from '../../../../bot/process/store/open-store';
import { pseudonym } from '../../../../bot/logs/pseudonym';
import { createReportMaker } from '../../../../bot/process/children/report-maker';
import { loadSeeds } from '../../../../seeds/load';
import { makeReport } from '../../../../src/report/report';
import { refusal } from '../../../helpers/fixtures';
import { clockAt } from '../../../helpers/settable-clock';

/** Each report is made by a process started for it. */
jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-maker-'));
  const store = await openStore(sqliteIn(folder));
  await loadSeeds(store);
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

const clock = clockAt('2026-10-12T09:00:00Z');
const name = { programmeId: 'productivity-key-results', period: '2025-Q3', format: 'csv' } as const;
const by = 'planning@example.org';

function makerWith(lines: string[] = [], directory = folder) {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  return createReportMaker({ store: sqliteIn(directory) }, clock, log);
}

describe('a report made in a process of its own', () => {
  it('is that of the command line, and the log says which, for whom, and nothing of its content', async () => {
    const lines: string[] = [];
    const made = await makerWith(lines).make(name, by);
    const store = await openStore(sqliteIn(folder));
    const expected = await makeReport(store, name, clock.now(), reportWords);
    await store.close();
    expect(made.fileName).toBe(expected.fileName);
    expect(Buffer.from(made.content).equals(expected.content)).toBe(true);
    const { level, time, pid, hostname, ms, ...said } = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect([typeof level, typeof time, typeof pid, typeof hostname, typeof ms]).not.toContain('undefined');
    expect(said).toEqual({ ...name, by: pseudonym(by), bytes: made.content.length, msg: 'report made' });
  });

  it('is made once for all who wait for it; others come after it', async () => {
    const maker = makerWith();
    const order: string[] = [];
    const asked = [name, name, { ...name, format: 'json' as const }].map(async (each) => {
      const made = await maker.make(each, by);
      order.push(each.format);
      return made;
    });
    const [one, same, other] = await Promise.all(asked);
    expect(one).toBe(same);
    expect(other!.fileName).toMatch(/\.json$/);
    expect(order).toEqual(['csv', 'csv', 'json']);
    expect(await maker.make(name, by)).not.toBe(one);
  });

  it('that is refused or fails keeps nobody else from theirs', async () => {
    const maker = makerWith();
    const period = '2031-Q1';
    await expect(maker.make({ ...name, period }, by)).rejects.toEqual(
      refusal('unknown-round', { programme: name.programmeId, period }),
    );
    // The folder of a running bot was emptied.
    const gone = path.join(folder, 'gone');
    await expect(makerWith([], gone).make(name, by)).rejects.toThrow('The store is gone');
    expect(existsSync(gone)).toBe(false);
    expect((await maker.make(name, by)).content.length).toBeGreaterThan(0);
  });

  it('ends with the bot', async () => {
    const maker = makerWith();
    const waiting = [name, { ...name, format: 'json' as const }].map((each) => maker.make(each, by));
    maker.stop();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(maker.make(name, by)).rejects.toThrow(/abort/);
  });
});
