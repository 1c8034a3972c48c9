import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { type Demo } from '../../deploy/local/start-demo';
import { AfterPresses } from './after-presses';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
/** A loaded machine draws a card in seconds. */
const WAIT_MS = 60_000;
/** The locale determines the date format of inputs. */
const PLACE = { locale: 'fi-FI', timezoneId: 'Europe/Helsinki' };

/** A message of the bot in a chat, or a post with its replies in a channel; not the log, not the list of chats. */
const MESSAGE = '.fai-OutputCard, .fui-Card[role="group"]';
/** A whole card; a card inside a card (Action.ShowCard) is a part of it. */
const CARD = '.ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)';

const HIDE_LOG = 'Hide log panel';
export const OVERFLOW = 'More options';

interface OpenedDemo extends Pick<Demo, 'playground' | 'shown'> {
  /** Whether there is nothing that the demo shows again to the current user. */
  readonly isEmpty?: boolean;
}

/**
 * Opens the Playground in a browser of its own, in the current user's personal chat, with the log panel closed.
 * Opening makes the Playground send installationUpdate and conversationUpdate to the bot, and the demo show again what
 * is in the chat; a card that came later would be the newest one while a test looks for its own.
 */
export async function openPlayground({ playground, shown, isEmpty }: OpenedDemo): Promise<PlaygroundPage> {
  const { url } = playground;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    for (let tries = 1; ; tries += 1) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, ...PLACE });
      page.setDefaultTimeout(WAIT_MS);
      await offline(page, url);
      await load(page, url);
      await shown();
      if (isEmpty || tries === mostLoads || (await hasCard(page))) return new PlaygroundPage(browser, page);
      await page.close();
    }
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** On a loaded machine the page may not be ready yet for what is shown again, and drops it. */
const mostLoads = 3;

async function hasCard(page: Page): Promise<boolean> {
  const card = page.locator(CARD).first();
  return card.waitFor({ timeout: 15_000 }).then(
    () => true,
    () => false,
  );
}

/** Its fonts are on a Microsoft server: without this every screenshot waits for the network. */
async function offline(page: Page, url: string): Promise<void> {
  await page.route(
    (target) => target.origin !== new URL(url).origin,
    (route) => route.abort(),
  );
}

/**
 * The Playground hands over what it kept for the browser as soon as a socket opens, and the page drops what
 * comes before it has read its users and chats. So the socket is held back until they are on the screen, and the
 * report of the install, which makes the bot send, until the socket is connected.
 */
async function load(page: Page, url: string): Promise<void> {
  const chats = page.getByRole('treeitem', { name: 'Personal Chat' });
  let connected: () => void;
  const listening = new Promise<void>((resolve) => (connected = resolve));
  const presses = new AfterPresses(page);
  await page.routeWebSocket(/_ws_conversation/, async (socket) => {
    await chats.waitFor();
    presses.connect(socket);
    connected();
  });
  await page.route(/_debug\/conversation\/.*\/installation/, async (route) => {
    await listening;
    await route.continue();
  });
  await page.goto(url);
  await chats.waitFor();
  await page.getByRole('button', { name: HIDE_LOG }).click();
}

/** The panel takes a quarter of the window and comes back when the connector refuses a request of the bot. */
async function hideLog(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: HIDE_LOG });
  if (await button.isVisible()) await button.click();
}

/** What a person does in Teams, on the newest card unless another card is given. */
export class PlaygroundPage {
  /** Channels show the newest post on top, chats the newest message at the bottom. */
  private newestFirst = false;

  constructor(
    private readonly browser: Browser,
    /** For what the verbs below do not cover. */
    readonly page: Page,
  ) {}

  /** Writes to the bot in the open chat; in a channel it would have to be mentioned. */
  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox').last().fill(text);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** The newest card of the open conversation. */
  lastCard(): Locator {
    return this.newest(this.page.locator(CARD));
  }

  private newest(several: Locator): Locator {
    return this.newestFirst ? several.first() : several.last();
  }

  /**
   * Does `action` and waits for the card it brings, e.g. `newCard(() => page.say('goals'))`. Without it the card of
   * an earlier answer would still be the newest one when the next step looks for it.
   */
  async newCard(action: () => Promise<unknown>): Promise<Locator> {
    const cards = this.page.locator(CARD);
    const before = await cards.count();
    await action();
    await cards.nth(before).waitFor();
    return cards.nth(this.newestFirst ? 0 : before);
  }

  /** The newest card that contains `text`. */
  cardWithText(text: string | RegExp): Locator {
    return this.newest(this.page.locator(CARD).filter({ hasText: text }));
  }

  /** Types into a text, number (decimal point only) or date (`2026-12-31`) input. */
  async fill(label: string, value: string, card = this.lastCard()): Promise<void> {
    await onControl(card, label, async (input) => {
      await input.fill(value, briefly);
      // Numbers and dates take effect when the input loses focus.
      await input.press('Tab', briefly);
    });
  }

  /** Makes `options` the chosen ones of a choice set of any style; of a toggle: its title, or `[]` for off. */
  async choose(label: string, options: string | readonly string[], card = this.lastCard()): Promise<void> {
    const wanted = typeof options === 'string' ? [options] : options;
    const input = await control(card, label);
    if ((await input.getAttribute('role')) === 'combobox') await this.chooseInList(input, wanted);
    else if ((await input.getAttribute('type')) === 'checkbox') await input.setChecked(wanted.length > 0);
    else await chooseExpanded(input, wanted);
  }

  private async chooseInList(input: Locator, wanted: readonly string[]): Promise<void> {
    await input.click();
    // The list is at the end of the page, not in the card, and only one is open at a time.
    const entries = this.page.locator('[role=option], [role=menuitemcheckbox]');
    await entries.first().waitFor();
    if ((await entries.first().getAttribute('role')) === 'menuitemcheckbox') {
      await chooseSeveral(entries, wanted);
      await input.press('Escape');
    } else {
      await entries.filter({ hasText: exactly(wanted[0] ?? '') }).click();
    }
    await entries.first().waitFor({ state: 'hidden' });
  }

  /** Presses the button of that title, in the overflow menu if it is there. */
  async press(title: string | RegExp, card = this.lastCard()): Promise<void> {
    const button = card.getByRole('button', { name: title, exact: true });
    const overflow = card.getByRole('button', { name: OVERFLOW, exact: true });
    const inMenu = this.page.getByRole('menuitem', { name: title, exact: true });
    for (let tries = 1; ; tries += 1) {
      await button.or(overflow).first().waitFor();
      // A row may have a button of that title too; the card's own comes after the rows.
      if (await button.first().isVisible()) return button.last().click();
      try {
        await overflow.last().click(briefly);
        return await inMenu.click(briefly);
      } catch (error) {
        // The menu may have been that of a card which has just been replaced.
        if (tries === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Opens a programme's request from the card of everything that is due. @param myGoals the command that shows it */
  async openRequest(programme: string, myGoals = 'omat tavoitteet'): Promise<Locator> {
    const due = await this.newCard(() => this.say(myGoals));
    await due.getByTitle(`: ${programme}`).click();
    await due.getByTitle(`: ${programme}`).waitFor({ state: 'detached' });
    return due;
  }

  /** Waits until a message or post of the open conversation shows `text`; what it answers to a button counts too. */
  async expectText(text: string | RegExp): Promise<void> {
    await this.page.locator(MESSAGE).getByText(text).filter({ visible: true }).last().waitFor();
  }

  /** Opens a channel of the team by its name. */
  async openChannel(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name: `- ${name}` }).click();
    await this.page.getByRole('button', { name: 'Post', exact: true }).waitFor();
    this.newestFirst = true;
  }

  /** Opens the chat of the current user with the bot, where everything sent to that user appears. */
  async openPersonalChat(): Promise<void> {
    await this.page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    await this.page.getByRole('button', { name: 'Post', exact: true }).waitFor({ state: 'detached' });
    this.newestFirst = false;
  }

  /** Saves what is on the screen as a PNG. */
  async screenshot(file: string): Promise<void> {
    await hideLog(this.page);
    await this.page.screenshot({ path: file });
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** The input that a label of the card belongs to; the label of a required input also has a star. */
const briefly = { timeout: 5_000 };

/** The Playground may draw a card again, with other ids, after its input was found: then it is looked for again. */
async function onControl(
  card: Locator,
  label: string,
  act: (input: Locator) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act(await control(card, label));
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function control(card: Locator, label: string): Promise<Locator> {
  const caption = card.locator('label[for]').filter({ hasText: exactly(label, '\\s*\\*?') });
  const id = await caption.first().getAttribute('for');
  return card.locator(`[id="${id}"]`);
}

async function chooseSeveral(entries: Locator, wanted: readonly string[]): Promise<void> {
  for (const text of wanted) await entries.filter({ hasText: exactly(text) }).waitFor();
  for (const entry of await entries.all()) {
    const chosen = (await entry.getAttribute('aria-checked')) === 'true';
    if (chosen !== wanted.includes((await entry.innerText()).trim())) await entry.click();
  }
}

async function chooseExpanded(group: Locator, wanted: readonly string[]): Promise<void> {
  for (const text of wanted) await box(group, text).setChecked(true);
  for (const other of await group.getByRole('checkbox').all()) {
    if (!wanted.includes((await other.getAttribute('aria-label')) ?? '')) await other.setChecked(false);
  }
}

function box(group: Locator, text: string): Locator {
  const line = group
    .locator('span')
    .filter({ has: group.page().locator('label', { hasText: exactly(text) }) });
  return line.locator('input');
}

function exactly(text: string, suffix = ''): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${suffix}\\s*$`);
}
