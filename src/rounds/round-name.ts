/** A round's name is its programme and period; all that changes together with it is in its partition. */
export interface RoundName {
  readonly programmeId: string;
  readonly period: string;
}

/** The name alone of whatever has one. */
export function roundNameOf({ programmeId, period }: RoundName): RoundName {
  return { programmeId, period };
}

export const roundPartition = ({ programmeId, period }: RoundName) => `round|${programmeId}|${period}`;
