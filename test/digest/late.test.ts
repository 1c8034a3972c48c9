/** A digest says how many goals were answered after the deadline, even if it is read much later. */
import { wordingFor } from '../../bot/views/wording';
import { digestCardData } from '../../cards/digest/data';
import { digestText } from '../../cards/digest/text';
import { buildDigest } from '../../src/digest/build-digest';
import { type Digest } from '../../src/digest/digest';
import { locales } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound } from '../../src/rounds/open-round';
import { deadline, during, eachWithStore, name, opens, saveSetting, smallSetting } from '../helpers/fixtures';

const stored = eachWithStore();
const admin = { ...name, by: 'admin@example.org', way: 'card' } as const;
const closes = new Date('2026-11-09T14:00:00.000Z');
const inGrace = new Date('2026-11-05T09:00:00.000Z');
const until = new Date('2026-11-20T14:00:00.000Z');

const answer = (goalId: string, by: string, now: Date, value = '60') =>
  recordReply(stored.store, { ...name, goalId, by, typed: { value }, locale: 'fi', seenVersion: 9 }, now);
const digest = (now: Date): Promise<Digest> => buildDigest(stored.store, name, now);
const late = async (now: Date) => (await digest(now)).late;

beforeEach(async () => {
  await saveSetting(stored.store, smallSetting());
  await openRound(stored.store, { ...admin, opens, deadline, closes }, opens);
  await answer('a', 'anna@example.org', during);
});

describe('the digest', () => {
  it('counts the goals that were answered, or answered otherwise, after the deadline', async () => {
    expect(await late(inGrace)).toBe(0);
    await answer('b', 'bo@example.org', inGrace);
    expect(await late(inGrace)).toBe(1);
    await answer('a', 'anna@example.org', inGrace);
    expect(await late(inGrace)).toBe(1);
    await answer('a', 'anna@example.org', inGrace, '70');
    expect(await late(inGrace)).toBe(2);
    expect(await digest(inGrace)).toMatchObject({ asked: 3, answered: 2 });
  });

  it('of a closed round keeps the count; reopened, what is answered then is late as well', async () => {
    await answer('b', 'bo@example.org', inGrace);
    await closeRound(stored.store, admin, closes);
    const closed = await digest(closes);
    expect(closed.late).toBe(1);
    expect(await digest(until)).toEqual(closed);
    await reopenRound(stored.store, { ...admin, reason: 'late figures', deadline: until }, closes);
    await answer('both', 'bo@example.org', new Date('2026-11-12T09:00:00Z'));
    expect(await late(until)).toBe(2);
    await closeRound(stored.store, admin, until);
    expect(await late(until)).toBe(2);
  });

  it('counts none whose deadline was moved until after them', async () => {
    await answer('b', 'bo@example.org', inGrace);
    await moveDeadline(stored.store, { ...admin, deadline: until }, inGrace);
    expect(await late(inGrace)).toBe(0);
  });

  it.each(locales)(
    'says it in the text and on the card in %s, and only where there are some',
    async (locale) => {
      const wording = wordingFor(locale);
      const names = { names: new Map<string, string>() };
      const named = (each: Digest) =>
        digestText(each, names, wording).filter((line) => line.startsWith(wording.text('digest.late')));
      const subtitle = (each: Digest) => digestCardData(each, names, wording).subtitle;
      const onCard = wording.text('digest.lateOf', { count: 1 });
      const before = await digest(during);
      expect(named(before)).toEqual([]);
      expect(subtitle(before)).not.toContain(onCard);
      await answer('b', 'bo@example.org', inGrace);
      const after = await digest(inGrace);
      expect(named(after)).toEqual([`${wording.text('digest.late')}: 1`]);
      expect(subtitle(after)).toContain(onCard);
    },
  );
});
