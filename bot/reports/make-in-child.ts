/** The process that makes one report for the bot and ends; see report-maker.ts. */
import { RefusedError } from '../../src/errors';
import { type Report, type ReportName } from '../../src/report/formats';
import { makeReport } from '../../src/report/report';
import { openStore } from '../cli/open-store';
import { type StoreConfig } from '../config';

export interface ReportOrder {
  readonly store: StoreConfig;
  readonly name: ReportName;
  readonly now: Date;
}

export type ReportAnswer =
  | { readonly type: 'made'; readonly report: Report }
  | {
      readonly type: 'refused';
      readonly code: string;
      readonly details: Readonly<Record<string, string>>;
    }
  | { readonly type: 'failed'; readonly stack: string };

process.once('message', (order) => {
  void answerTo(order as ReportOrder).then((answer) => {
    process.send!(answer, undefined, undefined, () => process.exit());
  });
});
// A bot that was killed waits for nothing.
process.once('disconnect', () => process.exit());

async function answerTo({ store: config, name, now }: ReportOrder): Promise<ReportAnswer> {
  try {
    const store = await openStore(config);
    try {
      return { type: 'made', report: await makeReport(store, name, now) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof RefusedError) return { type: 'refused', code: error.code, details: error.details };
    return { type: 'failed', stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}
