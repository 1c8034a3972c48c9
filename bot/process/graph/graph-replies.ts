/** People's automatic email replies, from their mailboxes through Graph. Needs the application permission MailboxSettings.Read. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { type AutomaticReplies, type AutomaticReply } from '../../../src/people/absences/automatic-reply';
import { DirectoryError } from '../../../src/people/directory-source';
import { type GraphClient, GraphError } from './graph-client';

const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string() });

/** Without the replies' texts, which Graph sends along. */
const settingSchema = z.object({
  status: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['disabled', 'alwaysenabled', 'scheduled'])),
  scheduledStartDateTime: timeSchema.nullish(),
  scheduledEndDateTime: timeSchema.nullish(),
});

/** Graph names zones as Windows does unless it is asked for this one. */
const inUtc = { prefer: 'outlook.timezone="UTC"' };

export function graphReplies(client: GraphClient): AutomaticReplies {
  return {
    read: async ({ aadObjectId }) => {
      if (aadObjectId === undefined) return { type: 'none' };
      try {
        return replyOf(await client.get(replyPath(aadObjectId), inUtc));
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        // No mailbox, or none in Exchange Online. A 404 from something between us and Graph has no code.
        if (error.status === 404 && error.code !== '') return { type: 'none' };
        if (error.status === 403) return { type: 'forbidden' };
        throw error;
      }
    },
  };
}

export function replyPath(objectId: string): string {
  return `/users/${encodeURIComponent(objectId)}/mailboxSettings/automaticRepliesSetting`;
}

function replyOf(answer: unknown): AutomaticReply {
  const setting = settingSchema.safeParse(answer);
  if (!setting.success) throw unreadable();
  const { status, scheduledStartDateTime, scheduledEndDateTime } = setting.data;
  if (status !== 'scheduled') return { type: status === 'disabled' ? 'none' : 'on' };
  return { type: 'scheduled', start: momentOf(scheduledStartDateTime), end: momentOf(scheduledEndDateTime) };
}

/** Reads UTC and IANA zones; any other zone, such as "FLE Standard Time", is an error and never guessed. */
function momentOf(time: z.infer<typeof timeSchema> | null | undefined): Date {
  const moment = time && DateTime.fromISO(time.dateTime, { zone: time.timeZone });
  if (!moment?.isValid) throw unreadable();
  return moment.toJSDate();
}

function unreadable(): DirectoryError {
  return new DirectoryError('Graph: an automatic reply is not as it should be');
}
