/**
 * What the frameworks alone cost: botbuilder on restify as in their documentation, answering every card action with
 * the same card and storing nothing. Serves until its parent disconnects.
 */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
} from 'botbuilder';
import * as restify from 'restify';
import { answerParent } from '../load/process-figures';

/** A file with the card as JSON, so that the answer is as large as the other bot's. */
const { cardFile } = JSON.parse(process.argv[2]!) as { readonly cardFile: string };

class BareBot extends ActivityHandler {
  constructor(private readonly card: object) {
    super();
  }

  protected override onInvokeActivity(): Promise<InvokeResponse> {
    const type = 'application/vnd.microsoft.card.adaptive';
    return Promise.resolve({ status: 200, body: { statusCode: 200, type, value: this.card } });
  }
}

async function main(): Promise<void> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = new BareBot(JSON.parse(readFileSync(cardFile, 'utf8')) as object);
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request as typeof request & { method: string }, response, (context) =>
      bot.run(context),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  answerParent();
  process.send!({ port: server.address().port });
  await once(process, 'disconnect');
  server.close();
}

void main();
