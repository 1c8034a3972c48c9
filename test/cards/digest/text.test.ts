/** The digest as text says what its card says: leadership reads one, planning offices copy the other. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { whole } from '../../../cards/digest/limits';
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

interface Chart {
  readonly type: string;
  readonly data: readonly (Point & { readonly title: string; readonly data: readonly Point[] })[];
}

interface Point {
  readonly legend: string;
  readonly value: number;
}

/** The texts of a card, without its charts and their fallbacks. */
function textRuns(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textRuns);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as { type?: string; text?: string };
  if (type?.startsWith('Chart.')) return [];
  return type === 'TextRun' && text ? [text] : Object.values(node).flatMap(textRuns);
}

/** With ordinary spaces in place of no-break spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function chartsOf(node: unknown): Chart[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { type?: string };
  return type?.startsWith('Chart.') ? [node as Chart] : Object.values(node).flatMap(chartsOf);
}

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
    const lines = digestText(digests[which], wording);
    const card = render('digest', digestCardData(digests[which], wording, whole));
    const shown = textRuns(card);
    expect(shown.length).toBeGreaterThan(10);
    // The line above the buttons is useless without them.
    const overButtons = wording.text('drill.show');
    const absent = shown.filter((text) => !lines.some((line) => line.includes(text)));
    expect(absent).toEqual([overButtons]);
    const charts = chartsOf(card);
    expect(charts.map(({ type }) => type)).toEqual(['Chart.Donut', 'Chart.HorizontalBar.Stacked']);
    for (const { legend, value } of charts[0]!.data)
      expect(lines.some((line) => plain(line).includes(plain(`${legend} ${value}`)))).toBe(true);
    for (const { title, data } of charts[1]!.data)
      for (const { legend, value } of data)
        expect(
          lines.some(
            (line) => line.startsWith(`  ${title}: `) && plain(line).includes(plain(`${legend} ${value}`)),
          ),
        ).toBe(true);
  });

  it('names the goals that turned red and those that are green again', () => {
    const lines = digestText(digests.open, wording);
    const after = (title: 'digest.newlyRed' | 'digest.greenAgain') =>
      lines[lines.indexOf(`${wording.text(title)} (1)`) + 1];
    expect(after('digest.newlyRed')).toContain(`🔴\u00a0${wording.text('light.red')}`);
    expect(after('digest.greenAgain')).toContain(`🟢\u00a0${wording.text('light.green')}`);
    expect(lines.every((line) => !/undefined|NaN|\$\{/.test(line))).toBe(true);
  });
});
