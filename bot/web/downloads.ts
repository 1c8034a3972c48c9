/** `GET /reports/<token>`: the report or the calendar file that a person's link names, made on request. */
import { type Logger } from 'pino';
import { type Request, type Response } from 'restify';
import { type PlainKey, text } from '../../cards/parts/strings';
import { loadProgramme } from '../../src/goals/register';
import { locales } from '../../src/goals/schema';
import { loadAccess } from '../../src/people/access';
import { loadPerson } from '../../src/people/directory';
import { readLeft } from '../../src/people/left';
import { mayCoordinate } from '../../src/rounds/permissions';
import { type DownloadLink, findDownloadLink } from '../../src/report/download-link';
import { fileTypes } from '../../src/report/content/formats';
import { freshStore } from '../../src/storage/store';
import { deadlinesFile } from '../views/people/deadlines';
import { type CardActionDeps } from '../views/turn';

export type DownloadDeps = Pick<CardActionDeps, 'store' | 'clock' | 'admins' | 'reports'> & {
  readonly log: Logger;
};

export type Download = (request: Request, response: Response) => Promise<void>;

/** A link may be used until it expires, since browsers and proxies ask twice. HEAD makes no report. */
export function reportDownload(deps: DownloadDeps): Download {
  return async (request, response) => {
    const store = freshStore(deps.store);
    try {
      const link = await findDownloadLink(store, String((request.params as { token?: unknown }).token));
      const refusal = await refusalOf({ ...deps, store }, link);
      if (refusal) return refuse(response, ...refusal);
      if (link!.deadlines)
        return await answerDeadlines({ ...deps, store }, link!.personId, request, response);
      const { personId, report } = link!;
      const type = fileTypes[report.format].contentType;
      if (request.method === 'HEAD') return answer(response, 200, { 'content-type': type });
      const { fileName, content } = await deps.reports.make(report, personId);
      const headers = { 'content-type': type, 'content-disposition': asAttachment(fileName) };
      answer(response, 200, headers, Buffer.from(content));
    } catch (error) {
      deps.log.error({ err: error }, 'download failed');
      refuse(response, 503, 'download.failed');
    }
  };
}

async function answerDeadlines(
  deps: DownloadDeps,
  personId: string,
  { method }: Request,
  response: Response,
): Promise<void> {
  const type = { 'content-type': 'text/calendar; charset=utf-8' };
  if (method === 'HEAD') return answer(response, 200, type);
  const { fileName, content } = await deadlinesFile(deps, (await loadPerson(deps.store, personId))!);
  const headers = { ...type, 'content-disposition': asAttachment(fileName) };
  answer(response, 200, headers, Buffer.from(content));
}

/** Everything is looked up again: the person may have lost the right since the link was made. */
async function refusalOf(
  { store, clock, admins }: DownloadDeps,
  link: DownloadLink | undefined,
): Promise<readonly [status: number, said: PlainKey] | undefined> {
  if (!link) return [404, 'download.unknown'];
  if (link.expires <= clock.now().toISOString()) return [410, 'download.expired'];
  const person = await loadPerson(store, link.personId);
  if (link.deadlines)
    return person && !(await readLeft(store, person.id)) ? undefined : [403, 'download.not-permitted'];
  const programme = await loadProgramme(store, link.report.programmeId);
  const may = person && programme && mayCoordinate(await loadAccess(store, person, admins), programme);
  return may ? undefined : [403, 'download.not-permitted'];
}

/** In every language, since nobody may learn whose link it is. */
function refuse(response: Response, status: number, said: PlainKey): void {
  const lines = locales.map((locale) => `${text(locale, said)}\n`).join('');
  answer(response, status, { 'content-type': 'text/plain; charset=utf-8' }, Buffer.from(lines));
}

function answer(
  response: Response,
  status: number,
  headers: Readonly<Record<string, string>>,
  content?: Buffer,
): void {
  response.writeHead(status, {
    ...headers,
    ...(content && { 'content-length': String(content.length) }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(content);
}

/** RFC 6266: a name in ASCII for old programs, and the real name as RFC 5987 encodes it. */
export function asAttachment(fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
