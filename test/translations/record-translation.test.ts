/** A translation that was asked for: handed over, written beside the source that was seen, and never lost or mixed up. */
import { readAudit } from '../../src/audit/audit';
import { RefusedError } from '../../src/errors';
import { computeDigest } from '../../src/digest/digest';
import { loadDigestSource } from '../../src/digest/build-digest';
import { pendingMessages } from '../../src/outbox/message';
import { pendingTranslations } from '../../src/replies/pending-translations';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { InvalidReplyError } from '../../src/replies/submission';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-name';
import { readTranslationTask } from '../../src/rounds/responsibility-store';
import { handTranslation, takeTranslationBack } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { schedule } from '../../src/audit/audit';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
} from '../helpers/fixtures';
import { annaSaves, goal, openBilingual, task } from './setting';

const stored = eachWithStore();
const at = (minutes: number) => new Date(during.getTime() + minutes * 60_000);
const hand = (to = bo, by = anna, when = at(1)) => handTranslation(stored.store, { ...task, by, to }, when);
const takeBack = (by = anna) => takeTranslationBack(stored.store, { ...task, by }, at(3));
const translate = (
  text: string,
  how: { by?: string; seenSource?: number; seen?: number } = {},
  when = at(5),
) =>
  recordTranslation(
    stored.store,
    { ...task, ...{ by: bo, seenSource: 1, seen: 0, locale: 'sv' as const }, ...how, text },
    when,
  );
const current = async () => (await readReply(stored.store, name, 'a'))!.value;
const pending = async () => pendingTranslations(goal, (await current()).answers).map(({ field }) => field.id);
const messages = async () =>
  (await collect(pendingMessages(stored.store, roundPartition(name))))
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'translation')
    .map(({ recipient, data }) => [recipient, data]);

describe('a translation of a text that is answered in one language', () => {
  beforeEach(async () => {
    await openBilingual(stored.store);
    await annaSaves(stored.store, { fi: 'Etenee' });
  });

  it('can be handed to anybody in the directory, who gets one message however often it is pressed', async () => {
    await hand();
    await hand(bo, anna, at(2));
    expect(await messages()).toEqual([[{ type: 'person', personId: bo }, task]]);
    expect((await readTranslationTask(stored.store, task))?.value).toMatchObject({
      translator: bo,
      by: anna,
    });
    const [entry, ...more] = await readAudit(stored.store, [roundPartition(name)], {
      what: 'translation-handed',
    });
    expect([entry?.by, entry?.personId, more]).toEqual([anna, bo, []]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['to oneself', () => hand(anna), 'own-colleague'],
    ['to a stranger', () => hand('nobody@example.org'), 'unknown-colleague'],
    ['by somebody who does not answer the goal', () => hand(bo, cia), 'not-yours'],
    [
      'of the text that is there',
      () => handTranslation(stored.store, { ...task, fieldId: 'fi', by: anna, to: bo }, at(1)),
      'translation-not-pending',
    ],
  ])('is not handed over %s', async (_how, work, code) => {
    await expectNothingWritten(stored.now, work, refusal(code));
  });

  it('is recorded with who and when in the next version, and changes nothing else', async () => {
    await hand();
    const before = computeDigest(await loadDigestSource(stored.store, name), at(5));
    await translate('Framskrider');
    const reply = await current();
    const given = { raw: 'Framskrider', by: bo, at: at(5).toISOString(), version: 2, translatedFrom: 1 };
    expect(reply.answers['sv']).toMatchObject(given);
    expect(reply.answers['sv']).not.toHaveProperty('onBehalfOf');
    const [first] = await loadHistory(stored.store, name, 'a');
    for (const id of ['fi', 'value']) expect(reply.answers[id]).toEqual(first!.answers[id]);
    expect(await pending()).toEqual([]);
    const after = computeDigest(await loadDigestSource(stored.store, name), at(5));
    expect([after.lights, after.answered, after.untranslated]).toEqual([
      before.lights,
      before.answered,
      undefined,
    ]);
  });

  it('is written once when it is saved twice, and may be changed by who wrote it', async () => {
    await hand();
    await translate('Framskrider');
    await translate('Framskrider', {}, at(6));
    expect((await current()).version).toBe(2);
    await translate('Framskrider enligt plan', { seen: 2 }, at(7));
    expect((await current()).answers['sv']).toMatchObject({ raw: 'Framskrider enligt plan', version: 3 });
  });

  it('is refused if the source was changed meanwhile, and saved after a look at the new one', async () => {
    await hand();
    await annaSaves(stored.store, { fi: 'Etenee hitaasti' }, 1);
    await expectNothingWritten(
      stored.now,
      () => translate('Framskrider'),
      refusal('source-changed', { by: anna }),
    );
    await translate('Framskrider långsamt', { seenSource: 2 });
    expect(await pending()).toEqual([]);
  });

  it('is pending again if the source is changed after it, until it is saved from the new one, even if it is the same', async () => {
    await hand();
    await translate('Framskrider');
    await annaSaves(stored.store, { fi: 'Etenee!', sv: 'Framskrider' }, 2);
    expect(await pending()).toEqual(['sv']);
    await translate('Framskrider', { seenSource: 3, seen: 2 });
    expect(await pending()).toEqual([]);
    expect((await current()).answers['sv']).toMatchObject({
      raw: 'Framskrider',
      translatedFrom: 3,
      version: 4,
    });
  });

  it('ends where the source was emptied and written again from its translation', async () => {
    await hand();
    await translate('Framskrider');
    await annaSaves(stored.store, { fi: '', sv: 'Framskrider' }, 2);
    expect(await pending()).toEqual(['fi']);
    await recordTranslation(
      stored.store,
      { ...task, fieldId: 'fi', by: anna, text: 'Etenee taas', locale: 'fi', seenSource: 2, seen: 0 },
      at(6),
    );
    expect(await pending()).toEqual([]);
  });

  it('is refused if somebody else wrote it first, and replaces theirs only after the translator saw it', async () => {
    await hand();
    await annaSaves(stored.store, { fi: 'Etenee', sv: 'Går framåt' }, 1);
    const refused = refusal('changed-meanwhile', { by: anna, fields: 'sv' });
    await expectNothingWritten(stored.now, () => translate('Framskrider'), refused);
    await translate('Framskrider', { seen: 2 });
    expect((await current()).answers['sv']?.raw).toBe('Framskrider');
  });

  it('and the owner’s own text that are saved at once: one of the two is asked again, and both are in the history', async () => {
    await hand();
    const both = await Promise.allSettled([
      translate('Bo'),
      annaSaves(stored.store, { fi: 'Etenee', sv: 'Anna' }, 1),
    ]);
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toEqual([refusal('changed-meanwhile')]);
    expect(['Bo', 'Anna']).toContain((await current()).answers['sv']?.raw);
  });

  it('is no longer the translator’s once it is taken back or given to somebody else', async () => {
    await hand();
    await hand(cia, anna, at(2));
    await expectNothingWritten(
      stored.now,
      () => translate('Bo'),
      refusal('translation-not-yours', { by: cia }),
    );
    await takeBack();
    await takeBack();
    await expectNothingWritten(
      stored.now,
      () => translate('Cia', { by: cia }),
      refusal('translation-not-yours'),
    );
    await annaSaves(stored.store, { fi: 'Etenee', sv: 'Framskrider' }, 1);
    expect(await pending()).toEqual([]);
  });

  it('is taken back only by who answers the goal', async () => {
    await hand();
    await expectNothingWritten(stored.now, () => takeBack(cia), refusal('not-yours'));
  });

  it('needs a text, and an open round', async () => {
    await hand();
    const empty = new InvalidReplyError(new Map([['sv', { code: 'required', details: {} }]]));
    await expectNothingWritten(stored.now, () => translate('  '), empty);
    await closeRound(stored.store, { ...name, ...schedule }, at(4));
    await expectNothingWritten(stored.now, () => translate('Framskrider'), refusal('round-not-open'));
    await expectNothingWritten(stored.now, () => hand(cia), refusal('round-not-open'));
  });

  it('is handed on at most five times a day', async () => {
    for (const [index, to] of [bo, cia, bo, cia, bo].entries()) await hand(to, anna, at(index));
    await expect(hand(cia, anna, at(9))).rejects.toThrow(RefusedError);
    expect((await readTranslationTask(stored.store, task))?.value.translator).toBe(bo);
  });
});

it('a locked answer still takes a translation that is missing, and no other once it is there', async () => {
  await openBilingual(stored.store, { locked: true });
  await annaSaves(stored.store, { fi: 'Etenee' });
  await hand();
  await translate('Framskrider');
  expect((await current()).answers['sv']?.raw).toBe('Framskrider');
  await expectNothingWritten(stored.now, () => translate('Annat', { seen: 2 }), refusal('locked'));
});
