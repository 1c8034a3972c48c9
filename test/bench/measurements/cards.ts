/** Draws every goal's card of the five programmes in every language as for its owner, with its size on the wire. */
import { type CardActionDeps, readTurn, type Turn } from '../../../bot/views/turn';
import { goalCard } from '../../../bot/views/round-cards';
import { wordingFor } from '../../../bot/views/wording';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { loadSeeds } from '../../../seeds/load';
import { schedule } from '../../../src/audit/audit';
import { locales } from '../../../src/goals/schema';
import { readRegister } from '../../../src/import/read-register';
import { loadPerson } from '../../../src/people/directory';
import { holidayCalendar } from '../../../src/periods/working-days';
import { openRound } from '../../../src/rounds/open-round';
import { loadRequests, type RoundName } from '../../../src/rounds/round-store';
import { openTempStore } from '../../helpers/fixtures';
import { type Reading, type Survey } from '../measurement';
import { median, percentile } from '../statistics';

const fits = { atMost: largestCard / 1024 };
/** Runs after the warm-up. */
const runs = 5;
const opens = new Date('2026-01-16T06:00:00Z');
const deadline = new Date('2026-02-13T14:00:00Z');
const now = new Date('2026-01-20T07:00:00Z');

export default {
  name: 'cards',
  loose: true,
  survey: async (isShort) => {
    const { store, remove } = await openTempStore();
    const deps: CardActionDeps = {
      ...{ store, readRegister, clock: { now: () => now }, holidays: holidayCalendar() },
      ...{ admins: new Set<string>(), sendRate: 30 },
      reports: { make: () => Promise.reject(new Error('no report is made')), formats: [] },
    };
    const readings: Reading[] = [];
    for (const { programmeId, past } of await loadSeeds(store)) {
      // The documents' figures are those of the previous period.
      const name = { programmeId, period: past.at(-1)!.period.replace(/\d{4}/, '2026') };
      await openRound(store, { ...name, ...schedule, opens, deadline }, now);
      await drawAll(deps, name);
      const drawn: Drawn[][] = [];
      for (let run = 0; run < (isShort ? 1 : runs); run++) drawn.push(await drawAll(deps, name));
      readings.push(...readingsOf(programmeId, drawn));
    }
    await remove();
    return readings;
  },
} satisfies Survey;

interface Drawn {
  readonly ms: number;
  readonly bytes: number;
}

async function drawAll(deps: CardActionDeps, name: RoundName): Promise<Drawn[]> {
  const drawn = new Map<string, Drawn>();
  for (const { personId } of await loadRequests(deps.store, name)) {
    const turn = await readTurn(deps, (await loadPerson(deps.store, personId))!, name);
    for (const locale of locales)
      for (const asked of turn.asked.goals) {
        const key = `${locale}|${asked.goal.id}`;
        const wording = wordingFor(locale, turn.asked.programme.timeZone);
        if (!drawn.has(key)) drawn.set(key, await draw({ ...turn, wording }, asked));
      }
  }
  return [...drawn.values()];
}

async function draw(turn: Turn, asked: Turn['asked']['goals'][number]): Promise<Drawn> {
  const began = performance.now();
  const card = await goalCard(turn, asked);
  return { ms: performance.now() - began, bytes: bytesOf(card) };
}

function readingsOf(programmeId: string, runsDrawn: readonly (readonly Drawn[])[]): Reading[] {
  const times = runsDrawn.map((drawn) => drawn.map(({ ms }) => ms));
  const kilobytes = runsDrawn[0]!.map(({ bytes }) => bytes / 1024);
  return [
    { what: `${programmeId}, each of ${kilobytes.length} cards`, unit: 'ms', figures: times.map(median) },
    { what: '99 of 100 within', unit: 'ms', figures: times.map((all) => percentile(all, 99)) },
    { what: 'largest', unit: 'KB', figures: [Math.max(...kilobytes)], ...fits, loosely: fits },
  ];
}
