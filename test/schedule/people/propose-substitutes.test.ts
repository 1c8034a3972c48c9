/** Whom the bot asks for a substitute, on which day, and how often. */
import { schedule } from '../../../src/audit/audit';
import { type Message, pendingMessages } from '../../../src/outbox/message';
import { type AutomaticReply } from '../../../src/people/absences/automatic-reply';
import { peoplePartition, referencesPartition } from '../../../src/people/directory';
import { DirectoryError } from '../../../src/people/directory-source';
import { leftKey } from '../../../src/people/left';
import { setSubstitute } from '../../../src/people/substitutions';
import { localMoment, usualZone } from '../../../src/periods/local-time';
import { addDays, holidayCalendar } from '../../../src/periods/working-days';
import { recordReply } from '../../../src/replies/record-reply';
import { closeRound } from '../../../src/rounds/close-round';
import { proposeSubstitutes } from '../../../src/schedule/people/propose-substitutes';
import { insert, readRow, remove } from '../../../src/storage/rows';
import { type EntityStore } from '../../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  goalWith,
  manyPersons,
  name,
  openTempStore,
  peopleOf,
  saveOpenRound,
  saveSetting,
  smallSetting,
} from '../../helpers/fixtures';

const stored = eachWithStore();
const holidays = holidayCalendar();
const [thursday, friday, monday] = ['2026-10-15', '2026-10-16', '2026-10-19'] as const;
/** The bot is asked at five in the morning. */
const morningOf = (day: string) => localMoment(day, '05:00', usualZone).toJSDate();
const away = (from: string, to: string): AutomaticReply => ({
  type: 'scheduled',
  start: localMoment(from, '00:00', usualZone).toJSDate(),
  end: localMoment(addDays(to, 1), '00:00', usualZone).toJSDate(),
});

/** What mailboxes say; whoever is left out has no automatic reply. */
let mailboxes: Map<string, AutomaticReply | Error>;
let looked: string[];
beforeEach(() => {
  mailboxes = new Map([[anna, away(monday, '2026-10-23')]]);
  looked = [];
});

const replies = {
  read: ({ id }: { readonly id: string }): Promise<AutomaticReply> => {
    looked.push(id);
    const reply = mailboxes.get(id) ?? { type: 'none' as const };
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  },
};
const propose = (day: string = friday, store = stored.store) =>
  proposeSubstitutes(store, { replies, holidays }, morningOf(day));
const messages = async (store = stored.store): Promise<Message[]> =>
  (await collect(pendingMessages(store, peoplePartition)))
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'absence');
const asked = async () =>
  (await messages()).map(({ recipient, data }) => [
    'personId' in recipient && recipient.personId,
    data['from'],
    data['to'],
  ]);

/** Anna and Bo have something to answer, and the bot has written to both. */
async function openRoundIn(store: EntityStore, setting = smallSetting()): Promise<void> {
  await saveOpenRound(store, setting);
  for (const { id } of setting.people.persons) await store.commit(referencesPartition, [insert(id, {})]);
}

describe('in an open round, somebody with an automatic reply', () => {
  beforeEach(() => openRoundIn(stored.store));

  it('is asked on the last working day before it, at eight', async () => {
    expect(await propose(thursday)).toMatchObject({ looked: 2, proposed: 0 });
    expect(await asked()).toEqual([]);
    expect(await propose(friday)).toMatchObject({ looked: 2, proposed: 1, leftOut: 0 });
    expect(await messages()).toMatchObject([
      {
        key: `people|${anna}|absence-${monday}`,
        recipient: { type: 'person', personId: anna },
        data: { from: monday, to: '2026-10-23' },
        notBefore: '2026-10-16T05:00:00.000Z',
      },
    ]);
  });

  it('is asked at once where it began before anybody looked, but not once it is over', async () => {
    await propose('2026-10-22');
    expect(await asked()).toEqual([[anna, monday, '2026-10-23']]);
    mailboxes = new Map([[bo, away('2026-10-12', '2026-10-16')]]);
    await propose('2026-10-17');
    expect(await asked()).toHaveLength(1);
  });

  it.each([
    ['2026-10-16T12:00:00Z', '2026-10-16T12:00:00.000Z'],
    ['2026-10-16T15:00:00Z', '2026-10-17T05:00:00.000Z'],
  ])('is asked during the day where nobody looked before %s', async (moment, notBefore) => {
    await proposeSubstitutes(stored.store, { replies, holidays }, new Date(moment));
    expect(await messages()).toMatchObject([{ notBefore }]);
  });

  it('is asked once, whatever becomes of its days', async () => {
    for (const day of [friday, friday, '2026-10-17', monday]) await propose(day);
    mailboxes.set(anna, away('2026-10-16', '2026-10-30'));
    await propose(monday);
    mailboxes.set(anna, { type: 'on' });
    await propose('2026-10-22');
    expect(await asked()).toEqual([[anna, monday, '2026-10-23']]);
    mailboxes.set(anna, away('2026-11-02', '2026-11-03'));
    await propose('2026-10-30');
    expect(await asked()).toHaveLength(2);
  });

  it('that nothing ends is asked once, without a last day', async () => {
    mailboxes = new Map([[bo, { type: 'on' }]]);
    for (const day of [thursday, friday, '2026-10-28']) await propose(day);
    expect(await asked()).toEqual([[bo, thursday, undefined]]);
  });

  it.each<[string, () => unknown]>([
    [
      'who has named a substitute for one of the days',
      () =>
        setSubstitute(
          stored.store,
          { personId: anna, substituteId: bo, from: '2026-10-23', to: '2026-10-30' },
          during,
        ),
    ],
    [
      'who has left',
      () =>
        stored.store.commit(peoplePartition, [
          insert(leftKey(anna), { personId: anna, day: thursday, why: 'gone' }),
        ]),
    ],
    [
      'who has answered everything',
      async () => {
        for (const goalId of ['a', 'both'])
          await recordReply(
            stored.store,
            { ...name, goalId, by: anna, typed: { value: '5' }, locale: 'fi', seenVersion: 0 },
            during,
          );
      },
    ],
    ['who is back before the round closes', () => mailboxes.set(anna, away('2026-11-05', '2026-11-06'))],
    ['whose mailbox may not be read', () => mailboxes.set(anna, { type: 'forbidden' })],
    ['whose mailbox cannot be read', () => mailboxes.set(anna, new DirectoryError('Graph: 500'))],
    [
      'to whom the bot has never written',
      async () =>
        stored.store.commit(referencesPartition, [
          remove((await readRow(stored.store, referencesPartition, anna))!),
        ]),
    ],
  ])('is not asked %s', async (_who, change) => {
    await change();
    for (const day of [friday, monday, '2026-11-04']) await propose(day);
    expect(await asked()).toEqual([]);
  });

  it('is asked about by two replicas at once, once', async () => {
    await Promise.all([propose(), propose()]);
    expect(await asked()).toEqual([[anna, monday, '2026-10-23']]);
  });

  it('is not looked at any more once this process may not go on', async () => {
    const options = { replies, holidays, mayGoOn: () => looked.length === 0 };
    expect(await proposeSubstitutes(stored.store, options, morningOf(friday))).toBeUndefined();
    expect(looked).toEqual([anna]);
  });
});

it('asks everybody once, whichever commit the process dies at', async () => {
  mailboxes.set(bo, { type: 'on' });
  const commits = await atEveryCommit(async (n) => {
    const other = await openTempStore();
    await openRoundIn(other.store);
    const dying = dyingAtCommit(other.store, n);
    const survived = await propose(friday, dying).then(
      () => true,
      () => false,
    );
    await propose(friday, other.store);
    expect((await messages(other.store)).map(({ key }) => key)).toEqual([
      `people|${anna}|absence-${monday}`,
      `people|${bo}|absence-${friday}`,
    ]);
    await other.remove();
    return { survived };
  });
  expect(commits).toBe(2);
});

it('waits for the end of the programme’s quiet hours', async () => {
  const { calendar } = smallSetting().register.programme;
  const quiet = { from: '16:00', to: '09:30', workingDaysOnly: true };
  await openRoundIn(stored.store, smallSetting({ calendar: { ...calendar, quiet } }));
  mailboxes.set(bo, { type: 'on' });
  await propose('2026-10-17');
  expect((await messages()).map(({ notBefore }) => notBefore)).toEqual([
    '2026-10-19T06:30:00.000Z',
    '2026-10-19T06:30:00.000Z',
  ]);
});

describe('before a round opens, on the 11th of January', () => {
  const lastDay = '2026-12-18';
  const until = (to: string) => mailboxes.set(anna, away('2026-12-21', to));
  const planned = async (changes = {}) => {
    await saveSetting(stored.store, smallSetting(changes));
    await stored.store.commit(referencesPartition, [insert(anna, {})]);
  };

  it('somebody who is away then is asked, and nobody who is back', async () => {
    await planned();
    until('2027-01-10');
    await propose(lastDay);
    expect(await asked()).toEqual([]);
    until('2027-01-11');
    await propose(lastDay);
    expect(await asked()).toEqual([[anna, '2026-12-21', '2027-01-11']]);
  });

  it('nobody is asked where the programme was not started, or its calendar is unusable', async () => {
    const { calendar } = smallSetting().register.programme;
    until('2027-01-31');
    await planned({ awaitsStart: true });
    await propose(lastDay);
    const never = { closedDays: [{ from: '01-01', to: '12-31' }] };
    await saveSetting(stored.store, smallSetting({ calendar: { ...calendar, ...never } }));
    await propose(lastDay);
    expect([await asked(), looked]).toEqual([[], []]);
  });

  it('nobody is asked in a round that closed before', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await closeRound(stored.store, { ...name, ...schedule }, during);
    await propose(friday);
    expect(looked).toEqual([]);
  });
});

describe('mailboxes', () => {
  const persons = manyPersons(150);
  beforeEach(async () => {
    const { register } = smallSetting();
    const goals = persons.map((id, at) => goalWith(`g${at}`, { owners: [id] }));
    await saveOpenRound(stored.store, { register: { ...register, goals }, people: peopleOf(persons) });
    await stored.store.commit(referencesPartition, [insert(persons[149]!, {})]);
  });

  it('of which none of the first hundred may be read are left alone for the day', async () => {
    mailboxes = new Map(persons.map((id) => [id, { type: 'forbidden' }]));
    expect(await propose()).toEqual({ looked: 100, forbidden: 100, unread: 0, proposed: 0, leftOut: 0 });
  });

  it('that may be read are found among others', async () => {
    mailboxes = new Map(persons.map((id) => [id, { type: 'forbidden' }]));
    mailboxes.set(persons[3]!, { type: 'none' }).set(persons[149]!, { type: 'on' });
    expect(await propose()).toMatchObject({ looked: 150, forbidden: 148, proposed: 1 });
  });

  it('that cannot be read hold up no others, but three in a row are a failure', async () => {
    const broken = new DirectoryError('Graph: 503');
    mailboxes = new Map([0, 1, 3, 5].map((at) => [persons[at]!, broken]));
    expect(await propose()).toMatchObject({ looked: 150, unread: 4 });
    mailboxes.set(persons[4]!, broken);
    looked = [];
    await expect(propose()).rejects.toThrow(broken);
    expect(looked).toHaveLength(6);
  });

  it('of which there is one that cannot be read are a failure', async () => {
    const { register } = smallSetting();
    const goals = [goalWith('g0', { owners: [cia] })];
    mailboxes = new Map([[cia, new DirectoryError('Graph: 503')]]);
    const other = await openTempStore();
    await saveOpenRound(other.store, { register: { ...register, goals }, people: peopleOf([cia]) });
    await expect(propose(friday, other.store)).rejects.toThrow('Graph: 503');
    await other.remove();
  });
});
