import { type Page, type Request, type WebSocketRoute } from 'playwright-core';

/** Where the Playground sends what a button of a card says. */
const INVOKE = '/_conversation/v1/invoke';

/**
 * Hands over what the Playground tells the page once the presses before it are answered. The Playground draws a card
 * when the bot edits its message, and again with the answer to the press: on a loaded machine a test had typed by then,
 * which was lost.
 */
export class AfterPresses {
  private readonly waiting = new Set<Request>();
  private told = Promise.resolve();

  constructor(page: Page) {
    const ended = (request: Request) => this.waiting.delete(request);
    page.on('request', (request) => {
      if (request.url().endsWith(INVOKE)) this.waiting.add(request);
    });
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  /** Connects the page's socket to the Playground. */
  connect(socket: WebSocketRoute): void {
    socket.connectToServer().onMessage((message) => {
      this.told = this.told.then(() => this.answered()).then(() => socket.send(message));
    });
  }

  private async answered(): Promise<void> {
    const requests = [...this.waiting];
    await Promise.allSettled(requests.map(async (request) => (await request.response())?.finished()));
  }
}
