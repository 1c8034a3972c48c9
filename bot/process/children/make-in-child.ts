/** The process that makes one report for the bot and ends; see report-maker.ts. */
import { reportWords } from '../../../cards/report/words';
import { type Report, type ReportName } from '../../../src/report/content/formats';
import { makeReport } from '../../../src/report/report';
import { workForParent } from './child-work';
import { pdfConverter } from '../office/pdf-converter';
import { openExistingStore } from '../store/open-store';
import { type StoreConfig } from '../../config/config';

export interface ReportOrder {
  readonly store: StoreConfig;
  readonly name: ReportName;
  readonly now: Date;
  /** LibreOffice's program. */
  readonly soffice?: string | undefined;
}

workForParent<ReportOrder, Report>(async ({ store: config, name, now, soffice }) => {
  const store = await openExistingStore(config);
  try {
    const toPdf = soffice === undefined ? undefined : pdfConverter(soffice);
    return await makeReport(store, name, now, reportWords, toPdf);
  } finally {
    await store.close();
  }
});
