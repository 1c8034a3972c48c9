/** The process that makes one report for the bot and ends; see report-maker.ts. */
import { reportWords } from '../../../cards/report/words';
import { type Report, type ReportName } from '../../../src/report/content/formats';
import { makeReport } from '../../../src/report/report';
import { workForParent } from './child-work';
import { openStore } from '../store/open-store';
import { type StoreConfig } from '../../config/config';

export interface ReportOrder {
  readonly store: StoreConfig;
  readonly name: ReportName;
  readonly now: Date;
}

workForParent<ReportOrder, Report>(async ({ store: config, name, now }) => {
  const store = await openStore(config);
  try {
    return await makeReport(store, name, now, reportWords);
  } finally {
    await store.close();
  }
});
