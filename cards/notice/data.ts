/** A title with lines under it, and nothing to press: the data of a card with buttons does not compile as a notice. */
export interface NoticeCardData {
  readonly title: string;
  readonly lines: readonly string[];
  readonly back?: never;
  readonly buttons?: never;
}
