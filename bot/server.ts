import { type CloudAdapter } from 'botbuilder';
import * as restify from 'restify';
import { type SeurantaBot } from './activity-handler';
import { type Download } from './reports/downloads';

/** Largest body taken, in bytes: a card submit with the longest texts is well below. */
const bodies = { maxBodySize: 512 * 1024, mapParams: false };

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens for Teams on `/api/messages`; `/healthz` says that the process is up. @param download where links are given */
export async function startServer(
  { host, port }: { readonly host: string; readonly port: number },
  adapter: CloudAdapter,
  bot: SeurantaBot,
  download?: Download,
): Promise<RunningServer> {
  const server = restify.createServer({ name: 'seuranta' });
  // JSON only: a form may be posted by any web page.
  server.use(restify.plugins.jsonBodyParser(bodies));
  server.get('/healthz', (_request, response, next) => {
    response.send(200, { status: 'up' });
    next();
  });
  if (download) {
    server.get('/reports/:token', download);
    server.head('/reports/:token', download);
  }
  server.post('/api/messages', async (request, response) => {
    // Node types the method as possibly undefined; a parsed request always has one.
    await adapter.process(request as typeof request & { method: string }, response, (context) =>
      bot.run(context),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: server.address().port,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
