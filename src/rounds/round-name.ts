/** A round's name is its programme and period; everything that changes together with it is in its partition. */
export interface RoundName {
  readonly programmeId: string;
  readonly period: string;
}

/** Strips an object to its round name. */
export function roundNameOf({ programmeId, period }: RoundName): RoundName {
  return { programmeId, period };
}

export function isSameRound(a: RoundName, b: RoundName): boolean {
  return a.programmeId === b.programmeId && a.period === b.period;
}

/** Key of the round's entry in the index. */
export const indexKey = ({ programmeId, period }: RoundName) => `${programmeId}|${period}`;

export const roundPartition = ({ programmeId, period }: RoundName) => `round|${programmeId}|${period}`;

/** How the keys of a round's messages to one person begin. */
export function keysTo({ programmeId, period }: RoundName, personId: string): string {
  return `${programmeId}|${period}|${personId}|`;
}

/** The round in whose partition the message with this key is. */
export function roundOfKey(key: string): RoundName {
  const [programmeId = '', period = ''] = key.split('|');
  return { programmeId, period };
}
