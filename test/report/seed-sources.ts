/** What the reports of the five programmes' latest closed rounds are made from, loaded once for a file of tests. */
import { type DigestSource } from '../../src/digest/digest';
import { loadDigestSource } from '../../src/digest/build-digest';
import { type ReportOptions } from '../../src/report/content/report-content';
import { listRounds } from '../../src/rounds/round-store';
import { reportWords } from '../../cards/report/words';
import { openTempStore, type TempStore } from '../helpers/fixtures';

export const seedProgrammes = [
  ...['productivity-key-results', 'strategic-goals', 'productivity-programme'],
  ...['county-survey', 'half-year-follow-up'],
];

export interface SeedSources {
  of(programmeId: string): Promise<DigestSource>;
}

export function seedSources(): SeedSources {
  let stored: TempStore;
  beforeAll(async () => {
    stored = await openTempStore({ seeded: true });
  });
  afterAll(() => stored.remove());
  return {
    of: async (programmeId) => {
      const past = (await listRounds(stored.store)).findLast((round) => round.programmeId === programmeId)!;
      return loadDigestSource(stored.store, past);
    },
  };
}

export const options: ReportOptions = {
  locale: 'fi',
  words: reportWords,
  names: new Map([['planning@example.org', 'Paula Suunnittelija']]),
  timeZone: 'Europe/Helsinki',
  asOf: new Date('2026-10-12T05:00:00Z'),
  edition: 'full',
};
