/** A round's name is its programme and period; all that changes together with it is in its partition. */
export interface RoundName {
  readonly programmeId: string;
  readonly period: string;
}

export const roundPartition = ({ programmeId, period }: RoundName) => `round|${programmeId}|${period}`;
