/**
 * What the frameworks alone cost: botbuilder on restify as in their documentation, answering every card action with
 * the same card. It stores nothing, or what was submitted as one row. Serves until its parent disconnects.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import * as restify from 'restify';
import { insert } from '../../src/storage/rows';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { answerParent } from '../load/process-figures';

export interface BareServing {
  /** A file with the card as JSON, so that the answer is as large as the other bot's. */
  readonly cardFile: string;
  /** The database in which each submit is one row. */
  readonly storeFile?: string;
}

const { cardFile, storeFile } = JSON.parse(process.argv[2]!) as BareServing;

class BareBot extends ActivityHandler {
  constructor(
    private readonly card: object,
    private readonly store: EntityStore | undefined,
  ) {
    super();
  }

  protected override async onInvokeActivity({ activity }: TurnContext): Promise<InvokeResponse> {
    const type = 'application/vnd.microsoft.card.adaptive';
    await this.store?.commit('submits', [insert(randomUUID(), activity.value as object)]);
    return { status: 200, body: { statusCode: 200, type, value: this.card } };
  }
}

async function main(): Promise<void> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const store = storeFile === undefined ? undefined : openSqliteStore(storeFile);
  const bot = new BareBot(JSON.parse(readFileSync(cardFile, 'utf8')) as object, store);
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
  await store?.close();
}

void main();
