/** Programmes that share a channel, and ticks that draw their posts as the bot does. */
import { messageDrawer } from '../../bot/messages';
import { type DrawnCard } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { savePeople } from '../../src/people/directory';
import { recordReply } from '../../src/replies/record-reply';
import { openRound } from '../../src/rounds/open-round';
import { type Delivery } from '../../src/outbox/sender';
import { Together } from '../../src/reminders/told-together';
import { runTick } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { deadline, goalWith, name, opens, peopleOf, programmeWith } from './fixtures';
import { holidays } from '../schedule/ticking';

export const second = 'second';

/** "Ensimmäinen" and "Toinen" have an open round each; each has two goals of Anna's. */
export async function saveSharing(
  store: EntityStore,
  changes: Readonly<Record<string, Parameters<typeof programmeWith>[0]>> = {},
): Promise<void> {
  await savePeople(store, peopleOf(['anna@example.org']));
  for (const [id, fi] of Object.entries({ [name.programmeId]: 'Ensimmäinen', [second]: 'Toinen' })) {
    const programme = programmeWith({ id, name: { fi }, ...changes[id] });
    await saveRegister(store, { programme, goals: [goalWith('a'), goalWith('b')] });
    await openRound(store, { ...name, programmeId: id, opens, deadline, ...schedule }, opens);
  }
}

/** Anna answers so that the goal is green. */
export function answerIn(
  store: EntityStore,
  programmeId: string,
  goalId: string,
  now: Date,
  value = '95',
): Promise<unknown> {
  const reply = { ...name, programmeId, goalId, by: 'anna@example.org', typed: { value } };
  return recordReply(store, { ...reply, locale: 'fi', seenVersion: 9 }, now);
}

/** A post in a channel, or an edit of one. */
export interface DrawnPost {
  readonly kind: string;
  readonly channel: string;
  /** What it says. */
  readonly text: string;
  /** The post that is edited. */
  readonly edits?: string;
}

export interface Channels {
  /** Everything that was posted or edited, in order. */
  readonly posts: readonly DrawnPost[];
  /** What a message comes to instead of being sent. */
  outcome?: ((message: Message) => Outcome | undefined) | undefined;
  /** @returns the kinds of what was posted and edited. @throws Error if a piece of work failed */
  tick(moment: Date, store?: EntityStore): Promise<string[]>;
}

/** Draws and keeps what goes to channels; messages to persons are taken without being drawn. */
export function channelsOf(usual: () => EntityStore): Channels {
  const posts: DrawnPost[] = [];
  const channels: Channels = {
    posts,
    async tick(moment, store = usual()) {
      const before = posts.length;
      const failures: string[] = [];
      const clock = { now: () => moment };
      await runTick({
        ...{ store, holidays, clock },
        deliver: delivery(store, moment),
        onFailure: (what, error) => failures.push(`${what}: ${String(error)}`),
      });
      if (failures.length > 0) throw new Error(failures.join(', '));
      return posts.slice(before).map(({ kind }) => kind);
    },
  };
  return channels;

  function delivery(store: EntityStore, moment: Date): Delivery {
    const clock = { now: () => moment };
    const deps = {
      ...{ store, holidays, clock, admins: new Set<string>(), sendRate: 1 },
      ...{ readRegister: notHere, reports: { make: notHere, formats: [] } },
    };
    const draw = messageDrawer(deps, new Together(store, clock));
    return async (message) => {
      const said = channels.outcome?.(message);
      if (said) return said;
      const { key, kind, recipient, edits } = message;
      const receipt = edits ?? { conversationId: key, activityId: '1', serviceUrl: 'http://localhost' };
      if (recipient.type !== 'channel') return { type: 'sent', receipt };
      const drawn = await draw(message);
      if (!drawn || 'toldBy' in drawn)
        return { type: 'ended', state: 'needless', reason: 'nothing left to say' };
      const text = textOf(drawn);
      posts.push({ kind, channel: recipient.channelId, text, ...(edits && { edits: edits.conversationId }) });
      return { type: 'sent', receipt, ...(drawn.shown !== undefined && { shown: drawn.shown }) };
    };
  }
}

const textOf = ({ card }: DrawnCard): string =>
  textsOf(card).replaceAll('\u00a0', ' ').replaceAll('\n ', ' ');
const notHere = () => Promise.reject(new Error('nothing is read or made here'));
