/** Draws outbox messages from the state at the moment of sending. */
import { digestCardData, digestSummary } from '../cards/digest-data';
import { type DrawnCard, render } from '../cards/render';
import { requestCardData, requestSummary } from '../cards/request-data';
import { type Clock } from '../src/clock';
import { buildDigest } from '../src/digest/build-digest';
import { loadProgramme } from '../src/goals/register';
import { type Locale } from '../src/goals/schema';
import { type Message } from '../src/outbox/message';
import { loadPerson } from '../src/people/directory';
import { loadAskedRound } from '../src/replies/asked-goals';
import { takesRepliesAt } from '../src/rounds/round';
import { type EntityStore } from '../src/storage/store';
import { wordingFor } from './wording';

export function messageDrawer(store: EntityStore, clock: Clock) {
  return async (message: Message): Promise<DrawnCard | undefined> => {
    const name = message.data as { programmeId: string; period: string; language?: Locale };
    const { recipient } = message;
    return recipient.type === 'person'
      ? drawPrompt(store, name, recipient.personId, clock.now())
      : drawDigest(store, name, name.language ?? 'fi', clock.now());
  };
}

async function drawPrompt(
  store: EntityStore,
  name: { programmeId: string; period: string },
  personId: string,
  now: Date,
): Promise<DrawnCard | undefined> {
  const person = await loadPerson(store, personId);
  const asked = await loadAskedRound(store, name, personId);
  if (!person || !asked) return undefined;
  const wording = wordingFor(person.language, asked.programme.timeZone);
  return {
    card: render('request', requestCardData(asked, takesRepliesAt(asked.round, now), wording)),
    summary: requestSummary(asked, wording),
  };
}

async function drawDigest(
  store: EntityStore,
  name: { programmeId: string; period: string },
  language: Locale,
  now: Date,
): Promise<DrawnCard | undefined> {
  const programme = await loadProgramme(store, name.programmeId);
  if (!programme) return undefined;
  const digest = await buildDigest(store, name, now);
  const wording = wordingFor(language, programme.timeZone);
  return { card: render('digest', digestCardData(digest, wording)), summary: digestSummary(digest, wording) };
}
