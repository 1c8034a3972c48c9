import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportWords } from '../../cards/parts/export-words';
import { locales } from '../../src/goals/schema';
import { exportPerson } from '../../src/privacy/export-person';
import { sections } from '../../src/privacy/export-words';
import { keepDraft } from '../../src/replies/draft';
import { type Json } from '../../src/storage/store';
import { recordFirstPress } from '../../src/outbox/first-press';
import { enqueue } from '../../src/outbox/message';
import { peoplePartition } from '../../src/people/directory';
import { keysTo, roundPartition } from '../../src/rounds/round-name';
import { goalWith, text } from '../helpers/fixtures';
import { type FirstSchemaStore, lastTick, openFirstSchemaStore } from '../helpers/first-schema-store';

const now = new Date(lastTick);
const { headings } = exportWords('fi');
const personId = 'okr-family-services-manager@example.org';

describe('what is exported of a person', () => {
  let first: FirstSchemaStore;
  beforeEach(async () => void (first = await openFirstSchemaStore()));
  afterEach(() => first.remove());

  const section = (document: Readonly<Record<string, Json>>, name: keyof typeof headings) =>
    document[headings[name]] as readonly Record<string, Json>[];

  it('stands under headings in the person’s language, or the one asked for', async () => {
    const document = await exportPerson(first.store, personId, now, exportWords);
    expect(Object.keys(document)).toEqual([
      ...['Mikä tämä on', 'Henkilötiedot', 'Tavoitteet, joista henkilö vastaa tai on vastannut'],
      ...['Pyydetyt vastaukset', 'Annetut vastaukset, kaikki versiot'],
      'Siirrot kollegalle ja ehdotukset vastuun siirtämiseksi',
      ...['Lähetetyt viestit ja muistutukset', 'Keskustelu Teamsissa'],
    ]);
    const swedish = await exportPerson(first.store, personId, now, exportWords, 'sv');
    expect(Object.keys(swedish).slice(0, 2)).toEqual(['Vad detta är', 'Personuppgifter']);
  });

  it('is who they are, what they answer for, were asked, answered and were sent', async () => {
    const round = { programmeId: 'productivity-key-results', period: '2026-Q3' };
    const key = `${keysTo(round, personId)}prompt`;
    await recordFirstPress(first.store, roundPartition(round), { key, personId }, now);
    const document = await exportPerson(first.store, personId, now, exportWords);
    expect(section(document, 'person')).toMatchObject([
      { id: personId, name: 'Perhepalvelujen ja lastensuojelun päällikkö' },
    ]);
    expect(section(document, 'responsibilities')).toMatchObject([
      { programme: 'productivity-key-results', goal: 'pkp-1', wholeGoal: true, parts: [] },
    ]);
    expect(section(document, 'requests').map(({ period }) => period)).toEqual(['2026-Q2', '2026-Q3']);
    expect(section(document, 'answers').at(-1)).toMatchObject({
      ...{ programme: 'productivity-key-results', period: '2026-Q3', goal: 'pkp-1', version: 1 },
      answers: [{ field: 'confidence', raw: '74', by: personId }],
    });
    expect(section(document, 'handovers')).toMatchObject([{ to: personId }, { to: personId }]);
    const messages = section(document, 'messages').filter(({ toPerson }) => toPerson);
    expect(messages).toContainEqual(
      expect.objectContaining({
        ...{ programme: round.programmeId, period: round.period },
        firstPressedAt: lastTick,
      }),
    );
    expect(messages).toContainEqual(expect.objectContaining({ kind: 'prompt', state: 'sent' }));
    expect(section(document, 'chat')).toMatchObject([{ conversation: { id: `a:${personId}` } }]);
  });

  it('leaves out what others answered in the same reply', async () => {
    const several = 'strategy-wellbeing-manager@example.org';
    const document = await exportPerson(first.store, several, now, exportWords);
    const given = section(document, 'answers').flatMap(({ answers }) => answers as Record<string, Json>[]);
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter(({ by, onBehalfOf }) => by !== several && onBehalfOf !== several)).toEqual([]);
  });

  it('leaves out what others have typed and not saved, even if it names the person', async () => {
    const draft = { programmeId: 'productivity-key-results', period: '2026-Q3', goalId: 'pkp-2' };
    const typed = { note: `ask ${personId} about it` };
    const unsaved = { typed, shown: goalWith('pkp-2', { fields: [text('note')] }).fields, seenVersion: 0 };
    await keepDraft(first.store, { ...draft, personId: 'other@example.org' }, unsaved, now);
    const document = await exportPerson(first.store, personId, now, exportWords);
    expect(document).not.toHaveProperty(headings.drafts);
  });

  it('covers every kind of row for everybody; nothing is without a heading', async () => {
    for await (const { key } of first.store.range('people', { from: 'person|', to: 'person}' })) {
      const document = await exportPerson(first.store, key.slice('person|'.length), now, exportWords);
      expect(document).not.toHaveProperty(headings.other);
    }
  });

  it('says on which days an automatic reply was on that they were asked about', async () => {
    const absence = { from: '2026-10-12', to: '2026-10-18' };
    const recipient = { type: 'person' as const, personId };
    const message = { key: `people|${personId}|absence-${absence.from}`, recipient, data: absence };
    await first.store.commit(peoplePartition, [enqueue({ ...message, kind: 'absence' }, now)]);
    const messages = section(await exportPerson(first.store, personId, now, exportWords), 'messages');
    expect(messages).toContainEqual(expect.objectContaining({ kind: 'absence', absence }));
  });

  it('is refused where nothing is kept', async () => {
    await expect(exportPerson(first.store, 'nobody@example.org', now, exportWords)).rejects.toMatchObject({
      code: 'nothing-kept',
    });
  });

  it('has a heading for every section in every language', () => {
    for (const name of sections)
      expect(new Set(locales.map((locale) => exportWords(locale).headings[name])).size).toBe(3);
  });
});
