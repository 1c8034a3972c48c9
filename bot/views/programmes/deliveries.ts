/** Who got which message, for the people who run a programme: of a round, or what one person got in all its rounds. */
import { deliveriesCardData, type DeliveriesCardSource } from '../../../cards/deliveries/data';
import { type DeliveriesName, type DeliveryRow } from '../../../cards/deliveries/rows';
import { pageWithin } from '../../../cards/parts/pages';
import { fitProblems } from '../../../cards/parts/person-input';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { loadKnownChannels } from '../../../src/goals/known-channels';
import { type Programme } from '../../../src/goals/schema';
import { reachedNobody } from '../../../src/outbox/message';
import { loadDirectory } from '../../../src/people/directory';
import { addressIn, findPerson } from '../../../src/people/find-person';
import { namesOf } from '../../../src/people/names';
import { loadSentMessages, type SentMessage } from '../../../src/report/sent-messages';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { named } from '../command-turn';

/** What people type to see it. */
export const deliveriesNames = named({ fi: 'lähetykset', sv: 'utskick', en: 'deliveries' });

/** The turn of somebody who runs the programme's rounds. */
export type DeliveriesTurn = AdminTurn & { readonly programme: Programme };

type Shown = Partial<
  Pick<DeliveriesCardSource, 'page' | 'typed' | 'problem' | 'candidates' | 'download' | 'banner'>
>;

/** Each takes up to half a kilobyte. */
const rowsOnPage = 16;

/** The latest first. @throws RefusedError `unknown-round`. */
export async function drawDeliveries(
  turn: DeliveriesTurn,
  name: DeliveriesName,
  shown: Shown = {},
): Promise<Card> {
  const { store } = turn.deps;
  const wording = wordingOf(turn, turn.programme);
  const messages = (await loadSentMessages(store, name)).reverse();
  const pages = Math.max(1, Math.ceil(messages.length / rowsOnPage));
  const page = pageWithin(shown.page ?? 0, pages);
  const names = await recipientNames(store, wording);
  const source: DeliveriesCardSource = {
    ...{ name, programmeName: wording.of(turn.programme.name), counts: countsOf(messages) },
    ...(name.personId !== undefined && { personName: names(name.personId) }),
    rows: messages.slice(page * rowsOnPage, (page + 1) * rowsOnPage).map((message) => rowOf(message, names)),
    ...{ ...shown, page, pages },
  };
  return render('deliveries', deliveriesCardData(source, wording));
}

/** Finds a person by what was typed; an address may belong to somebody who is no longer in the directory. */
export async function soughtPerson(
  store: EntityStore,
  typed: string,
  wording: Wording,
): Promise<{ readonly personId: string } | Pick<DeliveriesCardSource, 'typed' | 'problem' | 'candidates'>> {
  const search = findPerson((await loadDirectory(store)).persons.values(), typed);
  if ('found' in search) return { personId: search.found.id };
  const { candidates, fit } = search;
  const address = addressIn(typed.trim());
  if (candidates.length === 0 && address !== undefined) return { personId: address.toLowerCase() };
  const problem = wording.text(candidates.length > 0 ? fitProblems[fit] : 'person.unknown');
  return { typed, problem, candidates };
}

function countsOf(messages: readonly SentMessage[]): DeliveriesCardSource['counts'] {
  const own = messages.filter(({ replaces }) => !replaces);
  const count = (is: (message: SentMessage) => boolean) => own.filter(is).length;
  return {
    sent: count(({ state }) => state === 'sent'),
    pending: count(({ state }) => state === 'pending'),
    undelivered: count(reachedNobody),
    pressed: count(({ firstPressedAt }) => firstPressedAt !== undefined),
  };
}

function rowOf(message: SentMessage, nameOf: (id: string) => string): DeliveryRow {
  const { recipient, period } = message;
  const id = recipient.type === 'person' ? recipient.personId : recipient.channelId;
  return { message, recipient: nameOf(id), ...(period !== undefined && { period }) };
}

/** By the id of a person or a channel. */
async function recipientNames(store: EntityStore, wording: Wording): Promise<(id: string) => string> {
  const { persons } = await loadDirectory(store);
  const channels = await loadKnownChannels(store);
  const names = namesOf([...persons.values(), ...channels], wording);
  return (id) => names.get(id) ?? id;
}
