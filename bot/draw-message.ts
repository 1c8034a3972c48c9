/** Draws outbox messages from the state at the moment of sending. */
import { type DrawnCard } from '../cards/render';
import { type Clock } from '../src/clock';
import { buildDigest } from '../src/digest/build-digest';
import { loadProgramme } from '../src/goals/register';
import { type Locale } from '../src/goals/schema';
import { type Message } from '../src/outbox/message';
import { loadPerson } from '../src/people/directory';
import { loadAskedRound } from '../src/replies/asked-goals';
import { type EntityStore } from '../src/storage/store';
import { drawDigest, drawRequest } from './draw-cards';
import { wordingFor } from './wording';

export function messageDrawer(store: EntityStore, clock: Clock) {
  return async (message: Message): Promise<DrawnCard | undefined> => {
    const name = message.data as { programmeId: string; period: string; language?: Locale };
    const { recipient } = message;
    return recipient.type === 'person'
      ? promptFor(store, name, recipient.personId, clock.now())
      : digestFor(store, name, name.language ?? 'fi', clock.now());
  };
}

async function promptFor(
  store: EntityStore,
  name: { programmeId: string; period: string },
  personId: string,
  now: Date,
): Promise<DrawnCard | undefined> {
  const person = await loadPerson(store, personId);
  const asked = await loadAskedRound(store, name, personId);
  if (!person || !asked) return undefined;
  return drawRequest(asked, now, wordingFor(person.language, asked.programme.timeZone));
}

async function digestFor(
  store: EntityStore,
  name: { programmeId: string; period: string },
  language: Locale,
  now: Date,
): Promise<DrawnCard | undefined> {
  const programme = await loadProgramme(store, name.programmeId);
  if (!programme) return undefined;
  const digest = await buildDigest(store, name, now);
  return drawDigest(digest, wordingFor(language, programme.timeZone));
}
