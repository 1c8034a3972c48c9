/** A line per round, or per recipient in it. */
export interface StatusCardData {
  readonly title: string;
  readonly rounds: readonly {
    readonly name: string;
    readonly state: string;
    /** Who has translations to write, for people who run the round. */
    readonly translations?: string;
  }[];
}
