/** A goal of the bilingual programme that its owner has answered in Swedish, and whose translation is handed over. */
import { type BotUnderTest, personAt } from '../helpers/bot-under-test';
import { atCard, promptOnly, sentMeanwhile } from '../helpers/pressing';
import { loadGoal } from '../../src/goals/register';
import { recordReply, type UnconfirmedReplyError } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { handTranslation } from '../../src/translations/hand-translation';

export const followUp = { programmeId: 'half-year-follow-up', period: '2025-H2' };
export const goal = { ...followUp, goalId: 'customer-1' };
export const task = { ...goal, fieldId: 'followup-fi' };
export const owner = 'followup-customer-director@example.org';
export const coordinator = 'followup-planner@example.org';
export const source = 'Framskrider enligt plan.\nAllt fler använder Omaolo.';
export const textFi = 'field_followup-fi';

/** The owner saves the goal, or another, with this Swedish text. */
export async function answerInSwedish(
  { store, clock }: BotUnderTest,
  goalId = goal.goalId,
  text = source,
): Promise<void> {
  const { fields } = (await loadGoal(store, followUp.programmeId, goalId))!;
  const asked = fields.filter(({ kind }) => kind !== 'text').map(({ id }) => [id, '1'] as const);
  const current = (await readReply(store, followUp, goalId))?.value;
  const translation = String(current?.answers['followup-fi']?.raw ?? '');
  const typed = { ...Object.fromEntries(asked), 'followup-sv': text, 'followup-fi': translation };
  const seen = { locale: 'sv' as const, seenVersion: current?.version ?? 0 };
  const save = { ...followUp, goalId, by: owner, typed, ...seen };
  await recordReply(store, save, clock.now()).catch((error: UnconfirmedReplyError) =>
    recordReply(store, { ...save, confirmed: error.token }, clock.now()),
  );
}

/** The round is open, and the goal answered in Swedish. */
export async function answered(running: BotUnderTest): Promise<void> {
  await promptOnly(running, [owner]);
  await answerInSwedish(running);
}

export function handTo(running: BotUnderTest, to: string): Promise<void> {
  return handTranslation(running.store, { ...task, by: owner, to }, running.clock.now());
}

/** The one message that a person gets meanwhile, and the person at it. */
export async function received(running: BotUnderTest, personId: string) {
  const reader = await personAt(running, personId);
  const posted = await sentMeanwhile(running, reader, () => running.bot.tick());
  if (posted.length !== 1) throw new Error(`${personId} got ${posted.length} messages`);
  return { posted: posted[0]!, ...(await atCard(running, personId, posted[0]!)) };
}

export const translated = async ({ store }: BotUnderTest) =>
  (await readReply(store, followUp, goal.goalId))!.value.answers['followup-fi'];
