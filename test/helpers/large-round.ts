/** A round in which thousands are asked. */
import { rememberReference } from '../../bot/teams/conversation-references';
import { objectIdFor } from '../../seeds/load';
import { peopleSchema } from '../../src/people/schema';
import { type EntityStore } from '../../src/storage/store';
import { botId, tenantId } from './tenant';
import { goalWith, manyPersons, programmeWith, saveOpenRound } from './fixtures';
import { type TeamsConnector } from './teams-connector';

export interface Asked {
  readonly personId: string;
  /** The person's id in Teams and the connector. */
  readonly aadObjectId: string;
}

/** Owners per goal: large registers have many goals with several owners each. */
const ownersPerGoal = 50;

/** Saves persons and goals and opens `name` of the fixtures: everybody then has a prompt waiting. */
export async function openLargeRound(store: EntityStore, count: number): Promise<Asked[]> {
  const asked = manyPersons(count).map((personId) => ({ personId, aadObjectId: objectIdFor(personId) }));
  const goals = Array.from({ length: Math.ceil(count / ownersPerGoal) }, (_, index) => {
    const owners = asked.slice(index * ownersPerGoal, (index + 1) * ownersPerGoal);
    return goalWith(`g${index}`, { owners: owners.map(({ personId }) => personId) });
  });
  const persons = asked.map(({ personId, aadObjectId }) => ({ id: personId, name: personId, aadObjectId }));
  const people = peopleSchema.parse({ persons });
  await saveOpenRound(store, { register: { programme: programmeWith(), goals }, people });
  return asked;
}

/** Stores what the bot knows about everybody once they have installed the app. */
export async function rememberAll(
  store: EntityStore,
  connector: TeamsConnector,
  asked: readonly Asked[],
): Promise<void> {
  for (const { personId, aadObjectId } of asked) {
    const chat = connector.conversations.chatWith({ id: aadObjectId });
    await rememberReference(store, personId, {
      channelId: 'msteams',
      serviceUrl: connector.url,
      bot: { id: botId, name: 'Seuranta' },
      user: { id: `29:${aadObjectId}`, name: personId, aadObjectId },
      conversation: { id: chat.id, name: '', isGroup: false, conversationType: 'personal', tenantId },
    });
  }
}
