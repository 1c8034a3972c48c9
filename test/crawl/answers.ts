/** What people answer in a crawled programme: everything, or only in one of a text's languages. */
import { languageSets } from '../../src/goals/answers/alternatives';
import { RefusedError } from '../../src/errors';
import { type Field, type Goal } from '../../src/goals/schema';
import { type AskedGoal, loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply, type Submission, UnconfirmedReplyError } from '../../src/replies/record-reply';
import { loadReplies, readReply } from '../../src/replies/reply-store';
import { loadRequests } from '../../src/rounds/round-store';
import { plainText } from '../helpers/last-period';
import { type Life } from './programme-life';

/** Everybody answers everything that they are asked now. */
export async function answerAll(life: Life): Promise<void> {
  for (const { personId } of await loadRequests(life.store, life.setting))
    for (const asked of await askedNow(life, personId)) await answer(life, personId, asked);
}

/** The owner answers a goal in one language; its translation is due. @returns the goal, if any is left */
export async function answerInOneLanguage(life: Life): Promise<Goal | undefined> {
  const isSecond = (field: Field, fields: readonly Field[]) =>
    languageSets(fields).some((set) => set.fields.slice(1).includes(field));
  const asked = await askedNow(life, life.setting.owner);
  const replies = await loadReplies(life.store, life.setting);
  const open = asked.find(({ goal }) => !replies.has(goal.id));
  if (!open) return undefined;
  await answer(life, life.setting.owner, {
    ...open,
    fields: open.fields.filter((field) => !isSecond(field, open.goal.fields)),
  });
  return open.goal;
}

async function askedNow({ store, clock, setting }: Life, personId: string): Promise<readonly AskedGoal[]> {
  return (await loadAskedRound(store, setting, personId, clock.now()))?.goals ?? [];
}

async function answer(
  { store, clock, setting, programme }: Life,
  by: string,
  { goal, fields }: Pick<AskedGoal, 'goal' | 'fields'>,
): Promise<void> {
  const seenVersion = (await readReply(store, setting, goal.id))?.value.version ?? 0;
  const typed = Object.fromEntries(fields.map((field) => [field.id, plainText(field, programme)]));
  const { programmeId, period, locale } = setting;
  const reply = { programmeId, period, goalId: goal.id, by, typed, locale, seenVersion };
  await confirmed(reply, (submission) => recordReply(store, submission, clock.now()));
}

async function confirmed(
  reply: Submission,
  record: (submission: Submission) => Promise<unknown>,
): Promise<void> {
  try {
    await record(reply);
  } catch (error) {
    // Somebody has sent it already.
    if (error instanceof RefusedError && error.code === 'locked') return;
    if (!(error instanceof UnconfirmedReplyError)) throw error;
    await record({ ...reply, confirmed: error.token });
  }
}
