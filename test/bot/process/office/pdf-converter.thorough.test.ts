/** PDFs as LibreOffice makes them, where it is installed, and what is said when it fails. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { findSoffice } from '../../../../bot/config/soffice';
import { pdfConverter } from '../../../../bot/process/office/pdf-converter';
import { reportWords } from '../../../../cards/report/words';
import { makeReport } from '../../../../src/report/report';
import { eventually } from '../../../helpers/eventually';
import { openTempStore, refusal } from '../../../helpers/fixtures';

jest.setTimeout(120_000);

const soffice = findSoffice(process.env['PATH']);
const pdfinfo = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .some((folder) => folder !== '' && hasProgram(folder, 'pdfinfo'));

function hasProgram(folder: string, name: string): boolean {
  try {
    execFileSync(path.join(folder, name), ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Folders that a converter left behind. */
const leftBehind = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('seuranta-pdf-')).length;

let before: number;
let folder: string;
beforeEach(async () => {
  before = await leftBehind();
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-program-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(script: string): Promise<string> {
  const file = path.join(folder, 'soffice');
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  return file;
}
/** A killed process whose parent has ended may stay as a zombie until the system removes it. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+Z/m.test(status);
}
const document = { file: Buffer.from('PK'), format: 'docx', locale: 'fi' } as const;

describe('a converter', () => {
  it.each([
    ['fails', 'exit 3', 'ended with 3'],
    ['writes nothing', 'exit 0', 'no file was written'],
    ['writes something else', 'for last; do :; done; echo text > "${last%.docx}.pdf"', 'no file was written'],
  ])('that %s is told with its reason, and leaves nothing behind', async (_what, script, reason) => {
    await expect(pdfConverter(await program(script))(document)).rejects.toEqual(
      refusal('pdf-failed', { reason }),
    );
    expect(await leftBehind()).toBe(before);
  });

  it('that hangs is killed with all that it started', async () => {
    const pids = path.join(folder, 'pids');
    const hanging = await program(`sleep 600 &\necho $! > ${pids}\nwait`);
    await expect(pdfConverter(hanging, 1_000)(document)).rejects.toEqual(
      refusal('pdf-failed', { reason: 'longer than 1 s' }),
    );
    const started = Number(execFileSync('cat', [pids], { encoding: 'utf8' }));
    expect(await isRunning(started)).toBe(false);
    expect(await leftBehind()).toBe(before);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('is ended with all that it started when its process gets %s', async (signal, code) => {
    const pids = path.join(folder, 'pids');
    const hanging = await program(`sleep 600 &\necho $! > ${pids}.new\nmv ${pids}.new ${pids}\nwait`);
    const script = `
      const { pdfConverter } = require('./bot/process/office/pdf-converter');
      const file = Buffer.from('PK');
      void pdfConverter(${JSON.stringify(hanging)})({ file, format: 'docx', locale: 'fi' });`;
    const converting = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: path.join(__dirname, '../../../..'),
    });
    const ended = once(converting, 'close');
    await eventually('it is converting', async () => (await readdir(folder)).includes('pids'), 30_000);
    converting.kill(signal);
    expect(await ended).toEqual([code, null]);
    const started = Number(await readFile(pids, 'utf8'));
    await eventually('nothing runs on', async () => !(await isRunning(started)));
    expect(await leftBehind()).toBe(before);
  });

  it('that does not exist is told as such', async () => {
    const failed = pdfConverter(path.join(folder, 'none'))(document);
    await expect(failed).rejects.toMatchObject({
      code: 'pdf-failed',
      details: { reason: expect.stringContaining('ENOENT') },
    });
  });

  it('gets none of the bot’s secrets', async () => {
    process.env['MICROSOFT_APP_PASSWORD'] = 'not-a-secret';
    const seen = path.join(folder, 'seen');
    await expect(pdfConverter(await program(`env > ${seen}`))(document)).rejects.toEqual(
      refusal('pdf-failed'),
    );
    delete process.env['MICROSOFT_APP_PASSWORD'];
    expect(execFileSync('cat', [seen], { encoding: 'utf8' })).not.toContain('not-a-secret');
  });
});

/** Skipped where LibreOffice is not installed: nothing else makes a PDF of an office file. */
const withOffice = soffice === undefined ? describe.skip : describe;

withOffice('a PDF made by LibreOffice', () => {
  it.each([
    ['county-survey', '2024', 'fi', 'Hyvinvointialueen selvitys 2024', 'Kanta-Hämeen hyvinvointialue'],
    ['half-year-follow-up', '2024-H1', 'sv', 'Halvårsuppföljning av målen 1–6/2024', 'Välfärdsområdet'],
  ] as const)('of %s is tagged, and says its title, author and language', async (...wanted) => {
    const [programmeId, period, language, title, author] = wanted;
    const stored = await openTempStore({ seeded: true });
    const { content, fileName } = await makeReport(
      stored.store,
      { programmeId, period, language, format: 'pdf' },
      new Date('2026-10-12T05:00:00Z'),
      reportWords,
      pdfConverter(soffice!),
    );
    await stored.remove();
    expect(fileName).toMatch(/\.pdf$/);
    const bytes = Buffer.from(content).toString('latin1');
    expect(bytes).toContain(`/Lang(${language}-FI)`);
    expect(bytes).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(await leftBehind()).toBe(before);
    if (!pdfinfo) return;
    const file = path.join(folder, 'report.pdf');
    await writeFile(file, content);
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    const said = Object.fromEntries(
      [...info.matchAll(/^(\w+): +(.*)$/gm)].map(([, key, value]) => [key!, value!]),
    );
    expect(said).toMatchObject({ Title: title, Author: author, Tagged: 'yes' });
  });
});

it('without an office program, the refusal names the format to choose instead', async () => {
  const stored = await openTempStore({ seeded: true });
  const name = { programmeId: 'county-survey', period: '2024', format: 'pdf' } as const;
  await expect(makeReport(stored.store, name, new Date(), reportWords)).rejects.toEqual(
    refusal('no-pdf-converter', { instead: 'docx' }),
  );
  await stored.remove();
});
