/** The coordinator asks for a report in the Playground and downloads it with the browser. */
import { readFile } from 'node:fs/promises';
import { type Download } from 'playwright-core';
import { text } from '../../cards/parts/strings';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { loadProgramme } from '../../src/goals/register';
import { locales } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { commands } from './commands';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const programmeId = 'strategic-goals';

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4181, playgroundPort: 14181 });
  page = await openPlayground(demo);
  // The demo shows the welcome again to a page that was just loaded; what is said before would stand above it.
  await page.cardWithText(text('fi', 'welcome.title')).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

it.each(locales)('in %s it is a press and a click', async (locale) => {
  const { language, report: command } = commands[locale];
  await page.newCard(() => page.say(language));
  const card = await page.newCard(() => page.say(`${command} ${programmeId} 2024-Q4`));
  await picture(card, `${locale}-report-form.png`);
  await page.choose(text(locale, 'report.format'), text(locale, 'report.pptx'), card);
  await page.press(text(locale, 'report.make'), card);
  const link = card.getByRole('link', { name: text(locale, 'report.download') });
  await link.waitFor();
  await picture(card, `${locale}-report-link.png`);
  const file = await downloadedBy(() => link.click());
  const { name, languages } = (await loadProgramme(demo.store, programmeId))!;
  // In the reader's language, if the programme has it.
  const written = textIn(name, languages.includes(locale) ? locale : languages[0]!);
  expect(file.suggestedFilename()).toBe(`${written} 2024-Q4.pptx`);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
});

/** The link opens a new page, which closes as soon as it turns out to be a file. */
async function downloadedBy(click: () => Promise<void>): Promise<Download> {
  const context = page.page.context();
  // The page blocks all requests that are not to the Playground.
  await page.page.unrouteAll({ behavior: 'ignoreErrors' });
  const downloaded = new Promise<Download>((resolve) => {
    page.page.once('download', resolve);
    context.once('page', (opened) => opened.once('download', resolve));
  });
  await click();
  return downloaded;
}
