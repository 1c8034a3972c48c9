/** A person answers whether a report may be saved to their OneDrive. */
import { type Activity } from 'botbuilder';
import { type Logger } from 'pino';
import { z } from 'zod';
import { RefusedError } from '../../src/errors';
import { type Person } from '../../src/people/schema';
import { type ReportName } from '../../src/report/content/formats';
import { coordinatedProgramme, readAdminTurn, wordingOf } from '../views/admin-turn';
import { fileName, reportNameIn } from '../actions/parts/data';
import { type CardActionDeps } from '../views/turn';
import { type BackgroundWork } from '../views/parts/background-work';
import { safeParse } from '../views/parts/safe-parse';
import { cardMessage } from '../views/parts/card-message';
import { nameIn } from '../views/command-turn';
import { deliveriesNames } from '../views/programmes/deliveries';
import { reportNames } from '../views/programmes/report';
import { pseudonym } from '../logs/pseudonym';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { savedMessage } from '../views/file-messages';
import { reportText } from '../views/report-text';
import { isOneDrive, uploadFile } from './upload';

const placeSchema = z
  .string()
  .max(4000)
  .transform((text, context) => {
    if (URL.canParse(text)) return new URL(text);
    context.addIssue({ code: 'custom', message: 'is no URL' });
    return z.NEVER;
  });

const consentSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('decline') }),
  z.object({
    action: z.literal('accept'),
    context: fileName,
    uploadInfo: z.object({
      name: z.string().max(400),
      uploadUrl: placeSchema,
      contentUrl: placeSchema,
      uniqueId: z.string().max(400),
      fileType: z.string().max(40),
    }),
  }),
]);

export interface FileConsentDeps extends CardActionDeps {
  readonly log: Logger;
  /** Where files may be put; OneDrive by default. */
  readonly mayUploadTo?: (url: URL) => boolean;
}

/**
 * Acts on the answer. The report is made again: nothing in the consent is trusted except the report's name.
 * @throws RefusedError `file-consent` if it cannot be read or names no place in OneDrive; `not-permitted`.
 */
export async function answerConsent(
  deps: FileConsentDeps,
  person: Person,
  { value, replyToId }: Partial<Activity>,
): Promise<BackgroundWork> {
  const consent = safeParse(consentSchema, value);
  if (!consent) throw new RefusedError('file-consent');
  const question = { key: `consent ${replyToId}`, ...(replyToId !== undefined && { removes: replyToId }) };
  if (consent.action === 'decline') return { ...question, ...notWanted(person) };
  const name = reportNameIn(consent.context);
  const { uploadInfo } = consent;
  const turn = await readAdminTurn(deps, person);
  const programme = await coordinatedProgramme(turn, name.programmeId);
  const { uploadUrl, contentUrl, ...file } = uploadInfo;
  const { mayUploadTo = isOneDrive } = deps;
  if (!mayUploadTo(uploadUrl) || !mayUploadTo(contentUrl)) {
    deps.log.warn(
      { host: uploadUrl.hostname, by: pseudonym(person.id) },
      'file consent names a place that is not OneDrive',
    );
    throw new RefusedError('file-consent');
  }
  const wording = wordingOf(turn, programme);
  const values = { report: reportText(programme, name, wording), command: commandIn(person, name) };
  return {
    ...question,
    work: async () => {
      await uploadFile(uploadUrl, (await deps.reports.make(name, person.id)).content);
      const summary = wording.text('report.saved', { file: file.name });
      return savedMessage({ ...file, contentUrl: contentUrl.href }, summary);
    },
    failed: cardMessage(notice(wording.text('report.notSaved', values))),
  };
}

function notWanted(person: Person): Pick<BackgroundWork, 'work' | 'failed'> {
  const wording = wordingFor(person.language);
  const said = cardMessage(notice(wording.text('report.notWanted', { command: commandIn(person) })));
  return { work: () => Promise.resolve(said), failed: said };
}

/** What to type to ask for the file again. */
function commandIn({ language }: Person, { list }: Pick<ReportName, 'list'> = {}): string {
  return nameIn(list ? deliveriesNames : reportNames, language);
}
