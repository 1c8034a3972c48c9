/** The digest as text says what its card says: leadership reads one, planning offices copy the other. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { digestText } from '../../../cards/digest/text';
import { render } from '../../../cards/render';
import { schedule } from '../../../src/audit/audit';
import { buildDigest } from '../../../src/digest/build-digest';
import { type Digest } from '../../../src/digest/digest';
import { locales } from '../../../src/goals/schema';
import { recordReply } from '../../../src/replies/record-reply';
import { openRound } from '../../../src/rounds/open-round';
import { openTempStore, type TempStore } from '../../helpers/fixtures';

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
    expect(shown.filter((each) => !text.includes(each))).toEqual([]);
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
