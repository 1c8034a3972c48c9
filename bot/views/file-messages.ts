/** Messages with a file, as Teams takes them ("Send and receive files using bot", Microsoft). */
import { type Activity, ActivityTypes, type Attachment } from 'botbuilder';
import { type Report, type ReportName } from '../../src/report/content/formats';

/** Asks whether the file may be saved. @param description what the file is, for people */
export function consentMessage(
  { fileName, content }: Report,
  { programmeId, period, format, language, part }: ReportName,
  { summary, description }: { readonly summary: string; readonly description: string },
): Partial<Activity> {
  // Only the report's name: the report is looked up again once the person accepts.
  const context = { programmeId, period, format, language, ...(part && { part }) };
  return withFile(summary, {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name: fileName,
    content: {
      description,
      sizeInBytes: content.length,
      acceptContext: context,
      declineContext: context,
    },
  });
}

/** Where Teams put a file. */
export interface UploadedFile {
  readonly name: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** Shows the file that was saved. */
export function savedMessage(
  { name, contentUrl, uniqueId, fileType }: UploadedFile,
  summary: string,
): Partial<Activity> {
  return withFile(summary, {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    ...{ name, contentUrl, content: { uniqueId, fileType } },
  });
}

function withFile(summary: string, file: Attachment): Partial<Activity> {
  return { type: ActivityTypes.Message, summary, attachments: [file] };
}
