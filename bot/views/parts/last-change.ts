import { type Round } from '../../../src/rounds/round';

/** When the round was last opened, closed or reopened (ISO 8601, UTC); an outdated card is recognised by it. */
export function lastChange({ events }: Pick<Round, 'events'>): string | undefined {
  return events.at(-1)?.at;
}
