/** Sends a card to one person after the other, as notification templates do, in a process of its own; prints the seconds. */
import pino from 'pino';
import { createAdapter } from '../../bot/teams/adapter';
import { cardMessage } from '../../bot/views/parts/card-message';
import { readConfig } from '../../bot/config/config';
import { findReference } from '../../bot/teams/conversation-references';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { botId } from '../helpers/tenant';

export interface LoopJob {
  readonly file: string;
  readonly serviceUrl: string;
  readonly persons: readonly string[];
}

const text = { type: 'TextBlock', text: 'Seurantakierros on auki', wrap: true };
const drawn = { card: { type: 'AdaptiveCard', version: '1.5', body: [text] }, summary: text.text };

void main(JSON.parse(process.argv[2]!) as LoopJob);

async function main({ file, serviceUrl, persons }: LoopJob): Promise<void> {
  const store = openSqliteStore(file);
  const config = readConfig({ PORT: '0', SERVICE_URL: serviceUrl, BOT_ID: botId });
  const adapter = createAdapter(config, pino({ level: 'silent' }));
  const start = performance.now();
  for (const personId of persons) {
    const reference = (await findReference(store, personId))!;
    await adapter.continueConversationAsync(config.appId, reference, async (context) => {
      await context.sendActivity(cardMessage(drawn));
    });
  }
  process.stdout.write(JSON.stringify((performance.now() - start) / 1000));
  await store.close();
}
