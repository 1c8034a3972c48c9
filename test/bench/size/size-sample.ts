/** Measures one organisation, in a process with the heap limits of `npm start`; prints its figures as JSON. */
import { messageDrawer } from '../../../bot/messages';
import { type CardActionDeps } from '../../../bot/views/turn';
import { reportWords } from '../../../cards/report/words';
import { buildDigest } from '../../../src/digest/build-digest';
import { type Outcome, sendPending } from '../../../src/outbox/sender';
import { holidayCalendar } from '../../../src/periods/working-days';
import { Together } from '../../../src/reminders/told-together';
import { loadGoalHistory } from '../../../src/replies/goal-history';
import { recordReply } from '../../../src/replies/record-reply';
import { makeReport } from '../../../src/report/report';
import { roundPartition } from '../../../src/rounds/round-store';
import { doDueWork } from '../../../src/schedule/tick';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { during } from '../../helpers/fixtures';
import { median } from '../statistics';
import { closedRoundOf, goalsEach, openRoundOf, personOf } from './organisation';

/** Programmes that are measured, spread over the organisation; the first ones are the warm-up. */
const measured = 24;
const warmUp = 6;
/** Those after them are the first of a sending. */
const sendings = 5;
const ticks = 5;

export interface SizeFigure {
  /** Medians in milliseconds. */
  readonly wall: number;
  /** Over all threads. */
  readonly processor: number;
}

export interface SizeFigures {
  readonly figures: Readonly<Record<string, SizeFigure>>;
  readonly peakMegabytes: number;
}

type Act = (programme: number) => Promise<unknown>;

async function measure(file: string, programmes: number): Promise<SizeFigures> {
  const store = openSqliteStore(file);
  const clock = { now: () => new Date(during) };
  const holidays = holidayCalendar();
  const deps: CardActionDeps = {
    ...{ store, clock, holidays, admins: new Set<string>(), sendRate: 30 },
    readRegister: () => Promise.reject(new Error('no file is read')),
    reports: { make: () => Promise.reject(new Error('no report is made')), formats: [] },
  };
  const together = new Together(store, clock);
  const acts: Readonly<Record<string, Act>> = {
    'ten prompts': sendingPrompts(deps, together),
    save: (programme) =>
      recordReply(
        store,
        {
          ...openRoundOf(programme),
          ...{ goalId: `g${goalsEach - 1}`, by: personOf(programme, 9), locale: 'fi', seenVersion: 0 },
          typed: { figure: '57', own: 'yellow', summary: 'Työ on edennyt suunnitelman mukaan.' },
        },
        during,
      ),
    digest: (programme) => buildDigest(store, openRoundOf(programme), during),
    history: (programme) => loadGoalHistory(store, openRoundOf(programme).programmeId, 'g1'),
    ...Object.fromEntries(
      (['csv', 'xlsx'] as const).map((format): [string, Act] => [
        `report as ${format}`,
        (programme) =>
          makeReport(store, { ...closedRoundOf(programme), format, language: 'fi' }, during, reportWords),
      ]),
    ),
  };
  const figures: Record<string, SizeFigure> = {};
  const spread = Array.from({ length: measured }, (_, at) => Math.floor((at * programmes) / measured));
  for (const [what, act] of Object.entries(acts)) figures[what] = await timed(act, spread, warmUp);
  // Each sending looks for other messages to the same persons, in all rounds.
  const first: Act = (programme) => {
    together.forget();
    return acts['ten prompts']!(programme);
  };
  figures['first ten prompts of a sending'] = await timed(
    first,
    spread.slice(0, sendings).map((at) => at + 1),
    1,
  );
  figures['tick with nothing due'] = await timed(tickOf(deps), [...Array(ticks).keys()], 1);
  await store.close();
  return { figures, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

/** Draws and marks the prompts of a round; only the request to Teams is missing. */
function sendingPrompts(deps: CardActionDeps, together: Together): Act {
  const draw = messageDrawer(deps, together);
  return async (programme) => {
    let sent = 0;
    await sendPending(
      {
        ...{ store: deps.store, clock: deps.clock },
        deliver: async (message): Promise<Outcome> => {
          const drawn = await draw(message);
          if (!drawn || 'toldBy' in drawn) throw new Error(`nothing is drawn for ${message.key}`);
          sent++;
          const receipt = {
            conversationId: 'a:chat',
            activityId: String(sent),
            serviceUrl: 'http://127.0.0.1/',
          };
          return { type: 'sent', receipt };
        },
      },
      roundPartition(openRoundOf(programme)),
    );
    if (sent !== 10) throw new Error(`${sent} prompts were sent`);
  };
}

function tickOf({ store, clock, holidays }: CardActionDeps): Act {
  const onFailure = (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  };
  const deliver = () => Promise.reject(new Error('nothing is due'));
  return () => doDueWork({ store, clock, holidays, deliver, onFailure });
}

async function timed(act: Act, programmes: readonly number[], uncounted: number): Promise<SizeFigure> {
  const wall: number[] = [];
  const processor: number[] = [];
  for (const programme of programmes) {
    const used = process.cpuUsage();
    const began = performance.now();
    await act(programme);
    wall.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  return { wall: median(wall.slice(uncounted)), processor: median(processor.slice(uncounted)) };
}

const [, , file, programmes] = process.argv;
void measure(file!, Number(programmes)).then((figures) => process.stdout.write(JSON.stringify(figures)));
