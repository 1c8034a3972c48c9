/** What an admin sees when the bot is sick, in the three languages: a picture of each message. */
import { wordingFor } from '../../bot/views/wording';
import { text } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadProgramme } from '../../src/goals/register';
import { type Locale, locales } from '../../src/goals/schema';
import { type Alert } from '../../src/health/alert';
import { type Finding } from '../../src/health/finding';
import { noteFindings } from '../../src/health/standing';
import { enqueue, type NewMessage } from '../../src/outbox/message';
import { peoplePartition } from '../../src/people/directory';
import { chooseLanguage } from '../../src/people/language';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const name = { programmeId: 'strategic-goals', period: '2025-Q4' };
const gone = '2026-01-19T05:00:00.000Z';

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4196, playgroundPort: 14196 });
  await openDueRounds(demo);
  page = await openPlayground(demo);
  // The demo shows what is open to a page that was just loaded; what is said before would stand above it.
  await page
    .cardWithText(wordingFor('fi').of((await loadProgramme(demo.store, name.programmeId))!.name))
    .waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const findings: readonly Finding[] = [
  {
    ...{ id: 'digest-overdue', severity: 'broken', figures: { count: 1, since: gone } },
    rounds: [name],
  },
  { id: 'undeliverable', severity: 'warning', figures: { persons: 7, asked: 84 } },
  {
    ...{ id: 'group-unread', severity: 'warning' },
    figures: { count: 1, groups: 'Johtoryhmä', why: 'gone', since: '2026-01-27' },
  },
  { id: 'secret-expires', severity: 'warning', figures: { expires: '2026-02-11T00:00:00.000Z', days: 14 } },
];

it.each(locales)('an admin reads in %s what is wrong, since when, and what to do', async (locale) => {
  const { store, clock } = demo;
  await chooseLanguage(store, handUser, locale);
  const now = clock.now();
  const standing = await noteFindings(store, findings, now);
  const alerts = standing.map(({ id, ...found }) => ({ finding: id, ...found }) as Alert);
  await store.commit(
    peoplePartition,
    [...alerts, wasLate].map((alert) => enqueue(messageOf(alert, locale), now)),
  );
  await sendWaiting(demo);
  for (const { finding } of [...alerts, wasLate]) {
    const card = page.cardWithText(text(locale, `alert.${finding}.title`, { count: 1 }));
    await card.waitFor();
    await picture(card, `${locale}-alert-${finding}.png`);
  }
});

const wasLate: Alert = {
  ...{ finding: 'tick-was-late', severity: 'broken', since: new Date().toISOString() },
  figures: { from: '2026-01-19T05:00:00.000Z', to: '2026-01-19T06:12:00.000Z', minutes: 72 },
};

function messageOf(alert: Alert, locale: Locale): NewMessage {
  return {
    ...{ key: `${locale} ${alert.finding}`, kind: 'alert', data: alert },
    recipient: { type: 'person', personId: handUser },
  };
}
