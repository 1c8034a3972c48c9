import { readAudit } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { restoreChannel, subscribeChannel, unsubscribeChannel } from '../../src/goals/channels';
import {
  knownChannelsOf,
  loadKnownChannels,
  rememberChannel,
  renameTeam,
  type SeenChannel,
} from '../../src/goals/known-channels';
import { loadProgramme, programmesPartition, saveRegister } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { insert, readRow, remove } from '../../src/storage/rows';
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
const later = new Date(during.getTime() + 60_000);

beforeEach(() => saveRegister(stored.store, { programme: programmeWith(), goals: [goalWith('a')] }));

const subscribe = (id: string, language: Locale, store = stored.store, programmeId = 'prog') =>
  subscribeChannel(store, { programmeId, channel: id, language }, actor, during);
const unsubscribe = (id: string, store = stored.store, programmeId = 'prog') =>
  unsubscribeChannel(store, { programmeId, channel: id }, actor, during);
const restore = (id: string, store = stored.store) =>
  restoreChannel(store, { programmeId: 'prog', channel: id }, actor, later);
const channels = async () => (await loadProgramme(stored.store, 'prog'))!.channels;
const entries = () => readAudit(stored.store, [programmesPartition]);

describe('a known channel', () => {
  const team = { id: '19:team@thread.tacv2', name: 'Johtoryhmä' };
  const remember = (seen: Omit<SeenChannel, 'id'> = {}, id = other) =>
    rememberChannel(stored.store, { id, ...seen });
  const names = async () => (await loadKnownChannels(stored.store)).map(({ name }) => name);
  /** As an earlier version wrote it. */
  const writtenWhole = (name: string) =>
    stored.store.commit(programmesPartition, [insert(`channel|${other}`, { id: other, name })]);

  it('has its id until Teams says what it is called, and keeps the name', async () => {
    await remember();
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: other }]);
    await remember({ team, ownName: 'Yleinen' });
    await remember();
    await remember({ team: { id: team.id } });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: 'Johtoryhmä › Yleinen' }]);
    await remember({ team: { ...team, name: 'Johto' }, ownName: 'Yleinen' });
    expect(await loadKnownChannels(stored.store)).toEqual([{ id: other, name: 'Johto › Yleinen' }]);
  });

  it('goes by a stand-in only until there is a name', async () => {
    await remember();
    await remember({ team });
    expect(await names()).toEqual(['Johtoryhmä › …:other']);
    await remember({ team, ownName: 'Talous' });
    await remember({ team });
    expect(await names()).toEqual(['Johtoryhmä › Talous']);
  });

  it('is written once, however many messages come from it at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => remember({ ownName: 'Johto' })));
    const before = stored.now.dump();
    await remember({ ownName: 'Johto' });
    expect(stored.now.dump()).toEqual(before);
    expect(await loadKnownChannels(stored.store)).toHaveLength(1);
  });

  it('that is renamed keeps its team’s name, also if Teams does not repeat it', async () => {
    await remember({ team, ownName: 'Vanha' });
    await remember({ team: { id: team.id }, ownName: 'Uusi' });
    expect(await names()).toEqual(['Johtoryhmä › Uusi']);
  });

  it('has its team’s new name, as the team’s other channels do', async () => {
    await remember({ team, ownName: 'Talous' });
    await remember({ team }, '19:unnamed123456@thread.tacv2');
    await remember({ team }, team.id);
    await remember({ team: { id: '19:else', name: 'Muu' }, ownName: 'Talous' }, '19:z@thread.tacv2');
    expect(await knownChannelsOf(stored.store, team.id)).toHaveLength(3);
    await renameTeam(stored.store, { id: team.id, name: 'Hallitus' });
    expect((await names()).sort()).toEqual([
      'Hallitus',
      'Hallitus › Talous',
      'Hallitus › …123456',
      'Muu › Talous',
    ]);
    const before = stored.now.dump();
    await renameTeam(stored.store, { id: team.id, name: 'Hallitus' });
    expect(stored.now.dump()).toEqual(before);
  });

  it('of an earlier version keeps its whole name, and has its parts once Teams says what the team is called', async () => {
    await writtenWhole('Johtoryhmä › Talous');
    await remember({ team: { id: team.id } });
    expect(await names()).toEqual(['Johtoryhmä › Talous']);
    await writtenAnew(() => writtenWhole('Johtoryhmä › Talous'));
    await remember({ team });
    await renameTeam(stored.store, { id: team.id, name: 'Hallitus' });
    expect(await names()).toEqual(['Hallitus › Talous']);
  });

  async function writtenAnew(write: () => Promise<void>): Promise<void> {
    const row = (await readRow(stored.store, programmesPartition, `channel|${other}`))!;
    await stored.store.commit(programmesPartition, [remove(row)]);
    await write();
  }
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

  it('that was removed can be put back in its language, until it is added again otherwise', async () => {
    await subscribe(other, 'sv');
    await unsubscribe(other);
    expect(await restore(other)).toBe('sv');
    expect(await channels()).toEqual([board, { channel: other, language: 'sv' }]);
    const gone = refusal('channel-not-removed', { programme: 'prog', channel: other });
    await expectNothingWritten(stored.now, () => restore(other), gone);
    await unsubscribe(other);
    await subscribe(other, 'en');
    await expectNothingWritten(stored.now, () => restore(other), gone);
    await unsubscribe(other);
    expect(await restore(other)).toBe('en');
    const [one, two, ...more] = (await entries()).filter(({ at }) => at === later.toISOString());
    expect(more).toEqual([]);
    for (const entry of [one, two])
      expect(entry).toMatchObject({ ...actor, what: 'channels-changed', from: [board] });
    const languages = [one, two].map((entry) => (entry?.to as { language: string }[])[1]?.language);
    expect(languages.sort()).toEqual(['en', 'sv']);
  });

  it('that was removed is put back once, and wholly, whatever dies meanwhile', async () => {
    await unsubscribe(channel);
    const dying = dyingAtCommit(stored.store, 1);
    await expectNothingWritten(stored.now, () => restore(channel, dying), expect.any(StorageError));
    const both = await Promise.allSettled([restore(channel), restore(channel)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await channels()).toEqual([board]);
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
