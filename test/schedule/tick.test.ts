import { StorageError } from '../../src/errors';
import { type Message } from '../../src/outbox/message';
import { countMessages, findMessage, undelivered } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { setSubstitute } from '../../src/people/substitutions';
import { promptKey } from '../../src/rounds/open-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { readLastTick } from '../../src/schedule/tick-mark';
import { type EntityStore } from '../../src/storage/store';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  afterDeadline,
  deadline,
  eachWithStore,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  saveSetting,
  smallSetting,
  waitingDigests,
} from '../helpers/fixtures';
import { holidays, tickOn } from './ticking';

const stored = eachWithStore();
const monday = new Date('2026-10-12T05:00:00.000Z');
const minutes = (start: Date, count: number) => new Date(start.getTime() + count * 60_000);

interface Ticking {
  readonly store?: EntityStore;
  readonly outcome?: (message: Message) => Outcome;
}

const tick = (now: Date, { store = stored.store, outcome }: Ticking = {}) => tickOn(store, now, outcome);

describe('ticks', () => {
  beforeEach(() => saveSetting(stored.store, smallSetting()));

  it('run a round from its opening to its closing', async () => {
    expect((await tick(minutes(opens, -1))).delivered).toEqual([]);
    expect((await tick(opens)).delivered).toEqual(['prompt', 'prompt']);
    expect((await tick(minutes(opens, 1))).delivered).toEqual([]);
    expect((await tick(monday)).delivered).toEqual(['digest']);
    expect((await tick(minutes(deadline, -1))).delivered).toEqual(['digest']);
    expect((await tick(deadline)).delivered).toEqual(['digest']);
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
    expect((await tick(minutes(deadline, 1))).delivered).toEqual([]);
  });

  it.each([
    ['when it opens', opens],
    ['at a digest', monday],
    ['when it closes', afterDeadline],
  ])('change nothing when they run many times in a minute, %s', async (_, now) => {
    await tick(opens);
    await tick(now);
    const before = stored.now.dump();
    for (let run = 0; run < 5; run++) expect(await tick(now)).toEqual({ delivered: [], failures: [] });
    for (let run = 0; run < 2; run++) await Promise.all([tick(now), tick(now)]);
    expect(stored.now.dump()).toEqual(before);
  });

  it('of two replicas at once leave one round, one prompt each, one digest', async () => {
    await Promise.all([tick(opens), tick(opens)]);
    await Promise.all([tick(monday), tick(monday)]);
    const counts = await countMessages(stored.store, roundPartition(name));
    expect(counts).toMatchObject({ pending: 0, sent: 3 });
    expect((await readRound(stored.store, name))?.value.events).toHaveLength(1);
  });

  it('catch up after being down since before the opening: one opening, then only what is still due', async () => {
    expect((await tick(new Date('2026-10-28T12:00:00Z'))).delivered).toEqual(['prompt', 'prompt']);
    expect((await tick(new Date('2026-10-28T12:01:00Z'))).delivered).toEqual([]);
  });

  it('open and skip nothing when the first of them comes after the whole round', async () => {
    expect((await tick(afterDeadline)).delivered).toEqual([]);
    expect((await tick(minutes(afterDeadline, 1))).delivered).toEqual([]);
    expect(await readRound(stored.store, name)).toBeUndefined();
  });

  it('leave when the latest was, to the minute, and no earlier moment of a clock that differs a little', async () => {
    const late = new Date('2026-08-03T12:30:59.999Z');
    for (const now of [late, minutes(late, -1), new Date('2026-08-03T12:30:00Z')]) {
      await tick(now);
      expect(await readLastTick(stored.store)).toEqual(new Date('2026-08-03T12:30:00Z'));
    }
  });

  it('leave the moment that they know where the clock was set back: one that lies ahead would hide a standstill', async () => {
    for (const now of ['2026-08-03T12:30:00.000Z', '2026-08-03T10:30:00.000Z', '2026-08-02T10:31:00.000Z']) {
      await tick(new Date(now));
      expect(await readLastTick(stored.store)).toEqual(new Date(now));
    }
  });
});

describe('a tick that fails', () => {
  it('for one programme goes on with the others and says which', async () => {
    await saveSetting(stored.store, smallSetting({ id: 'a-fails' }));
    const { register } = smallSetting({ id: 'nobody-asked' });
    const goals = register.goals.map((goal) => ({ ...goal, owners: ['role:nobody'] }));
    await saveSetting(stored.store, { register: { ...register, goals }, people: peopleOf([]) });
    await saveSetting(stored.store, smallSetting({ id: 'z-last' }));
    const { delivered, failures } = await tick(opens);
    expect(failures).toEqual(['open nobody-asked 2026-Q3']);
    expect(delivered).toEqual(['prompt', 'prompt', 'prompt', 'prompt']);
  });

  it('for a calendar that nothing can be computed from goes on with the other programmes', async () => {
    const { calendar } = programmeWith();
    const closedDays = [{ from: '2020-01-01', to: '2039-12-31' }];
    await saveSetting(stored.store, smallSetting({ id: 'a-closed', calendar: { ...calendar, closedDays } }));
    await saveSetting(stored.store, smallSetting());
    expect(await tick(opens)).toEqual({ delivered: ['prompt', 'prompt'], failures: ['schedule a-closed'] });
  });

  it('at any commit is made up for by the next one: everything is there once', async () => {
    for (const now of [opens, afterDeadline]) {
      for (let n = 1, survived = false; !survived; n++) {
        const other = await openTempStore();
        await saveSetting(other.store, smallSetting());
        if (now !== opens) await tick(opens, { store: other.store });
        const dying = dyingAtCommit(other.store, n);
        const down = (): Outcome => ({ type: 'retry', reason: 'down', afterMs: 0 });
        // Where not even the mark of the tick can be written, the tick as a whole fails.
        const ticked = await tick(now, { store: dying, outcome: down }).catch(() => undefined);
        survived = ticked?.failures.length === 0;
        // A closing that was cut off is finished once it can no longer be under way.
        await tick(new Date(now.getTime() + 60_000), { store: other.store });
        const round = (await readRound(other.store, name))!.value;
        expect(round.status).toBe(now === opens ? 'open' : 'closed');
        expect(await countMessages(other.store, roundPartition(name))).toMatchObject({
          pending: 0,
          sent: now === opens ? 2 : 3,
        });
        await other.remove();
      }
    }
  });

  it('in the directory of rounds as a whole throws, so that the caller can say so', async () => {
    const failing: EntityStore = {
      ...dyingAtCommit(stored.store, 1),
      get: () => Promise.reject(new StorageError('unreachable')),
      range: () => {
        throw new StorageError('unreachable');
      },
    };
    await expect(tick(opens, { store: failing })).rejects.toThrow(StorageError);
  });
});

describe('what is to be sent on a later day', () => {
  const anna = 'anna@example.org';
  const during = new Date('2026-10-12T09:00:00.000Z');

  it('to a substitute is sent on that morning, also while no round is open', async () => {
    await saveSetting(stored.store, smallSetting());
    const days = { from: '2026-08-31', to: '2026-09-04' };
    const said = new Date('2026-08-28T09:00:00Z');
    const substitution = { personId: anna, substituteId: 'bo@example.org', ...days };
    await setSubstitute(stored.store, substitution, said);
    expect((await tick(said)).delivered).toEqual([]);
    expect((await tick(new Date('2026-08-31T04:59:00Z'))).delivered).toEqual([]);
    expect((await tick(new Date('2026-08-31T05:00:00Z'))).delivered).toEqual(['substitution']);
    expect((await tick(new Date('2026-08-31T05:01:00Z'))).delivered).toEqual([]);
  });

  it('to a person who has put a request off is sent on that morning, once', async () => {
    await saveSetting(stored.store, smallSetting());
    await tick(opens);
    await tick(during);
    await snooze(stored.store, { ...name, personId: anna, day: '2026-10-14' }, during, holidays);
    expect((await tick(new Date('2026-10-14T04:59:00Z'))).delivered).toEqual([]);
    expect((await tick(new Date('2026-10-14T05:00:00Z'))).delivered).toEqual(['reminder']);
    expect((await tick(new Date('2026-10-14T05:01:00Z'))).delivered).toEqual([]);
  });

  it('and says nothing any more by then ends as needless, not as undelivered', async () => {
    await saveSetting(stored.store, smallSetting());
    await tick(opens);
    await snooze(stored.store, { ...name, personId: anna, day: '2026-10-14' }, during, holidays);
    const needless = (): Outcome => ({ type: 'ended', state: 'needless', reason: 'answered' });
    await tick(new Date('2026-10-14T05:00:00Z'), { outcome: needless });
    expect(await countMessages(stored.store, roundPartition(name))).toMatchObject({ pending: 0 });
    expect(await undelivered(stored.store, roundPartition(name))).toEqual([]);
  });
});

describe('messages of a closed round', () => {
  const wait = ({ recipient }: Message): Outcome =>
    recipient.type === 'channel'
      ? { type: 'retry', reason: 'not yet', afterMs: 24 * 3600 * 1000 }
      : { type: 'held' };

  it('are sent for a fortnight and then no more', async () => {
    await saveSetting(stored.store, smallSetting());
    await tick(opens, { outcome: wait });
    expect((await tick(deadline, { outcome: wait })).delivered).toEqual(['digest']);
    const day = 24 * 60;
    const later = minutes(deadline, 14 * day);
    expect((await tick(later, { outcome: wait })).delivered).toEqual(['digest']);
    expect((await tick(minutes(deadline, 15 * day + 1))).delivered).toEqual([]);
    expect(await waitingDigests(stored.store)).toHaveLength(1);
  });

  it('that ask for answers are not sent, and are no longer waiting', async () => {
    await saveSetting(stored.store, smallSetting());
    await tick(opens, { outcome: wait });
    expect(await countMessages(stored.store, roundPartition(name))).toMatchObject({ pending: 2 });
    expect((await tick(deadline)).delivered).toEqual(['digest']);
    const prompt = await findMessage(stored.store, roundPartition(name), promptKey(name, 'anna@example.org'));
    expect(prompt?.value).toMatchObject({ state: 'needless', reason: 'the round is closed', attempts: 0 });
    expect(await countMessages(stored.store, roundPartition(name))).toMatchObject({ needless: 2, sent: 1 });
  });
});
