import { readAudit } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import {
  loadKnownChannels,
  rememberChannel,
  subscribeChannel,
  unsubscribeChannel,
} from '../../src/goals/channels';
import { loadProgramme, programmesPartition, saveRegister } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  channel,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  programmeWith,
  refusal,
} from '../helpers/fixtures';

const stored = eachWithStore();
const actor = { by: 'chief@example.org', way: 'card' } as const;
const board = { channel, language: 'fi' as const };
const other = '19:other@thread.tacv2';

beforeEach(() => saveRegister(stored.store, { programme: programmeWith(), goals: [goalWith('a')] }));

const subscribe = (id: string, language: Locale, store = stored.store, programmeId = 'prog') =>
  subscribeChannel(store, { programmeId, channel: id, language }, actor, during);
const unsubscribe = (id: string, store = stored.store, programmeId = 'prog') =>
  unsubscribeChannel(store, { programmeId, channel: id }, actor, during);
const channels = async () => (await loadProgramme(stored.store, 'prog'))!.channels;
const entries = () => readAudit(stored.store, [programmesPartition]);

describe('a known channel', () => {
  it('has its id until Teams says what it is called, and keeps the name', async () => {
    await rememberChannel(stored.store, { id: other });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: other }]);
    await rememberChannel(stored.store, { id: other, name: 'Johtoryhmä › Yleinen' });
    await rememberChannel(stored.store, { id: other });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: 'Johtoryhmä › Yleinen' }]);
    await rememberChannel(stored.store, { id: other, name: 'Johto › Yleinen' });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: 'Johto › Yleinen' }]);
  });

  it('goes by a stand-in only until there is a name', async () => {
    const standIn = 'Johtoryhmä › …1a2b3c';
    await rememberChannel(stored.store, { id: other });
    await rememberChannel(stored.store, { id: other, standIn });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: standIn }]);
    await rememberChannel(stored.store, { id: other, name: 'Johtoryhmä › Talous' });
    await rememberChannel(stored.store, { id: other, standIn });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: 'Johtoryhmä › Talous' }]);
  });

  it('is written once, however many messages come from it at once', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () => rememberChannel(stored.store, { id: other, name: 'Johto' })),
    );
    const before = stored.now.dump();
    await rememberChannel(stored.store, { id: other, name: 'Johto' });
    expect(stored.now.dump()).toEqual(before);
    expect(await loadKnownChannels(stored.store)).toHaveLength(1);
  });
});

describe('a channel', () => {
  it('gets the digest in its language, beside the others, and another one when it is subscribed again', async () => {
    await subscribe(other, 'sv');
    expect(await channels()).toEqual([board, { channel: other, language: 'sv' }]);
    await subscribe(other, 'en');
    expect(await channels()).toEqual([board, { channel: other, language: 'en' }]);
  });

  it('gets it no more, and the others still do', async () => {
    await subscribe(other, 'sv');
    await unsubscribe(channel);
    expect(await channels()).toEqual([{ channel: other, language: 'sv' }]);
  });

  it('that is as wanted already is left alone', async () => {
    const before = stored.now.dump();
    await subscribe(channel, 'fi');
    await unsubscribe(other);
    expect(stored.now.dump()).toEqual(before);
  });

  it.each([
    ['subscribing', () => subscribe(other, 'fi', stored.store, 'gone')],
    ['unsubscribing', () => unsubscribe(other, stored.store, 'gone')],
  ])('of a programme that is not there: %s is refused', async (_, work) => {
    await expectNothingWritten(stored.now, work, refusal('unknown-programme', { programme: 'gone' }));
  });

  it('leaves an entry in the audit with the change, and none without it', async () => {
    await subscribe(other, 'sv');
    expect(await entries()).toEqual([
      {
        ...{ at: during.toISOString(), ...actor, what: 'channels-changed', programmeId: 'prog' },
        from: [board],
        to: [board, { channel: other, language: 'sv' }],
      },
    ]);
    const dying = dyingAtCommit(stored.store, 1);
    await expectNothingWritten(stored.now, () => unsubscribe(other, dying), expect.any(StorageError));
  });

  it('subscribed by two at once: both changes hold', async () => {
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await unsubscribe(channel);
    };
    await subscribe(other, 'sv', interrupted(stored.store, { beforeCommit }));
    expect(await channels()).toEqual([{ channel: other, language: 'sv' }]);
    expect(await entries()).toHaveLength(2);
  });
});
