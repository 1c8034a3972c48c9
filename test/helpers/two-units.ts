/** A programme of two units with people in every role, in the bot under test. */
import { type Card } from '../../cards/render';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { type Register } from '../../src/goals/schema';
import { savePeople } from '../../src/people/directory';
import { grant } from '../../src/people/grants';
import { peopleSchema } from '../../src/people/schema';
import { recordReply } from '../../src/replies/record-reply';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest, type BotUnderTestOptions, personAt, startBotUnderTest } from './bot-under-test';
import { deadline, during, goalWith, name, opens, programmeWith } from './fixtures';
import { postActivity, postInvoke, shownBy } from './raw-activity';
import { cardShown, type PostedActivity } from './teams-conversations';

/** An admin according to the seeds. */
export const admin = 'planning@example.org';
export const anna = 'anna@example.org';
export const bo = 'bo@example.org';
/** Coordinator according to the register. */
export const coordinator = 'coordinator@example.org';
/** Coordinator by a grant. */
export const deputy = 'deputy@example.org';
export const headOfSurgery = 'head@example.org';
export const reader = 'reader@example.org';
/** Substitute for whoever a test says. */
export const substitute = 'substitute@example.org';
export const nobody = 'nobody-special@example.org';
const persons = [anna, bo, coordinator, deputy, headOfSurgery, reader, substitute, nobody];

/** Anna answers in both units, Bo in Surgery, and both together; the head of Surgery is asked nothing. */
export const register = (changes: Parameters<typeof programmeWith>[0] = {}): Register => ({
  programme: programmeWith({ name: { fi: 'Leikkausohjelma' }, ...changes }),
  goals: [
    goalWith('a', { headings: [{ fi: 'Kirurgia', sv: 'Kirurgi' }], code: '1.1 a' }),
    goalWith('both', { headings: [{ fi: 'Kirurgia', sv: 'Kirurgi' }], code: '1.2', owners: [anna, bo] }),
    goalWith('care', { headings: [{ fi: 'Hoiva' }], code: '2.1' }),
  ],
});

/** Starts the bot with the round of `name` open at `during` and no message sent yet. */
export async function startTwoUnits(
  changes: Parameters<typeof programmeWith>[0] = {},
  options: BotUnderTestOptions = {},
): Promise<BotUnderTest> {
  const running = await startBotUnderTest({ moment: during.toISOString(), ...options });
  const { store } = running;
  const known = persons.map((id) => ({ id, name: nameOf(id), aadObjectId: objectIdFor(id) }));
  await savePeople(store, peopleSchema.parse({ persons: known }));
  await saveRegister(store, register(changes));
  const of = { programmeId: name.programmeId };
  for (const each of [
    { personId: deputy, role: 'coordinator', ...of } as const,
    { personId: reader, role: 'reader', ...of } as const,
    { personId: headOfSurgery, role: 'unit-head', unit: 'Kirurgia', ...of } as const,
  ])
    await grant(store, each, schedule, opens);
  await openRound(store, { ...name, opens, deadline, ...schedule }, opens);
  return running;
}

/** "Anna", "Nobody special". */
export function nameOf(personId: string): string {
  const text = personId.split('@')[0]!.replaceAll('-', ' ');
  return text[0]!.toUpperCase() + text.slice(1);
}

export async function answer({ store, clock }: BotUnderTest, by: string, goalId: string): Promise<void> {
  const reply = { ...name, goalId, by, typed: { value: '50' }, locale: 'fi' as const, seenVersion: 0 };
  await recordReply(store, reply, clock.now());
}

/** Writes to the bot. @returns the cards that it posted in the chat */
export async function say(running: BotUnderTest, personId: string, typed: string): Promise<Card[]> {
  return (await answersTo(running, personId, typed)).map(cardShown);
}

export async function answersTo(
  running: BotUnderTest,
  personId: string,
  typed: string,
): Promise<PostedActivity[]> {
  const user = await personAt(running, personId);
  const before = running.connector.sentTo(user.aadObjectId).length;
  await postActivity(user, { type: 'message', text: typed });
  return running.connector.sentTo(user.aadObjectId).slice(before);
}

/** What a press shows: a card, or the text of a refusal. */
export async function pressed(
  running: BotUnderTest,
  personId: string,
  verb: string,
  data: object,
): Promise<{ card?: Card; text?: string }> {
  const user = await personAt(running, personId);
  return shownBy(await postInvoke(user, { action: { type: 'Action.Execute', verb, data } }));
}
