/** What is kept about people in a round that was taken back, and for how long. */
import { schedule } from '../../src/audit/audit';
import { exportWords } from '../../cards/parts/export-words';
import { pause } from '../../src/brake/pauses';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { applyRetention } from '../../src/privacy/retention';
import { defaultRetention } from '../../src/privacy/retention-settings';
import { recordReply } from '../../src/replies/record-reply';
import { replyEntries } from '../../src/replies/reply-audit';
import { saveRegister } from '../../src/goals/register';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import {
  anna,
  bo,
  during,
  eachWithStore,
  goalWith,
  name,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
const at = new Date('2030-01-01T00:00:00Z');

beforeEach(async () => {
  const { store } = stored;
  await saveOpenRound(store, smallSetting());
  await tickOn(store, during);
  const reply = {
    ...name,
    goalId: 'a',
    by: anna,
    typed: { value: '50' },
    locale: 'fi',
    seenVersion: 0,
  } as const;
  await recordReply(store, reply, during);
  await discardRound(store, { ...name, by: anna, way: 'card' }, during);
  for (const minute of [1, 2]) await tickOn(store, minutes(minute));
});

const rows = () => stored.now.dump(roundPartition(name));
const text = () => JSON.stringify(stored.now.dump());

it('a person gets what the audit keeps of their answers and acts', async () => {
  await pause(stored.store, {}, { by: anna, way: 'card' }, minutes(3));
  const document = await exportPerson(stored.now.store, anna, at, exportWords, 'en');
  const exported = JSON.stringify(document);
  expect(exported).toContain('"field":"value"');
  expect(exported).toContain('"discarded"');
  expect(exported).toContain('"pauses"');
  expect(document).not.toHaveProperty([exportWords('en').headings.other]);
});

it('an erased person leaves answers and acts without a name, and no chat', async () => {
  await pause(stored.store, {}, { by: anna, way: 'card' }, minutes(3));
  const { register } = smallSetting();
  await saveRegister(stored.store, {
    ...register,
    goals: register.goals.map(({ id }) => goalWith(id, { owners: [bo] })),
  });
  expect(text()).toContain(anna);
  await erasePerson(stored.now.store, { personId: anna, actor: schedule, admins: new Set() }, minutes(4));
  expect(text()).not.toContain(anna);
  const [entry] = await replyEntries(stored.store, name);
  expect(entry).toMatchObject({ by: expect.stringContaining('@erased.invalid'), to: { value: '50' } });
  const toFormer = rows().filter(
    ({ key, value }) => key.startsWith('done|') && JSON.stringify(value).includes('erased'),
  );
  expect(toFormer.length).toBeGreaterThan(0);
  expect(JSON.stringify(toFormer)).not.toContain('conversationId');
});

it('messages go after a year, the rest with the rounds of its age', async () => {
  const retain = async (moment: string, roundYears?: number) => {
    const retention = { ...defaultRetention, ...(roundYears !== undefined && { roundYears }) };
    for (let tick = 0; tick < 3; tick++) await applyRetention(stored.store, retention, new Date(moment));
  };
  const messages = () => rows().filter(({ key }) => /^(done|pending)\|.*@example\.org/.test(key));
  await retain('2027-10-01T00:00:00Z');
  expect(messages()).toHaveLength(2);
  await retain('2027-10-20T00:00:00Z');
  expect(messages()).toEqual([]);
  expect(await replyEntries(stored.store, name)).toHaveLength(1);
  await retain('2031-10-20T00:00:00Z', 5);
  expect(rows()).toEqual([]);
  expect(await readRound(stored.store, name)).toBeUndefined();
});
