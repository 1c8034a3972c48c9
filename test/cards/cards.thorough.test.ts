/** The requests and digests of the five programmes are valid in Teams; goals are in goal/card.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { digestCardData } from '../../cards/digest/data';
import { divisionsCardData } from '../../cards/drill-down/data';
import { digestPlace } from '../../cards/parts/goals/divisions';
import { render } from '../../cards/render';
import { requestCardData } from '../../cards/request/data';
import { readSeed, seedFolders } from '../../seeds/read';
import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { locales } from '../../src/goals/schema';
import { nextPeriod } from '../../src/periods/period';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { openRound } from '../../src/rounds/open-round';
import { listRounds, loadRequests } from '../../src/rounds/round-store';
import { chartTypes, neverRefused, nodesOf, withoutCharts, wrongWith } from '../helpers/card-faults';
import { openTempStore, type TempStore } from '../helpers/fixtures';

const opens = new Date('2026-01-20T06:00:00Z');
const deadline = new Date('2026-02-20T14:00:00Z');

const seeds = seedFolders().map(readSeed);
let temp: TempStore;

beforeAll(async () => {
  temp = await openTempStore({ seeded: true });
}, 60_000);

afterAll(() => temp.remove());

describe.each(seeds)('$programme.id', ({ programme, replies }) => {
  const period = nextPeriod(replies.period);

  beforeAll(async () => {
    const round = { programmeId: programme.id, period, opens, deadline, ...schedule };
    await openRound(temp.store, round, opens);
  });

  describe.each(locales)('in %s', (locale) => {
    const wording = wordingFor(locale);

    it('sends each person a request that Teams always takes, with a button of its own for every goal', async () => {
      const requests = await loadRequests(temp.store, { programmeId: programme.id, period });
      expect(requests.length).toBeGreaterThan(0);
      for (const { personId } of requests) {
        const asked = (await loadAskedRound(
          temp.store,
          { programmeId: programme.id, period },
          personId,
          opens,
        ))!;
        const pages = Array.from({ length: Math.ceil(asked.goals.length / 12) }, (_, page) =>
          render(
            'request',
            requestCardData(asked, { open: true, page, names: new Map(), maySnooze: true }, wording),
          ),
        );
        expect([personId, pages.flatMap((card) => wrongWith(card, neverRefused))]).toEqual([personId, []]);
        const names = nodesOf(pages).flatMap(([, { verb, tooltip }]) => (verb === 'goal' ? [tooltip] : []));
        expect(new Set(names).size).toBe(asked.goals.length);
      }
    });

    it('draws the digest of its last round, and its divisions for clients with and without charts', async () => {
      const rounds = await listRounds(temp.store, programme.id);
      const last = rounds.find((round) => round.period === replies.period)!;
      const digest = await buildDigest(temp.store, last, deadline);
      const card = render('digest', digestCardData(digest, { names: new Map() }, wording));
      expect(wrongWith(card, neverRefused)).toEqual([]);
      expect(nodesOf(card).filter(([, { type }]) => chartTypes.includes(String(type)))).toEqual([]);
      const place = digestPlace(digest, locale);
      const source = { ...{ programme, place, digest, goals: [], isPart: false } };
      const divisions = render('drill-down', divisionsCardData(source, 0, wording));
      expect(wrongWith(divisions, neverRefused)).toEqual([]);
      expect(wrongWith(withoutCharts(divisions), neverRefused)).toEqual([]);
      const charts = nodesOf(divisions).filter(([, { type }]) => chartTypes.includes(String(type)));
      expect(charts.map(([, { type }]) => type)).toEqual(['Chart.HorizontalBar.Stacked']);
      for (const [, chart] of charts) {
        expect(chart).toMatchObject({ title: expect.stringMatching(/\S/), fallback: expect.anything() });
        for (const [, point] of nodesOf(chart['data']))
          expect(String(point['legend'] ?? point['title'])).toMatch(/\S/);
      }
    });
  });
});
