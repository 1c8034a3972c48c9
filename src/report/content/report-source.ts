/** What a report is made from: a round's figures, and what was decided on its requests for support. */
import { type DigestSource } from '../../digest/digest';
import { type YearSource } from '../../digest/year-view';
import { type SupportDecision } from '../../support/request';

export interface WithDecisions {
  /** Those in force, by goal; none by default. */
  readonly decisions?: ReadonlyMap<string, readonly SupportDecision[]>;
}

export type ReportSource = DigestSource & WithDecisions;

/** An earlier round of the reported year, or any round as rows. */
export type RowsSource = YearSource & WithDecisions;
