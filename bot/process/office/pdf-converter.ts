/** Converts documents to tagged PDF with LibreOffice, each in a process, a folder and a profile of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RefusedError } from '../../../src/errors';
import { languageTags } from '../../../src/goals/format-date';
import { type Locale } from '../../../src/goals/schema';
import { type PdfSource, type ToConvert, type ToPdf } from '../../../src/report/pdf/pdf';

/** A report takes 3 to 10 s; the bot gives up on a report after four minutes. */
const longestMs = 120_000;

const filters: Readonly<Record<PdfSource, string>> = {
  docx: 'writer_pdf_Export',
  pptx: 'impress_pdf_Export',
};

/** Tagged as PDF/UA (ISO 14289-1) asks, with the title instead of the file's name, and headings as bookmarks. */
const filterOptions = JSON.stringify(
  Object.fromEntries(
    ['UseTaggedPDF', 'PDFUACompliance', 'ExportBookmarks', 'DisplayPDFDocumentTitle'].map((name) => [
      name,
      { type: 'boolean', value: 'true' },
    ]),
  ),
);

/** @param program path of LibreOffice's `soffice` @param limitMs after which the program is killed */
export function pdfConverter(program: string, limitMs = longestMs): ToPdf {
  return async (document) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-pdf-'));
    try {
      return await converted(program, limitMs, folder, document);
    } finally {
      // The program may still be writing into its profile when it is killed.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}

async function converted(
  program: string,
  limitMs: number,
  folder: string,
  { file, format, locale }: ToConvert,
): Promise<Uint8Array> {
  const profile = path.join(folder, 'profile');
  await writeProfile(profile, locale);
  const source = path.join(folder, `report.${format}`);
  await writeFile(source, file);
  const reason = await ended(
    spawn(
      program,
      [
        ...[`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--norestore'],
        ...['--convert-to', `pdf:${filters[format]}:${filterOptions}`, '--outdir', folder, source],
      ],
      {
        // None of the bot's variables, which hold secrets.
        env: { HOME: folder, TMPDIR: folder, PATH: '/usr/local/bin:/usr/bin:/bin' },
        stdio: 'ignore',
        // `soffice` is a script that starts other programs: they are killed with it as one group.
        detached: true,
      },
    ),
    folder,
    limitMs,
  );
  // The program ends with 0 also when it could not read or write.
  const pdf =
    reason === undefined ? await readFile(path.join(folder, 'report.pdf')).catch(() => undefined) : undefined;
  if (!pdf?.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new RefusedError('pdf-failed', { reason: reason ?? 'no file was written' });
  return pdf;
}

/** Without it, LibreOffice tags slides as American English. */
async function writeProfile(profile: string, locale: Locale): Promise<void> {
  const item = (at: string, name: string) =>
    `<item oor:path="/org.openoffice.${at}"><prop oor:name="${name}" oor:op="fuse">` +
    `<value>${languageTags[locale]}</value></prop></item>`;
  await mkdir(path.join(profile, 'user'), { recursive: true });
  await writeFile(
    path.join(profile, 'user/registrymodifications.xcu'),
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
      `${item('Office.Linguistic/General', 'DefaultLocale')}${item('Setup/L10N', 'ooSetupSystemLocale')}</oor:items>`,
  );
}

/**
 * @param folder removed if this process ends first
 * @returns why the conversion failed, or nothing
 */
function ended(child: ChildProcess, folder: string, limitMs: number): Promise<string | undefined> {
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  const removeHandlers = onExit(() => {
    kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => {
      kill();
      resolve(`longer than ${Math.round(limitMs / 1000)} s`);
    }, limitMs);
    const settle = (reason: string | undefined) => {
      clearTimeout(timer);
      resolve(reason);
    };
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) => settle(code === 0 ? undefined : `ended with ${code ?? signal}`));
  }).finally(removeHandlers);
}

/** Exit codes of a process that a signal ended, as shells give them. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `work` when this process ends, also by a signal: LibreOffice would outlive it.
 * @returns a function that removes the handlers
 */
function onExit(work: () => void): () => void {
  const handlers = Object.entries(signals).map(
    ([signal, code]) => [signal, () => process.exit(code)] as const,
  );
  process.once('exit', work);
  for (const [signal, handler] of handlers) process.once(signal, handler);
  return () => {
    process.removeListener('exit', work);
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
  };
}
