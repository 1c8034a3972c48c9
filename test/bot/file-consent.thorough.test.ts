/** A report as a file: asked for in chat, offered for saving, and put where Teams says when it is accepted. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reportWords } from '../../cards/report/words';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { revoke } from '../../src/people/grants';
import { makeReport } from '../../src/report/report';
import { type BotUnderTest, type BotUnderTestOptions, dumpOf, personAt } from '../helpers/bot-under-test';
import { eventually } from '../helpers/eventually';
import { name } from '../helpers/fixtures';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { channelData } from '../helpers/saying';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import {
  admin,
  anna,
  answer,
  bo,
  coordinator,
  deputy,
  headOfSurgery,
  nobody,
  pressed,
  reader,
  say,
  startTwoUnits,
} from '../helpers/two-units';
import { startUploadServer, type UploadServer } from '../helpers/upload-server';

/** In "the report", each report is made in its own process, as in production; otherwise in this process. */
jest.setTimeout(60_000);

let running: BotUnderTest;
let oneDrive: UploadServer;
beforeEach(async () => {
  oneDrive = await startUploadServer();
  running = await started({
    makeReport: ({ name: wanted, now }) => makeReport(running.store, wanted, now, reportWords),
  });
});
const started = (options: BotUnderTestOptions = {}) =>
  startTwoUnits({}, { mayUploadTo: (url) => url.href.startsWith(oneDrive.url), ...options });
afterEach(async () => {
  await running.stop();
  await oneDrive.stop();
});

const report = { ...name, format: 'csv', language: 'sv', edition: 'full' } as const;
const called = 'Leikkausohjelma Q3/2026, Kaikki vastaukset taulukkona (CSV)';
const fileName = 'Leikkausohjelma 2026-Q3.csv';

interface FileCard {
  readonly contentType: string;
  readonly contentUrl?: string;
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}
const fileOf = ({ versions }: PostedActivity) => versions.at(-1)!.attachments![0] as unknown as FileCard;

async function sentTo(personId: string): Promise<readonly PostedActivity[]> {
  return running.connector.sentTo((await personAt(running, personId)).aadObjectId);
}

/** The next message after those received so far. */
async function next(personId: string, act: () => Promise<unknown>): Promise<PostedActivity> {
  const before = (await sentTo(personId)).length;
  await act();
  await eventually('a message', async () => (await sentTo(personId)).length > before);
  return (await sentTo(personId))[before]!;
}

/** The consent that comes after a press. */
const consentFor = (personId: string, order: object = report) =>
  next(personId, () => pressed(running, personId, 'report-make', order));

const place = () => ({
  name: fileName,
  uploadUrl: `${oneDrive.url}session?guid=1`,
  contentUrl: `${oneDrive.url}personal/report.csv`,
  uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C8C',
  fileType: 'csv',
});

async function decide(
  personId: string,
  consent: PostedActivity | undefined,
  value: object,
  rest: object = {},
) {
  const user = await personAt(running, personId, consent);
  const replyToId = consent && { replyToId: consent.id };
  const invoke = { type: 'invoke', name: 'fileConsent/invoke', ...replyToId };
  return postActivity(user, { ...invoke, value: { type: 'fileUpload', ...value }, ...rest });
}
const accept = (personId: string, consent?: PostedActivity, changes: object = {}) =>
  decide(personId, consent, { action: 'accept', context: report, uploadInfo: place(), ...changes });

async function isDeleted(personId: string, { id }: PostedActivity): Promise<boolean> {
  return (await sentTo(personId)).find((posted) => posted.id === id)!.deleted;
}

describe('the report', () => {
  beforeEach(async () => {
    await running.stop();
    running = await started();
  });

  it('is offered after the press was answered at once', async () => {
    await answer(running, anna, 'a');
    let shown: Awaited<ReturnType<typeof pressed>> = {};
    const consent = await next(coordinator, async () => {
      shown = await pressed(running, coordinator, 'report-make', report);
    });
    const making = text('fi', 'report.making', { report: called });
    expect(bannerOf(shown.card!)).toEqual({ style: 'good', text: making });
    const { content } = await makeReport(running.store, report, running.clock.now(), reportWords);
    expect(consent.versions[0]!.summary).toBe(text('fi', 'report.ready', { report: called }));
    expect(fileOf(consent)).toEqual({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: fileName,
      content: {
        description: text('fi', 'report.about', { report: called }),
        sizeInBytes: content.length,
        acceptContext: report,
        declineContext: report,
      },
    });
    expect(Buffer.from(content).toString()).toContain(anna);
  });

  it('is put where Teams says when it is accepted, is shown, and the question is taken away', async () => {
    await answer(running, anna, 'a');
    const consent = await consentFor(deputy);
    const saved = await next(deputy, () => accept(deputy, consent));
    const { content } = await makeReport(running.store, report, running.clock.now(), reportWords);
    expect(oneDrive.uploads).toHaveLength(1);
    const [upload] = oneDrive.uploads;
    expect(upload).toMatchObject({ method: 'PUT', path: '/session?guid=1' });
    expect(upload!.headers).toMatchObject({
      'content-range': `bytes 0-${content.length - 1}/${content.length}`,
      'content-length': String(content.length),
    });
    expect(upload!.headers).not.toHaveProperty('authorization');
    expect(upload!.content.equals(content)).toBe(true);
    expect(fileOf(saved)).toEqual({
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      contentUrl: place().contentUrl,
      name: fileName,
      content: { uniqueId: place().uniqueId, fileType: 'csv' },
    });
    await eventually('the question goes', () => isDeleted(deputy, consent));
  });
});

describe('a press', () => {
  it('and another meanwhile bring one offer', async () => {
    const press = () => pressed(running, coordinator, 'report-make', report);
    await next(coordinator, () => Promise.all([press(), press(), press()]));
    await consentFor(coordinator, { ...report, format: 'json' });
    expect((await sentTo(coordinator)).map((posted) => fileOf(posted).name)).toEqual([
      fileName,
      'Leikkausohjelma 2026-Q3.json',
    ]);
  });

  it('in a channel is refused: files are saved from the chat with the bot only', async () => {
    const user = await personAt(running, coordinator);
    const shown = await postActivity(user, {
      ...{ type: 'invoke', name: 'adaptiveCard/action' },
      value: { action: { type: 'Action.Execute', verb: 'report-make', data: report } },
      conversation: { id: '19:board@thread.tacv2', conversationType: 'channel', isGroup: true },
      channelData: channelData({ id: '19:board@thread.tacv2' }),
    });
    expect(shown.body).toMatchObject({ value: text('fi', 'refused.report-elsewhere') });
    const answered = await decide(
      coordinator,
      undefined,
      { action: 'accept', context: report, uploadInfo: place() },
      { conversation: { id: (await personAt(running, coordinator)).receipt.conversationId, isGroup: true } },
    );
    expect(answered.status).toBe(200);
    expect(oneDrive.uploads).toEqual([]);
  });

  it.each(['2026-Q4', '2031-Q1'])('for %s, which is no round, says so', async (period) => {
    const { card } = await pressed(running, coordinator, 'report-make', { ...report, period });
    expect(bannerOf(card!)?.text).toBe(text('fi', 'refused.unknown-round'));
  });
});

describe('accepting', () => {
  it('twice at once saves it once', async () => {
    const consent = await consentFor(coordinator);
    await next(coordinator, () =>
      Promise.all([accept(coordinator, consent), accept(coordinator, consent), accept(coordinator, consent)]),
    );
    await eventually('the question goes', () => isDeleted(coordinator, consent));
    expect(oneDrive.uploads).toHaveLength(1);
  });

  it.each([403, 404, 500, 507, 202, 307, 0])('where OneDrive answers %i says what to do', async (status) => {
    oneDrive.status = status;
    const told = await next(coordinator, () => accept(coordinator));
    const values = { report: called, command: 'raportti' };
    expect(textsOf(cardShown(told)).trim()).toBe(text('fi', 'report.notSaved', values));
    expect(oneDrive.uploads.map(({ path }) => path)).toEqual(['/session?guid=1']);
  });

  it('that failed can be done again', async () => {
    const consent = await consentFor(coordinator);
    oneDrive.status = 503;
    await next(coordinator, () => accept(coordinator, consent));
    expect(await isDeleted(coordinator, consent)).toBe(false);
    oneDrive.status = 200;
    const saved = await next(coordinator, () => accept(coordinator, consent));
    expect(fileOf(saved).contentType).toBe('application/vnd.microsoft.teams.card.file.info');
  });

  it('a round that is gone says that the report could not be saved', async () => {
    const context = { ...report, period: '2031-Q1' };
    const told = await next(coordinator, () => accept(coordinator, undefined, { context }));
    expect(textsOf(cardShown(told))).toContain('raportti');
    expect(oneDrive.uploads).toEqual([]);
  });
});

it('declining says how to get it later, and takes the question away', async () => {
  const consent = await consentFor(coordinator);
  const told = await next(coordinator, () =>
    decide(coordinator, consent, { action: 'decline', context: report }),
  );
  expect(textsOf(cardShown(told)).trim()).toBe(text('fi', 'report.notWanted', { command: 'raportti' }));
  await eventually('the question goes', () => isDeleted(coordinator, consent));
  expect(oneDrive.uploads).toEqual([]);
});

describe('a consent made up', () => {
  it.each([reader, anna, bo, headOfSurgery, nobody])(
    'by %s gives nothing, and nothing is written',
    async (personId) => {
      // The first message tells the bot where to write to.
      await say(running, personId, 'ohje');
      const before = dumpOf(running);
      const told = await next(personId, () => accept(personId));
      const refused = text('fi', 'refused.not-permitted', { coordinator: 'Coordinator' });
      expect(textsOf(cardShown(told)).trim()).toBe(refused);
      expect(oneDrive.uploads).toEqual([]);
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('of another programme gives nothing', async () => {
    const context = { ...report, programmeId: 'strategic-goals', period: '2024-Q4' };
    const told = await next(coordinator, () => accept(coordinator, undefined, { context }));
    expect(textsOf(cardShown(told))).toContain('Sinulla ei ole oikeutta');
    expect(oneDrive.uploads).toEqual([]);
  });

  it('after the grant was revoked gives nothing', async () => {
    const consent = await consentFor(deputy);
    const granted = { personId: deputy, role: 'coordinator', programmeId: name.programmeId } as const;
    await revoke(running.store, granted, { by: 'test', way: 'cli' }, running.clock.now());
    const told = await next(deputy, () => accept(deputy, consent));
    expect(textsOf(cardShown(told))).toContain('Sinulla ei ole oikeutta');
    expect(oneDrive.uploads).toEqual([]);
  });

  it.each([
    ['an upload to elsewhere', { uploadInfo: { uploadUrl: 'http://127.0.0.1:9/latest/meta-data' } }],
    ['a file that is shown from elsewhere', { uploadInfo: { contentUrl: 'https://evil.example/x' } }],
    ['no URL', { uploadInfo: { uploadUrl: 'nowhere' } }],
    ['no place', { uploadInfo: undefined }],
    ['a format that there is not', { context: { ...report, format: 'exe' } }],
    ['an edition that there is not', { context: { ...report, edition: 'secret' } }],
    ['a period that is none', { context: { ...report, period: '../../x' } }],
    ['another answer', { action: 'maybe' }],
  ])('with %s is refused', async (_, { uploadInfo, ...changes }: Record<string, unknown>) => {
    const where = uploadInfo === undefined ? {} : { uploadInfo: { ...place(), ...(uploadInfo as object) } };
    const broken = Object.keys(changes).length === 0 && uploadInfo === undefined ? { uploadInfo: 1 } : {};
    const told = await next(admin, () => accept(admin, undefined, { ...changes, ...where, ...broken }));
    expect(textsOf(cardShown(told)).trim()).toBe(text('fi', 'refused.file-consent'));
    expect(oneDrive.uploads).toEqual([]);
  });
});
