/** The digest as text says what its card says: leadership reads one, planning offices copy the other. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { digestText } from '../../../cards/digest/text';
import { wholeFacts, wholeSections } from '../../../cards/digest/whole';
import { render } from '../../../cards/render';
import { schedule } from '../../../src/audit/audit';
import { buildDigest } from '../../../src/digest/build-digest';
import { computeDigest, type Digest } from '../../../src/digest/digest';
import { locales } from '../../../src/goals/schema';
import { recordReply } from '../../../src/replies/record-reply';
import { openRound } from '../../../src/rounds/open-round';
import { sourceOf } from '../../digest/fixtures';
import { during as meanwhile, openTempStore, type TempStore } from '../../helpers/fixtures';
import { full, goal, small } from './fixtures';

const programmeId = 'productivity-key-results';
const published = { programmeId, period: '2025-Q3' };
const open = { programmeId, period: '2025-Q4' };
const opens = new Date('2026-01-12T06:00:00Z');
const deadline = new Date('2026-02-06T14:00:00Z');
const during = new Date('2026-01-19T06:00:00Z');

/** The texts of a card. */
function textRuns(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textRuns);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as { type?: string; text?: string };
  return (type === 'TextRun' || type === 'TextBlock') && text
    ? [text]
    : Object.values(node).flatMap(textRuns);
}

const noNames = { names: new Map<string, string>() };

let temp: TempStore;
let digests: Record<'closed' | 'open', Digest>;

beforeAll(async () => {
  temp = await openTempStore({ seeded: true });
  const { store } = temp;
  await openRound(store, { ...open, opens, deadline, ...schedule }, opens);
  for (const [goalId, by, value] of [
    ['asu-3', 'okr-housing-manager@example.org', '40'],
    ['kot-3', 'okr-homecare-manager@example.org', '90'],
  ] as const)
    await recordReply(store, { ...open, goalId, by, typed: { value }, locale: 'fi', seenVersion: 0 }, during);
  digests = {
    closed: await buildDigest(store, published, during),
    open: await buildDigest(store, open, during),
  };
}, 30_000);

afterAll(() => temp.remove());

describe.each(locales)('the digest as text in %s', (locale) => {
  const wording = wordingFor(locale);

  it.each(['closed', 'open'] as const)('holds every text and figure of the card of the %s round', (which) => {
    const text = digestText(digests[which], noNames, wording).join('\n');
    const card = render('digest', digestCardData(digests[which], noNames, wording));
    const shown = textRuns(card);
    expect(shown.length).toBeGreaterThan(8);
    // A text needs no heading that says what it is: the page or file that shows it does.
    const own = shown.filter((each) => each !== wording.text('heading.digest'));
    expect(own.filter((each) => !text.includes(each))).toEqual([]);
  });

  it('names every goal that changed or is red, and every unit, in full', () => {
    const digest = digests.open;
    const lines = digestText(digest, noNames, wording);
    const text = lines.join('\n');
    const { worse, better, firstRed, stillRed, units } = digest;
    for (const { title } of [...worse, ...better, ...firstRed, ...stillRed])
      expect(text).toContain(wording.of(title));
    for (const { unit } of units.filter(({ asked, answered }) => answered < asked))
      expect(text).toContain(wording.of(unit));
    const after = (title: 'digest.newlyRed' | 'digest.greenAgain') =>
      lines[lines.indexOf(`${wording.text(title)} (1)`) + 1];
    expect(after('digest.newlyRed')).toContain(`■\u00a0${wording.text('light.red')}`);
    expect(after('digest.greenAgain')).toContain(`●\u00a0${wording.text('light.green')}`);
    expect(lines.every((line) => !/undefined|NaN|\$\{/.test(line))).toBe(true);
  });
});

describe('everything', () => {
  const fi = wordingFor('fi');

  it('never says 100 % while something is missing, and counts the persons that are done', () => {
    const many = Array.from({ length: 400 }, (_, index) => goal(`g${index}`));
    const raws = Object.fromEntries(many.slice(1).map(({ id }) => [id, full('95')]));
    const facts = wholeFacts(computeDigest(sourceOf({ goals: many, raws }), meanwhile), fi);
    expect(facts.slice(0, 2)).toEqual(['Vastattu: 399/400 (99\u00a0%)', 'Vastuuhenkilöt: 0/1 valmiina']);
    expect(wholeFacts(small(), fi).slice(0, 2)).toEqual([
      'Vastattu: 6/6 (100\u00a0%)',
      'Vastuuhenkilöt: 1/1 valmiina',
    ]);
  });

  it('compares light with light and names every fall; who asks for support has a list of their own', () => {
    expect(wholeSections(small(), fi).slice(2, -1)).toEqual([
      {
        title: 'Punaiseksi kääntyneet edellisen jakson jälkeen (1)',
        lines: ['A Tavoite a: ●\u00a0vihreä → ■\u00a0punainen'],
      },
      {
        title: 'Vihreästä keltaiseksi edellisestä jaksosta (1)',
        lines: ['F Tavoite f: ●\u00a0vihreä → ▲\u00a0keltainen'],
      },
      { title: 'Punaisia, ei arviota edellisellä jaksolla (1)', lines: ['E Tavoite e: ■\u00a0punainen'] },
      { title: 'Punaisia kaksi jaksoa peräkkäin (1)', lines: ['C Tavoite c: ■\u00a0punainen'] },
      { title: 'Pyytää tukea (1)', lines: ['F Tavoite f: ✋ 1/1 tehtävä ei etene'] },
      {
        title: 'Taas vihreät edellisen jakson jälkeen (1)',
        lines: ['B Tavoite b: ■\u00a0punainen → ●\u00a0vihreä'],
      },
      {
        title: 'Laskettu arvio → poikkeava oma arvio (1)',
        lines: ['D Tavoite d: ●\u00a0vihreä → ■\u00a0punainen'],
      },
    ]);
  });

  it('names what rose from red to yellow, and calls a goal simply red where nothing came before', () => {
    const goals = [goal('a')];
    const previous = { goals, raws: { a: full('20') } };
    const digest = computeDigest(sourceOf({ goals, raws: { a: full('60') }, previous }), meanwhile);
    expect(wholeSections(digest, fi).slice(2, -1)).toEqual([
      {
        title: 'Punaisesta keltaiseksi edellisestä jaksosta (1)',
        lines: ['A Tavoite a: ■\u00a0punainen → ▲\u00a0keltainen'],
      },
    ]);
    expect(wholeSections(small(undefined, false), fi)[2]).toEqual({
      title: 'Punaiset (3)',
      lines: ['a', 'c', 'e'].map((id) => `${id.toUpperCase()} Tavoite ${id}: ■\u00a0punainen`),
    });
  });

  it('has units worst first; what is answered in part is not missing, and who is done is counted', () => {
    const goals = [goal('a', 'A'), goal('b', 'B'), goal('b2', 'B'), goal('b3', 'B'), goal('c', 'C')];
    const raws = { a: full('95'), b: { value: '50' }, b2: full('95'), c: {} };
    const digest = computeDigest(sourceOf({ goals, raws }), meanwhile);
    expect(wholeSections(digest, fi).at(-1)).toEqual({
      title: 'Yksiköittäin',
      lines: [
        'B: 1/3 vastattu, 1 puuttuu, 1 osittain',
        'C: 0/1 vastattu, 1 puuttuu',
        '1 muu yksikkö on vastannut kaikkeen.',
      ],
    });
  });
});
