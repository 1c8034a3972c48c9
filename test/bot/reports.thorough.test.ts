/** A report as a link: requested on a card, downloaded over HTTP while the link is valid and the person is allowed. */
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reportWords } from '../../cards/report/words';
import { text, type PlainKey } from '../../cards/parts/strings';
import { inputsOf, textsOf } from '../../deploy/local/scripted-user';
import { type Card } from '../../cards/render';
import { saveRegister } from '../../src/goals/register';
import { locales } from '../../src/goals/schema';
import { revoke } from '../../src/people/grants';
import { fileTypes, offeredFormats } from '../../src/report/content/formats';
import { linksPartition } from '../../src/report/download-link';
import { makeReport } from '../../src/report/report';
import { loadSaidWords } from '../../src/report/words-store';
import { readValues } from '../../src/storage/rows';
import { type BotUnderTest, dumpOf } from '../helpers/bot-under-test';
import { during, name } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { bannerOf, nodesOf } from '../helpers/read-card';
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
  register,
  say,
  startTwoUnits,
} from '../helpers/two-units';

/** Each report is made by a process started for it. */
jest.setTimeout(60_000);

const publicUrl = 'https://seuranta.example.org/bot';
let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits({}, { publicUrl: `${publicUrl}/` });
});
afterEach(() => running.stop());

const { programmeId, period } = name;
const report = { ...name, format: 'csv', language: 'fi', edition: 'published' } as const;

async function card(personId: string, verb: string, data: object): Promise<Card> {
  const shown = await pressed(running, personId, verb, data);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}

const linkOn = (drawn: Card) => nodesOf(drawn).find(({ type }) => type === 'Action.OpenUrl')?.['url'];

/** The token of the link that the person gets. */
async function tokenFor(personId: string, changes: object = {}): Promise<string> {
  const link = String(linkOn(await card(personId, 'report-make', { ...report, ...changes })));
  expect(link).toMatch(/^https:\/\/seuranta\.example\.org\/bot\/reports\/[A-Za-z0-9_-]{43}$/);
  return link.split('/').at(-1)!;
}

const download = (token: string, method = 'GET') => fetch(`${running.url}/reports/${token}`, { method });
const minutes = (count: number) => new Date(during.getTime() + count * 60_000).toISOString();

describe('the card', () => {
  it('offers the rounds, the latest first, the formats and the languages', async () => {
    const drawn = await card(coordinator, 'report', { programmeId });
    const inputs = inputsOf(drawn);
    expect(inputs.map(({ id, value }) => [id, value])).toEqual([
      ['period', period],
      ['format', 'xlsx'],
      ['language', 'fi'],
      ['edition', 'published'],
      ['part', 'whole'],
    ]);
    expect(inputs[0]!.choices).toEqual([{ title: 'Q3/2026: auki', value: period }]);
    expect(inputs[1]!.choices!.map(({ value }) => value).sort()).toEqual(
      // No office program is configured in this test.
      ['csv', 'docx', 'json', 'pptx', 'xlsx'],
    );
    expect(inputs[2]!.choices!.map(({ value }) => value)).toEqual([...locales]);
    expect(buttonsOf(drawn).map(({ verb, data }) => [verb, data])).toEqual([
      ['report-make', { programmeId }],
      ['report-words', { programmeId }],
      ['programme', { programmeId }],
    ]);
  });

  it('of a programme without rounds says so', async () => {
    const { programme, goals } = register();
    await saveRegister(running.store, { programme: { ...programme, id: 'new' }, goals });
    const drawn = await card(coordinator, 'report', { programmeId: 'new' });
    expect(textsOf(drawn)).toContain(text('fi', 'report.noRounds'));
    expect(buttonsOf(drawn).map(({ verb }) => verb)).toEqual(['programme']);
  });

  it.each(['raportti', 'rapport', 'report', 'Raportti leikkausohjelma', 'raportti leikkaus Q3/2026'])(
    'comes when "%s" is typed',
    async (typed) => {
      const [drawn] = await say(running, coordinator, typed);
      expect(buttonsOf(drawn!, 'report-make')).toMatchObject([{ data: { programmeId } }]);
    },
  );

  it('comes with the period that is typed, and says where there is no such round', async () => {
    const typed = 'raportti ohjelman strategiset tavoitteet 2024-Q4';
    const [older] = await say(running, admin, typed.replace('ohjelman ', ''));
    expect(inputsOf(older!)[0]!.value).toBe('2024-Q4');
    const [none] = await say(running, coordinator, 'raportti leikkausohjelma 1/2031');
    expect(bannerOf(none!)).toEqual({
      style: 'warning',
      text: text('fi', 'report.noSuchRound', { period: '1/2031' }),
    });
  });

  it('offers a year whose last round is closed before its rounds, and says what an unfinished year needs', async () => {
    const [ofYear] = await say(running, admin, 'raportti strategiset tavoitteet 2024');
    expect(inputsOf(ofYear!)[0]).toMatchObject({
      value: '2024',
      choices: [
        { value: '2024', title: text('fi', 'report.year', { year: '2024' }) },
        ...['2024-Q4', '2024-Q3', '2024-Q2', '2024-Q1'].map((value) => ({ value })),
      ],
    });
    const [unfinished] = await say(running, coordinator, 'raportti leikkausohjelma 2026');
    expect(bannerOf(unfinished!)).toEqual({ style: 'warning', text: text('fi', 'refused.year-unfinished') });
    expect(inputsOf(unfinished!)[0]!.value).toBe(period);
    const order = { ...report, period: '2026' };
    expect(bannerOf(await card(coordinator, 'report-make', order))!.text).toBe(
      text('fi', 'refused.year-unfinished'),
    );
  });

  it('of several programmes is chosen from a list', async () => {
    const [drawn] = await say(running, admin, 'raportti 2024');
    expect(buttonsOf(drawn!, 'report')).toHaveLength(6);
    expect(buttonsOf(drawn!, 'report')[0]!.data).toMatchObject({ period: '2024' });
  });

  it.each([headOfSurgery, reader, anna, bo, nobody])(
    'is refused to %s by every way, and nothing is written',
    async (personId) => {
      await say(running, personId, 'ohje');
      const before = dumpOf(running);
      const refused = { text: text('fi', 'refused.not-permitted', { coordinator: 'Coordinator' }) };
      expect(await pressed(running, personId, 'report', { programmeId })).toEqual(refused);
      expect(await pressed(running, personId, 'report-make', report)).toEqual(refused);
      const [typed] = await say(running, personId, 'raportti leikkausohjelma');
      expect(textsOf(typed!).trim()).toBe(
        text('fi', 'refused.admins-only', { admins: 'Suunnittelupäällikkö' }),
      );
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('of a programme made up is refused to who runs another', async () => {
    for (const other of ['strategic-goals', 'no-such-programme'])
      expect(
        await pressed(running, coordinator, 'report-make', { ...report, programmeId: other }),
      ).toMatchObject({ text: expect.stringContaining('Sinulla ei ole oikeutta') });
  });
});

describe('the board’s page', () => {
  it('is bound to its link, and is one slide', async () => {
    const token = await tokenFor(deputy, { format: 'pptx', part: 'board' });
    const hash = createHash('sha256').update(token).digest('hex');
    expect((await running.store.get(linksPartition, `link|${hash}`))?.value).toMatchObject({
      report: { programmeId, period, format: 'pptx', language: 'fi', part: 'board' },
    });
    const zip = await JSZip.loadAsync(await (await download(token)).arrayBuffer());
    expect(zip.file(/^ppt\/slides\/slide\d+\.xml$/)).toHaveLength(1);
  });

  it('is not made as a table, and the card says what to choose', async () => {
    const shown = await card(deputy, 'report-make', { ...report, format: 'xlsx', part: 'board' });
    expect(linkOn(shown)).toBeUndefined();
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.board-as-table') });
  });
});

describe('the coordinator’s words', () => {
  const round = { programmeId, period };
  const inputIn = (drawn: Card) => inputsOf(drawn).map(({ id, value }) => [id, value]);

  it('are written in a place that is chosen from the report’s card', async () => {
    const places = await card(coordinator, 'report-words', { ...report, ...round });
    expect(inputIn(places)).toEqual([['place', 'preface']]);
    const open = await card(coordinator, 'report-words', { ...round, place: 'preface' });
    expect(inputIn(open)).toEqual([['text', '']]);
    const [save] = buttonsOf(open, 'report-words-save');
    const saved = await card(coordinator, 'report-words-save', { ...save!.data, text: 'Hyvä jakso.' });
    expect(bannerOf(saved)).toMatchObject({ style: 'good' });
    expect(inputIn(await card(deputy, 'report-words', { ...round, place: 'preface' }))).toEqual([
      ['text', 'Hyvä jakso.'],
    ]);
  });

  it('of a year are those of the round that reports it', async () => {
    const refused = await card(coordinator, 'report-words', { ...report, programmeId, period: '2026' });
    expect(textsOf(refused)).toContain(text('fi', 'refused.year-unfinished'));
  });

  it('of two people at once are not lost: the later one sees both texts, and can save again', async () => {
    const seen = { ...round, place: 'preface', version: 0 };
    await card(coordinator, 'report-words-save', { ...seen, text: 'Ensimmäinen' });
    const refused = await card(deputy, 'report-words-save', { ...seen, text: 'Toinen' });
    expect(bannerOf(refused)).toEqual({
      style: 'attention',
      text: text('fi', 'refused.words-changed', { by: 'Coordinator' }),
    });
    expect(textsOf(refused)).toContain('Ensimmäinen');
    expect(inputIn(refused)).toEqual([['text', 'Toinen']]);
    const [save] = buttonsOf(refused, 'report-words-save');
    await card(deputy, 'report-words-save', { ...save!.data, text: 'Ensimmäinen ja toinen' });
    const said = await loadSaidWords(running.store, round);
    expect(said).toMatchObject([{ text: 'Ensimmäinen ja toinen', version: 2, by: deputy }]);
  });

  it('that are too long stay on the card', async () => {
    const long = 'x'.repeat(4001);
    const seen = { ...round, place: 'preface', version: 0, text: long };
    const refused = await card(coordinator, 'report-words-save', seen);
    expect(bannerOf(refused)).toEqual({
      style: 'attention',
      text: text('fi', 'refused.words-too-long', { maximum: '4000' }),
    });
    expect(inputIn(refused)).toEqual([['text', long]]);
    expect(await loadSaidWords(running.store, round)).toEqual([]);
  });

  it('cannot be written in a division that there is not', async () => {
    const seen = { ...round, place: 'other', version: 0, text: 'x' };
    const shown = await card(coordinator, 'report-words-save', seen);
    expect(bannerOf(shown)).toEqual({
      style: 'attention',
      text: text('fi', 'refused.unknown-division'),
    });
    expect(await loadSaidWords(running.store, round)).toEqual([]);
  });

  it('for a division that was renamed meanwhile are shown beside the places that there are', async () => {
    const places = await card(coordinator, 'report-words', round);
    const surgery = inputsOf(places)[0]!.choices!.find(({ title }) => title === 'Kirurgia')!.value;
    const [save] = buttonsOf(
      await card(coordinator, 'report-words', { ...round, place: surgery }),
      'report-words-save',
    );
    const { programme, goals } = register();
    const renamed = goals.map((goal) => ({ ...goal, headings: [{ fi: 'Leikkaukset' }] }));
    await saveRegister(running.store, { programme, goals: renamed });
    const shown = await card(coordinator, 'report-words-save', { ...save!.data, text: 'Hyvä jakso.' });
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.unknown-division') });
    expect(textsOf(shown)).toContain('Hyvä jakso.');
    expect(inputsOf(shown)[0]!.choices!.map(({ title }) => title)).toContain('Leikkaukset');
  });
});

describe('a link', () => {
  it.each(offeredFormats(false))('gives the %s that the command line gives', async (format) => {
    await answer(running, anna, 'a');
    const response = await download(await tokenFor(deputy, { format }));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': fileTypes[format].contentType,
      'content-disposition': `attachment; filename="Leikkausohjelma 2026-Q3.${format}"; filename*=UTF-8''Leikkausohjelma%202026-Q3.${format}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const content = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(content.length));
    const made = await makeReport(running.store, { ...report, format }, running.clock.now(), reportWords);
    // A zipped format contains the time at which it was written.
    if (format === 'csv' || format === 'json') expect(content.equals(made.content)).toBe(true);
    else expect(content.subarray(0, 2).toString()).toBe('PK');
  });

  it('is bound to the edition: who answered is in the full one only', async () => {
    await answer(running, anna, 'a');
    const contentOf = async (changes: object) => (await download(await tokenFor(deputy, changes))).text();
    expect(await contentOf({ edition: 'full' })).toContain(anna);
    expect(await contentOf({ edition: 'published' })).not.toContain('@');
    // Cards that were drawn before there were editions.
    expect(await contentOf({ edition: undefined })).not.toContain('@');
  });

  it('gives the report of a year', async () => {
    const order = { programmeId: 'strategic-goals', period: '2024' };
    const response = await download(await tokenFor(admin, order));
    expect(response.headers.get('content-disposition')).toContain('strategiset tavoitteet 2024.csv');
    const content = await response.text();
    for (const quarter of ['Q1', 'Q2', 'Q3', 'Q4']) expect(content).toContain(`;2024-${quarter};`);
  });

  it('says until when it holds, and is not kept on the card in the chat', async () => {
    const shown = await card(coordinator, 'report-make', report);
    expect(bannerOf(shown)!.text).toBe(
      text('fi', 'report.link', {
        report: 'Leikkausohjelma Q3/2026, Kaikki vastaukset taulukkona (CSV)',
        until: '12.10.2026 klo\u00a012.15',
      }),
    );
    const link = String(linkOn(shown));
    expect(dumpOf(running)).not.toContain(link.split('/').at(-1));
    expect(JSON.stringify(running.connector.requests)).not.toContain(link);
  });

  it('is kept as a hash, bound to the person and the report', async () => {
    const token = await tokenFor(deputy);
    const hash = createHash('sha256').update(token).digest('hex');
    expect((await running.store.get(linksPartition, `link|${hash}`))?.value).toEqual({
      personId: deputy,
      report,
      expires: minutes(15),
    });
  });

  it('can be asked about without making the report, and used again until it ends', async () => {
    const token = await tokenFor(coordinator);
    const head = await download(token, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('cache-control')).toBe('no-store');
    const several = await Promise.all([download(token), download(token)]);
    expect(several.map(({ status }) => status)).toEqual([200, 200]);
    running.clock.set(minutes(15));
    for (const method of ['GET', 'HEAD']) expect((await download(token, method)).status).toBe(410);
  });

  it('that ended, never was, or is of somebody who may no more, tells nothing', async () => {
    const ended = await tokenFor(coordinator);
    running.clock.set(minutes(10));
    const revoked = await tokenFor(deputy);
    running.clock.set(minutes(20));
    const granted = { personId: deputy, role: 'coordinator', programmeId } as const;
    expect((await download(revoked, 'HEAD')).status).toBe(200);
    await revoke(running.store, granted, { by: 'test', way: 'cli' }, running.clock.now());
    const told = await Promise.all(
      [ended, revoked, 'x'.repeat(43), 'x'].map(async (token) => {
        const response = await download(token);
        const headers = ['content-type', 'cache-control', 'x-content-type-options', 'referrer-policy'];
        return [response.status, headers.map((each) => response.headers.get(each)), await response.text()];
      }),
    );
    const headers = ['text/plain; charset=utf-8', 'no-store', 'nosniff', 'no-referrer'];
    const inAll = (key: PlainKey) => locales.map((locale) => `${text(locale, key)}\n`).join('');
    expect(told).toEqual([
      [410, headers, inAll('download.expired')],
      [403, headers, inAll('download.not-permitted')],
      [404, headers, inAll('download.unknown')],
      [404, headers, inAll('download.unknown')],
    ]);
  });

  it('of a report that cannot be made says to try again', async () => {
    const token = await tokenFor(coordinator);
    const row = (await running.store.get(`round|${programmeId}|${period}`, 'round')) ?? undefined;
    expect(row).toBeDefined();
    await running.store.commit(`round|${programmeId}|${period}`, [
      { type: 'delete', key: 'round', etag: row!.etag },
    ]);
    const response = await download(token);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(text('sv', 'download.failed'));
  });

  it('is forgotten a day after its end, when the next one is made', async () => {
    const first = await tokenFor(coordinator);
    running.clock.set(minutes(15 + 24 * 60));
    await tokenFor(coordinator);
    expect((await download(first)).status).toBe(410);
    running.clock.set(minutes(16 + 24 * 60));
    await tokenFor(coordinator);
    expect((await download(first)).status).toBe(404);
    expect(await readValues(running.store, linksPartition)).toHaveLength(2);
  });

  it('takes GET and HEAD only', async () => {
    const token = await tokenFor(coordinator);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await download(token, method)).status).toBe(405);
    expect((await fetch(`${running.url}/reports`)).status).toBe(404);
    expect((await fetch(`${running.url}/reports/`)).status).toBe(404);
  });
});
