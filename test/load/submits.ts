/** Saves of real goal cards, each of which changes what is answered, as persons with a Teams client send them. */
import { type Card } from '../../cards/render';
import { plausibleText, randomFrom } from '../../deploy/local/plausible-answers';
import { actionData, inputsOf } from '../../deploy/local/scripted-user';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { objectIdFor } from '../../seeds/load';
import { withSupportLines } from '../../src/goals/judging/support-lines';
import { type Goal } from '../../src/goals/schema';
import { type Reply } from '../../src/replies/reply';
import { type RoundName } from '../../src/rounds/round-store';
import { bannerOf } from '../helpers/read-card';
import { botId, tenantId } from '../helpers/tenant';
import { personsEach, personOf } from '../year/five-hundred-persons';
import { type OpenProgramme } from './busy-organisation';
import { type Answered, type KeepAlive } from './keep-alive';

/** A person's goal, and two sets of answers to it that are given in turn. */
export interface Submitter {
  readonly round: RoundName;
  readonly goalId: string;
  readonly personId: string;
  /** The save of the next version. */
  readonly next: () => string;
  /** @throws Error where the answer is not the card after a save */
  readonly saved: (answer: Answered) => void;
  /** Versions that the bot has said to be saved. */
  readonly acknowledged: () => number;
}

/** Where the card stands that is acted on. */
export interface Place {
  readonly serviceUrl: string;
  /** Its id; left out where nothing is to be replaced in the conversation. */
  readonly card?: string;
}

/** Persons who are looked for at the same time. */
const atOnce = 8;

/** @param persons of each programme */
export async function findSubmitters(
  client: KeepAlive,
  programmes: readonly OpenProgramme[],
  place: Place,
  persons = personsEach,
): Promise<Submitter[]> {
  // One programme after another would be a load of its own kind.
  const wanted = Array.from({ length: persons * programmes.length }, (_, index) => {
    const programme = programmes[index % programmes.length]!;
    return { programme, personId: personOf(programme.programme, Math.floor(index / programmes.length)) };
  });
  const found: Submitter[] = [];
  const work = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift())
      found.push(await submitterOf(client, next.programme, next.personId, place));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}

async function submitterOf(
  client: KeepAlive,
  { programme, round, goals, before }: OpenProgramme,
  personId: string,
  place: Place,
): Promise<Submitter> {
  const envelope = envelopeOf(personId, place);
  for (const goal of goals.filter(({ owners }) => owners.includes(personId))) {
    const act = async (verb: string, data: object) =>
      cardIn(await client.post(activity(envelope, verb, data)));
    const card = await act('goal', { programmeId: round.programmeId, period: round.period, goalId: goal.id });
    // Of a goal on several pages all but the last are kept as drafts.
    if (actionData(card, 'page')) continue;
    const asked = withSupportLines(goal, programme);
    const answers = await twoAnswers(card, asked, before.get(goal.id), act);
    if (answers) return submitter({ round, goalId: goal.id, personId, envelope, answers });
  }
  throw new Error(`${personId} has no goal on one page that takes two answers`);
}

type Typed = Readonly<Record<string, string>>;
interface Answers {
  readonly data: Readonly<Record<string, unknown>>;
  readonly typed: readonly [Typed, Typed];
  readonly version: number;
}

/** Two that are saved without a question, found by trying. */
async function twoAnswers(
  card: Card,
  goal: Goal,
  before: Reply | undefined,
  act: (verb: string, data: object) => Promise<Card>,
): Promise<Answers | undefined> {
  const random = randomFrom(goal.id);
  const data = actionData(card, 'save')!;
  const taken = new Map<string, Typed>();
  for (let attempt = 0; attempt < 12 && taken.size < 2; attempt++) {
    const typed = Object.fromEntries(
      inputsOf(card).map((input) => {
        const last = before?.answers[input.id.slice(inputPrefix.length)];
        return [input.id, plausibleText(input, goal, last, random)];
      }),
    );
    if (taken.has(JSON.stringify(typed))) continue;
    const after = await act('save', { ...data, ...typed, version: taken.size });
    if (bannerOf(after)?.style === 'good') taken.set(JSON.stringify(typed), typed);
  }
  const [one, other] = [...taken.values()];
  return one && other && { data, typed: [one, other], version: 2 };
}

function submitter({
  envelope,
  answers: { data, typed, version: first },
  ...names
}: Pick<Submitter, 'round' | 'goalId' | 'personId'> & {
  readonly envelope: object;
  readonly answers: Answers;
}): Submitter {
  let sent = first;
  let acknowledged = first;
  return {
    ...names,
    next: () => {
      const version = sent++;
      return activity(envelope, 'save', { ...data, version, ...typed[version % 2] });
    },
    saved: (answer) => {
      if (bannerOf(cardIn(answer))?.style !== 'good') throw new Error(`not saved: ${answer.body}`);
      acknowledged++;
    },
    acknowledged: () => acknowledged,
  };
}

function envelopeOf(personId: string, { serviceUrl, card }: Place): object {
  const aadObjectId = objectIdFor(personId);
  return {
    ...{ channelId: 'msteams', serviceUrl, timestamp: new Date().toISOString() },
    from: { id: `29:${aadObjectId}`, name: personId, aadObjectId },
    recipient: { id: botId, name: 'Seuranta' },
    conversation: { id: `a:${aadObjectId}`, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...(card !== undefined && { replyToId: card }),
  };
}

function activity(envelope: object, verb: string, data: object): string {
  return JSON.stringify({
    ...{ type: 'invoke', name: 'adaptiveCard/action', id: 'f:1', ...envelope },
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
}

/**
 * Sends the next save of one after another; nobody presses again before the card has come.
 * @returns for the place of a save, from 0; rejects where the answer is not the card after it
 */
export function savesOf(
  submitters: readonly Submitter[],
  client: KeepAlive,
): (index: number) => Promise<void> {
  const last = submitters.map(() => Promise.resolve());
  return (index) => {
    const at = index % submitters.length;
    const { next, saved } = submitters[at]!;
    const answered = last[at]!.then(async () => saved(await client.post(next())));
    last[at] = answered.catch(() => undefined);
    return answered;
  };
}

/** What a person types in the chat with the bot. */
export function saying(personId: string, place: Place, text: string): string {
  return JSON.stringify({ ...{ type: 'message', id: 'f:1', text }, ...envelopeOf(personId, place) });
}

/** @throws Error where the bot did not answer with a card */
function cardIn({ status, body }: Answered): Card {
  if (status === 200) {
    const { type, value } = JSON.parse(body) as { type: string; value: unknown };
    if (type === 'application/vnd.microsoft.card.adaptive') return value as Card;
  }
  throw new Error(`no card but ${status}: ${body.slice(0, 500)}`);
}
