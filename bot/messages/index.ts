/** Draws outbox messages from the state at the moment of sending: one drawer for each kind. */
import { type Message } from '../../src/outbox/message';
import {
  type ChannelContent,
  type ChannelKind,
  isForChannel,
  isForPerson,
  type PersonalContent,
  type PersonalKind,
  UnknownMessageError,
} from '../../src/outbox/message-kind';
import { loadPerson } from '../../src/people/directory';
import { type Person } from '../../src/people/schema';
import { type Together } from '../../src/reminders/told-together';
import { type CardActionDeps } from '../views/turn';
import { drawAlert } from './draw-alert';
import {
  drawAssigned,
  drawComment,
  drawHandover,
  drawLastPart,
  drawOwner,
  drawPrompt,
  drawReminder,
} from './draw-asked';
import { drawAtOnce } from './draw-at-once';
import { drawChannelsBack, drawChannelsLost } from './draw-channels';
import { drawDigest, drawDigestEdit, drawOwnDigest } from './draw-digest';
import { drawEscalation } from './draw-escalation';
import { drawFront, drawFrontEdit } from './draw-front';
import { drawIntroduction, drawWelcome } from './draw-introduction';
import { drawLeavers, drawLeaversHeld } from './draw-leavers';
import { drawProposal } from './draw-proposal';
import { drawQuestion, drawQuestionReminder, drawResponse } from './draw-question';
import { drawSupportAsked, drawSupportDecided } from './draw-support';
import { drawAbsence, drawSubstitution } from './draw-substitution';
import { drawSuccession } from './draw-succession';
import { drawTranslation, drawTranslationReminder } from './draw-translation';
import { drawWithdrawn, drawWithdrawnPost } from './draw-withdrawn';
import {
  type ChannelDrawer,
  type DrawnTogether,
  type PersonalDrawer,
  type Sending,
  type ToldElsewhere,
} from './drawer';

const personal: { readonly [K in PersonalKind]: PersonalDrawer<K> } = {
  welcome: drawWelcome,
  prompt: drawPrompt,
  reminder: drawReminder,
  handover: drawHandover,
  translation: drawTranslation,
  'translation-reminder': drawTranslationReminder,
  owner: drawOwner,
  assigned: drawAssigned,
  'last-part': drawLastPart,
  comment: drawComment,
  question: drawQuestion,
  'question-reminder': drawQuestionReminder,
  response: drawResponse,
  'support-decided': drawSupportDecided,
  'support-asked': drawSupportAsked,
  escalation: drawEscalation,
  proposal: drawProposal,
  decision: drawProposal,
  substitution: drawSubstitution,
  absence: drawAbsence,
  succession: drawSuccession,
  withdrawn: drawWithdrawn,
  'own-digest': drawOwnDigest,
  'at-once': drawAtOnce,
  alert: drawAlert,
  leavers: drawLeavers,
  'leavers-held': drawLeaversHeld,
  'channels-lost': drawChannelsLost,
  'channels-back': drawChannelsBack,
};

const toChannel: { readonly [K in ChannelKind]: ChannelDrawer<K> } = {
  introduction: drawIntroduction,
  digest: drawDigest,
  'digest-edit': drawDigestEdit,
  'withdrawn-post': drawWithdrawnPost,
  front: drawFront,
  'front-edit': drawFrontEdit,
};

/**
 * @returns a function that returns `undefined` when there is nothing left to say
 * @throws UnknownMessageError for a kind that a newer program wrote
 */
export function messageDrawer(deps: CardActionDeps, together: Together) {
  return async (message: Message): Promise<DrawnTogether | ToldElsewhere | undefined> => {
    if (isForChannel(message)) return drawForChannel(deps, message);
    if (!isForPerson(message)) throw unknown(message);
    const person = await loadPerson(deps.store, message.recipient.personId);
    return person && drawForPerson(deps, message, person, { key: message.key, together });
  };
}

function drawForPerson<K extends PersonalKind>(
  deps: CardActionDeps,
  { kind, data }: PersonalContent<K>,
  person: Person,
  sending: Sending,
) {
  return personal[kind](deps, data, person, sending);
}

function drawForChannel<K extends ChannelKind>(deps: CardActionDeps, { kind, data }: ChannelContent<K>) {
  return toChannel[kind](deps, data);
}

function unknown({ kind, recipient }: Pick<Message, 'kind' | 'recipient'>): UnknownMessageError {
  return new UnknownMessageError(`a message of kind "${kind}" to a ${recipient.type}`);
}
