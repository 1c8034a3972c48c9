/** A person in Teams who presses buttons of cards; sends the card's data together with what was typed. */
import { type Card } from '../../cards/render';
import { inputsOf, submit, type TeamsUser } from '../../deploy/local/scripted-user';
import { loadPerson } from '../../src/people/directory';
import { type Delivery } from '../../src/outbox/sender';
import { type RoundName } from '../../src/rounds/round-store';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { type BotUnderTest, personAt, promptsFor } from './bot-under-test';
import { postInvoke, shownBy } from './raw-activity';
import { nodesOf } from './read-card';
import { type Channel, channelData } from './saying';
import { cardShown, type PostedActivity } from './teams-conversations';

/** The inputs of a card by id, or what is typed into them. */
export type Inputs = Readonly<Record<string, string>>;

interface Button {
  readonly verb: string;
  readonly title: string;
  readonly associatedInputs?: 'none';
  readonly data: Readonly<Record<string, unknown>>;
}

export function buttonsOf(card: Card, verb?: string): Button[] {
  const buttons = nodesOf(card).filter(({ type }) => type === 'Action.Execute') as unknown as Button[];
  return verb === undefined ? buttons : buttons.filter((button) => button.verb === verb);
}

/** The values of the inputs. */
export function valuesOf(card: Card): Inputs {
  return Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, value ?? '']));
}

/**
 * Presses the button with this verb; if there are several, the one whose data includes `where`.
 * @throws Error if the card has no such button, or the bot answers with anything but a card
 */
export async function press(
  user: TeamsUser,
  card: Card,
  verb: string,
  typed: Inputs = {},
  where: object = {},
): Promise<Card> {
  const { data, associatedInputs } = buttonOf(card, verb, where);
  return show(user, verb, associatedInputs === 'none' ? data : { ...data, ...valuesOf(card), ...typed });
}

export async function show(user: TeamsUser, verb: string, data: object): Promise<Card> {
  const { type, value } = await submit(user, verb, data);
  if (type === 'application/vnd.microsoft.card.adaptive') return value as Card;
  throw new Error(`${verb} gave no card: ${String(value)}`);
}

function buttonOf(card: Card, verb: string, where: object): Button {
  const found = buttonsOf(card, verb).find(({ data }) =>
    Object.entries(where).every(([key, value]) => data[key] === value),
  );
  if (!found) throw new Error(`there is no button ${verb} ${JSON.stringify(where)}`);
  return found;
}

/** Opens the rounds that are due and sends prompts only to these persons, since sending to everybody takes long. */
export async function promptOnly({ bot }: BotUnderTest, personIds: readonly string[]): Promise<void> {
  const { tickOptions } = bot;
  const receipt = { conversationId: 'nowhere', activityId: '0', serviceUrl: 'http://127.0.0.1/' };
  const deliver: Delivery = (message) =>
    message.recipient.type === 'person' && personIds.includes(message.recipient.personId)
      ? tickOptions.deliver(message)
      : Promise.resolve({ type: 'sent', receipt });
  await doDueWork(tickOptions);
  await sendDue({ ...tickOptions, deliver });
}

/** The person at the first card that they received for the round. */
export async function atPrompt(
  running: BotUnderTest,
  personId: string,
  round: RoundName,
): Promise<TeamsUser> {
  const { aadObjectId } = (await loadPerson(running.store, personId))!;
  const [prompt] = promptsFor(running, aadObjectId!, round);
  if (!prompt) throw new Error(`${personId} got no prompt`);
  return personAt(running, personId, prompt);
}

/** What a person is sent while `work` runs. */
export async function sentMeanwhile(
  { connector }: BotUnderTest,
  { aadObjectId }: Pick<TeamsUser, 'aadObjectId'>,
  work: () => Promise<unknown>,
): Promise<PostedActivity[]> {
  const before = connector.sentTo(aadObjectId).length;
  await work();
  return connector.sentTo(aadObjectId).slice(before);
}

/** The person at this card, in its current version in the conversation. */
export async function atCard(running: BotUnderTest, personId: string, posted: PostedActivity) {
  return { user: await personAt(running, personId, posted), card: cardShown(posted) };
}

/** What a press on a post in a channel shows to the person who pressed; the post stays as it is. */
export async function pressInChannel(
  { connector }: BotUnderTest,
  user: TeamsUser,
  channel: Channel,
  verb: string,
  data: object,
): Promise<{ card?: Card; text?: string }> {
  const { thread, activityId } = connector.conversations.startThread(channel.id, {});
  const answered = await postInvoke(
    user,
    { action: { type: 'Action.Execute', verb, data } },
    {
      replyToId: activityId,
      conversation: { id: thread.id, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
      channelData: channelData(channel),
    },
  );
  if (JSON.stringify(thread.activities.map(({ versions }) => versions)) !== '[[{}]]')
    throw new Error(`${verb} changed the post`);
  return shownBy(answered);
}
