/**
 * Makes reports for the chat and for downloads, one at a time, each in a separate process: in the bot's process a
 * report would keep everybody waiting for as long as it takes (a third of a second for a real programme, 11 s for 5,000
 * goals), and a large one does not fit into the memory that the bot is given.
 */
import { type Logger } from 'pino';
import { type Clock } from '../../../src/clock';
import { type Report, type ReportName, reportNameOf } from '../../../src/report/content/formats';
import { type Config } from '../../config/config';
import { inChild } from './in-child';
import { pseudonym } from '../../logs/pseudonym';
import { type MakeReport } from '../../views/turn';
import { type ReportOrder } from './make-in-child';

export interface ReportMaker {
  readonly make: MakeReport;
  /** Ends the report being made. */
  readonly stop: () => void;
}

/** People are told to ask again if nothing has come in five minutes. */
const longestMs = 240_000;
/** Megabytes of heap: enough for 5,000 goals in every format. */
const heap = 1024;

/** Makes one report, unless the signal aborts it. */
export type MakeOne = (order: ReportOrder, stopping: AbortSignal) => Promise<Report>;

/** @param makeOne by default in a separate process */
export function createReportMaker(
  { store, soffice }: Pick<Config, 'store' | 'soffice'>,
  clock: Clock,
  log: Logger,
  makeOne: MakeOne = (order, stopping) => inChild('make-in-child', order, { heap, longestMs, stopping, log }),
): ReportMaker {
  const awaited = new Map<string, Promise<Report>>();
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const order = (key: string, name: ReportName) => {
    const report = last
      .then(() => makeOne({ store, soffice, name, now: clock.now() }, stopping.signal))
      .finally(() => awaited.delete(key));
    awaited.set(key, report);
    last = report.catch(() => undefined);
    return report;
  };
  return {
    make: async (wanted, by) => {
      const name = reportNameOf(wanted);
      const key = JSON.stringify(name);
      const since = performance.now();
      const report = await (awaited.get(key) ?? order(key, name));
      const ms = Math.round(performance.now() - since);
      const about = name.personId === undefined ? {} : { personId: pseudonym(name.personId) };
      const made = { ...name, ...about, by: pseudonym(by), bytes: report.content.length, ms };
      log.info(made, 'report made');
      return report;
    },
    stop: () => stopping.abort(),
  };
}
