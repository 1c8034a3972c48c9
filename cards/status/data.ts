/** A line on each round, or on each recipient in it. */
export interface StatusCardData {
  readonly title: string;
  readonly rounds: readonly { readonly name: string; readonly state: string }[];
}
