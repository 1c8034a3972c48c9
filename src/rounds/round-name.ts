/** A round's name is its programme and period; everything that changes together with it is in its partition. */
export interface RoundName {
  readonly programmeId: string;
  readonly period: string;
}

/** Strips an object to its round name. */
export function roundNameOf({ programmeId, period }: RoundName): RoundName {
  return { programmeId, period };
}

export const roundPartition = ({ programmeId, period }: RoundName) => `round|${programmeId}|${period}`;
