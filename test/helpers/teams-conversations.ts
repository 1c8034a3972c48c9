/** What Teams knows about conversations: their members, their messages, and earlier versions of these. */
import { type Activity } from 'botbuilder';
import { type Card } from '../../cards/render';

/** An activity that a bot sent, with all its versions. */
export interface PostedActivity {
  readonly id: string;
  readonly conversationId: string;
  /** As first sent, then after each update. */
  readonly versions: readonly Partial<Activity>[];
  readonly deleted: boolean;
}

export interface Conversation {
  readonly id: string;
  /** Directory ids of the people in it; empty for a channel. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly channelId?: string;
  readonly activities: PostedActivity[];
}

export class Conversations {
  private readonly byId = new Map<string, Conversation>();
  private readonly chatOf = new Map<string, string>();
  private lastId = 0;

  /** The 1:1 chat with a person; Teams creates it once and then always returns the same one. */
  chatWith(person: { readonly id: string; readonly name?: string }): Conversation {
    const key = person.id.toLowerCase();
    const known = this.find(this.chatOf.get(key) ?? '');
    if (known) return known;
    const id = `a:1-${key}`;
    const chat = { id, members: [{ id: person.id, name: person.name ?? '' }], activities: [] };
    this.byId.set(id, chat);
    this.chatOf.set(key, id);
    return chat;
  }

  /** A thread of a channel; its id ends with the id of its first message. */
  startThread(channelId: string, first: Partial<Activity>): { thread: Conversation; activityId: string } {
    const activityId = this.nextId();
    const id = `${channelId};messageid=${activityId}`;
    const thread: Conversation = { id, members: [], channelId, activities: [] };
    this.byId.set(id, thread);
    thread.activities.push({ id: activityId, conversationId: id, versions: [first], deleted: false });
    return { thread, activityId };
  }

  find(id: string): Conversation | undefined {
    return this.byId.get(id);
  }

  all(): readonly Conversation[] {
    return [...this.byId.values()];
  }

  post(conversation: Conversation, activity: Partial<Activity>): PostedActivity {
    const posted = {
      id: this.nextId(),
      conversationId: conversation.id,
      versions: [activity],
      deleted: false,
    };
    conversation.activities.push(posted);
    return posted;
  }

  /** `undefined` if there is no such activity, or it was deleted. */
  change(
    conversation: Conversation,
    activityId: string,
    change: (posted: PostedActivity) => Partial<PostedActivity>,
  ): PostedActivity | undefined {
    const index = conversation.activities.findIndex(({ id, deleted }) => id === activityId && !deleted);
    const posted = conversation.activities[index];
    if (!posted) return undefined;
    return (conversation.activities[index] = { ...posted, ...change(posted) });
  }

  private nextId(): string {
    this.lastId++;
    return String(1_700_000_000_000 + this.lastId);
  }
}

/** Whether the current version asks for consent to a file. */
export function offersFile({ versions }: PostedActivity): boolean {
  const type = versions.at(-1)?.attachments?.[0]?.contentType;
  return type === 'application/vnd.microsoft.teams.card.file.consent';
}

/** The card in the current version. */
export function cardShown({ versions }: PostedActivity): Card {
  const card = versions.at(-1)?.attachments?.[0];
  if (card?.contentType !== 'application/vnd.microsoft.card.adaptive') throw new Error('there is no card');
  return card.content as Card;
}
