/**
 * Every kind of message with the data from which it is drawn when it is sent: ids and times, never a text. The outbox
 * only stores them; `bot/messages` has one drawer for each.
 */

interface PersonRecipient {
  readonly type: 'person';
  readonly personId: string;
}

interface ChannelRecipient {
  readonly type: 'channel';
  readonly channelId: string;
}

export type Recipient = PersonRecipient | ChannelRecipient;

type OfRound = { readonly programmeId: string; readonly period: string };
type OfGoal = OfRound & { readonly goalId: string };
/** `from`: id of the person who handed the goal over. */
type OfProposal = OfGoal & { readonly from: string };
type OfQuestion = OfGoal & { readonly questionId: string };
/** `fieldId`: the state of the task. */
type OfSupport = OfGoal & { readonly fieldId: string };
/** Ids of the people that the message is about. */
type AboutPersons = { readonly persons: readonly string[] };
/** `step`: the time that identifies one of the round's digests. */
type OfDigest = OfRound & { readonly step: string };

/** `front`: the key of the post. */
type OfFront = { readonly front: string; readonly channel: string; readonly language: string };

export type PersonalMessages = {
  /** The first message to the person: who asks, what, and how often. */
  readonly welcome: Readonly<Record<string, never>>;
  /** Asks for a round's answers. `onBehalfOf`: sent to that person's substitute. `reopened`: set if the round was. */
  readonly prompt: OfRound & { readonly onBehalfOf?: string; readonly reopened?: true };
  /**
   * `wanted`: the person asked to be reminded. `byHand`: somebody reminded them, not the calendar. `moved`: it says that the
   * deadline was moved.
   */
  readonly reminder: OfRound & { readonly wanted?: true; readonly byHand?: true; readonly moved?: true };
  /** A colleague, `by`, handed the goal over. */
  readonly handover: OfGoal & { readonly by: string };
  /** A colleague asks for a translation of one of the goal's texts. */
  readonly translation: OfGoal & { readonly fieldId: string };
  /** Translations are still due from the person. */
  readonly 'translation-reminder': OfRound;
  /** The person became an owner of the goal during the round; of all of `goalIds`, which older messages do not have. */
  readonly owner: OfGoal & { readonly goalIds?: readonly string[] };
  /** The coordinator gave the person these questions. */
  readonly assigned: OfRound & { readonly goalIds: readonly string[] };
  /** The parts of these goals that are due first are in, or their time is over: the rest is asked for. */
  readonly 'last-part': OfRound & { readonly goalIds: readonly string[] };
  /** The coordinator commented on the answer. */
  readonly comment: OfGoal;
  /** Somebody asks about the goal. Also of use once the round is closed. */
  readonly question: OfQuestion;
  /** The question has no response on its last day. */
  readonly 'question-reminder': OfQuestion;
  /** An owner responded to the recipient's question. */
  readonly response: OfQuestion;
  /** A task's request for support was decided on, or that was changed. `version`: of the decision, from 1; `askedAt`: ISO 8601. */
  readonly 'support-decided': OfSupport & { readonly askedAt: string; readonly version: number };
  /** A task's request for support names the recipient. */
  readonly 'support-asked': OfSupport;
  /** `persons` have not answered. */
  readonly escalation: OfRound & AboutPersons;
  /** Somebody proposes a new owner for the goal. */
  readonly proposal: OfProposal;
  /** The decision on such a proposal. */
  readonly decision: OfProposal;
  /** The recipient substitutes for the person. `from`, `to`: the first and the last day. */
  readonly substitution: { readonly personId: string; readonly from: string; readonly to: string };
  /**
   * The person's automatic email reply is on, or about to be: who answers for them? `from`, `to`: the first and the last day;
   * no `to` if it is on until they switch it off.
   */
  readonly absence: { readonly from: string; readonly to?: string };
  /** Everything that `from` answered for is the recipient's now: so many goals of so many programmes. */
  readonly succession: { readonly from: string; readonly goals: number; readonly programmes: number };
  /** Replaces a message of a round that was opened by mistake. `others`: it was about other rounds too. */
  readonly withdrawn: OfRound & { readonly others?: true };
  /** The digest of the units that the person follows. */
  readonly 'own-digest': OfDigest;
  /** These goals turned red, green again, or ask for support. `before`: how each stood, as far as it was assessed. */
  readonly 'at-once': {
    readonly turns: readonly (OfGoal & {
      readonly version: number;
      readonly before: { readonly light?: 'green' | 'yellow' | 'red'; readonly asks?: boolean };
    })[];
  };
  /** Something is wrong with the bot. Findings are defined in `src/health`, not here. */
  readonly alert: {
    readonly finding: string;
    readonly severity: string;
    /** ISO 8601, UTC. */
    readonly since: string;
    readonly figures: Readonly<Record<string, number | string>>;
    readonly rounds?: readonly OfRound[];
  };
  /** `persons` have left the organisation. */
  readonly leavers: AboutPersons;
  /** Nothing can be posted to these channels, which get digests of the person's programmes. */
  readonly 'channels-lost': { readonly channels: readonly string[] };
  /** Digests are posted to these channels again. */
  readonly 'channels-back': { readonly channels: readonly string[] };
  /** `count` of `of` persons would have left, so the directory is assumed to be faulty. */
  readonly 'leavers-held': { readonly count: number; readonly of: number };
};

export type ChannelMessages = {
  /** The bot was added to the channel. `language`: used if the channel gets no digest yet. */
  readonly introduction: { readonly channel: string; readonly language: string };
  /** `language`: the channel's. */
  readonly digest: OfRound & { readonly language: string };
  /** Updates a digest's post. */
  readonly 'digest-edit': OfDigest & { readonly language: string };
  /** Replaces a post of a round that was opened by mistake. */
  readonly 'withdrawn-post': OfRound & { readonly language: string };
  /** The digests of all the programmes that share a channel. */
  readonly front: OfFront;
  readonly 'front-edit': OfFront;
};

export type PersonalKind = keyof PersonalMessages;
export type ChannelKind = keyof ChannelMessages;

/** A mapped type, so that a drawer can be looked up by the kind of its content. */
export type PersonalContent<K extends PersonalKind = PersonalKind> = {
  [P in K]: { readonly kind: P; readonly data: PersonalMessages[P] };
}[K];
export type ChannelContent<K extends ChannelKind = ChannelKind> = {
  [P in K]: { readonly kind: P; readonly data: ChannelMessages[P] };
}[K];

export type ForPerson = PersonalContent & { readonly recipient: PersonRecipient };
export type ForChannel = ChannelContent & { readonly recipient: ChannelRecipient };

/** What a message says, and to whom. */
export type MessageContent = PersonalContent | ChannelContent;
export type MessageKind = MessageContent['kind'];

interface Kept<K extends PersonalKind> {
  /** It asks for answers, so it is of no use once its round takes none. */
  readonly asks?: true;
  /** The last day (`yyyy-mm-dd`) on which a delivered message is of any use; default: as long as its round is kept. */
  readonly lastDay?: (data: PersonalMessages[K]) => string;
}
export const personalKinds: { readonly [K in PersonalKind]: Kept<K> } = {
  welcome: {},
  ...{ prompt: { asks: true }, reminder: { asks: true }, escalation: { asks: true } },
  ...{ handover: { asks: true }, owner: { asks: true }, assigned: { asks: true }, comment: { asks: true } },
  'last-part': { asks: true },
  ...{ translation: { asks: true }, 'translation-reminder': { asks: true } },
  ...{ question: {}, 'question-reminder': {}, response: {} },
  ...{ proposal: {}, decision: {}, succession: {}, withdrawn: {}, 'own-digest': {}, 'at-once': {} },
  ...{ 'support-decided': {}, 'support-asked': {} },
  substitution: { lastDay: ({ to }) => to },
  absence: { lastDay: ({ from, to }) => to ?? from },
  ...{ alert: {}, leavers: {}, 'leavers-held': {}, 'channels-lost': {}, 'channels-back': {} },
};
export const channelKinds: Readonly<Record<ChannelKind, true>> = {
  ...{ introduction: true, digest: true, 'digest-edit': true, 'withdrawn-post': true },
  ...{ front: true, 'front-edit': true },
};

/** The last day on which a delivered message is of any use; `undefined` as long as its round is kept. */
export function lastDayOf<K extends PersonalKind>({ kind, data }: PersonalContent<K>): string | undefined {
  return personalKinds[kind].lastDay?.(data);
}

/** Whether a message of this kind asks for a round's answers; a kind of a newer program is not known to. */
export function asksForAnswers(kind: string): boolean {
  return Object.hasOwn(personalKinds, kind) && personalKinds[kind as PersonalKind].asks === true;
}

/** A row of the outbox, which a newer version of the program may have written. */
interface Stored {
  readonly kind: string;
  readonly recipient: Recipient;
}

export function isForPerson<M extends Stored>(message: M): message is M & ForPerson {
  return message.recipient.type === 'person' && Object.hasOwn(personalKinds, message.kind);
}

export function isForChannel<M extends Stored>(message: M): message is M & ForChannel {
  return message.recipient.type === 'channel' && Object.hasOwn(channelKinds, message.kind);
}

/** The outbox holds a message of unknown kind. It fails, so that somebody notices. */
export class UnknownMessageError extends Error {
  override readonly name = 'UnknownMessageError';

  /** @param what such as `a message of kind "praise" to a person` */
  constructor(what: string) {
    super(`the outbox holds ${what}, which this program does not know: a newer one wrote it`);
  }
}
