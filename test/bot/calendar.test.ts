/** A person's deadlines as a calendar file: asked for in chat, downloaded over HTTP. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { locales } from '../../src/goals/schema';
import { textsOf } from '../../deploy/local/scripted-user';
import { peoplePartition } from '../../src/people/directory';
import { leftKey } from '../../src/people/left';
import { insert } from '../../src/storage/rows';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { during } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { nodesOf } from '../helpers/read-card';
import { anna, answer, bo, nobody, pressed, say, startTwoUnits } from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits({}, { publicUrl: 'https://seuranta.example.org/bot' });
});
afterEach(() => running.stop());

async function linkFor(personId: string, typed = 'kalenteri'): Promise<string | undefined> {
  const [drawn] = await say(running, personId, typed);
  return nodesOf(drawn!).find(({ type }) => type === 'Action.OpenUrl')?.['url'] as string | undefined;
}
const download = (link: string, method = 'GET') =>
  fetch(`${running.url}/reports/${link.split('/').at(-1)}`, { method });
const file = async (personId: string) => (await download((await linkFor(personId))!)).text();
const uidOf = (calendar: string) => /UID:(.*)\r\n/.exec(calendar)![1]!;

const buttons = locales.map((locale) => text(locale, 'calendar.button'));

it.each(['kalenteri', 'kalender', 'calendar', ...buttons])(
  'comes as a link when "%s" is typed',
  async (typed) => {
    const link = await linkFor(anna, typed);
    expect(link).toMatch(/^https:\/\/seuranta\.example\.org\/bot\/reports\/[A-Za-z0-9_-]{43}$/);
    const response = await download(link!);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.ics"/);
    const calendar = await response.text();
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(calendar).toContain('DTEND:20261104T140000Z\r\n');
  },
);

it('is a press away from what one is asked, until all of it is answered', async () => {
  const offer = async () => {
    const [mine] = await say(running, anna, 'omat tavoitteet');
    return nodesOf(mine!).find(({ title }) => title === text('fi', 'calendar.button'));
  };
  const { verb, data } = (await offer())!;
  const shown = (await pressed(running, anna, String(verb), data as object)).card!;
  expect(textsOf(shown)).toContain(text('fi', 'calendar.title'));
  expect(nodesOf(shown).map(({ type }) => type)).toContain('Action.OpenUrl');
  expect(buttonsOf(shown).map(({ data: { command } }) => command)).toEqual(['my goals']);
  for (const goalId of ['a', 'both', 'care']) await answer(running, anna, goalId);
  expect(await offer()).toBeUndefined();
});

it('is not offered where browsers do not reach the bot', async () => {
  await running.stop();
  running = await startTwoUnits();
  const [mine] = await say(running, anna, 'omat tavoitteet');
  expect(textsOf(mine!)).not.toContain(text('fi', 'calendar.button'));
});

it('has the same entry for a person whenever it is opened, and another one for somebody else', async () => {
  const first = await file(anna);
  running.clock.set(new Date(during.getTime() + 86_400_000).toISOString());
  expect(uidOf(await file(anna))).toBe(uidOf(first));
  expect(uidOf(await file(bo))).not.toBe(uidOf(first));
  expect(first).not.toContain('example.org');
});

it('is only described to a browser that asks ahead', async () => {
  const response = await download((await linkFor(anna))!, 'HEAD');
  expect([response.status, await response.text()]).toEqual([200, '']);
});

it('ends after a quarter of an hour, and with the person', async () => {
  const [first, second] = [(await linkFor(anna))!, (await linkFor(bo))!];
  const left = { personId: bo, day: '2026-10-12', why: 'gone' };
  await running.store.commit(peoplePartition, [insert(leftKey(bo), left)]);
  expect((await download(second)).status).toBe(403);
  running.clock.set(new Date(during.getTime() + 16 * 60_000).toISOString());
  expect((await download(first)).status).toBe(410);
});

it('is not offered to who is asked nothing', async () => {
  const [drawn] = await say(running, nobody, 'kalenteri');
  expect(textsOf(drawn!)).toContain(text('fi', 'calendar.none'));
  expect(await linkFor(nobody)).toBeUndefined();
});
