/** Saves what a person typed on a goal's card, or says on the same card why it was not saved. */
import { z } from 'zod';
import { goalPages } from '../../../cards/goal/pages';
import { type Banner } from '../../../cards/parts/banner';
import { type Card } from '../../../cards/render';
import { RefusedError, StorageError } from '../../../src/errors';
import { type Field } from '../../../src/goals/schema';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { type Typed } from '../../../src/replies/draft';
import { filledBefore } from '../../../src/replies/last-time/filled-card';
import {
  checkPage,
  InvalidReplyError,
  recordReply,
  type Submission,
  UnconfirmedReplyError,
  UnsureReplyError,
} from '../../../src/replies/record-reply';
import { type Reply } from '../../../src/replies/reply';
import { omit } from '../../../src/omit';
import { refusalText } from '../../views/error-replies';
import { cardAfterSaving, goalCard, type Shown, typedBefore, withoutExcess } from '../../views/round-cards';
import {
  type ActionResult,
  askedGoal,
  filledCard,
  goalName,
  readAgain,
  type Turn,
  typedInputs,
} from '../../views/turn';
import { keepWhatWasTyped, saving, type SavingTurn } from '../may/asked';
import { action } from '../parts/action';
import { shownGoal } from '../parts/data';
import { fieldsOnPage, keepTyped } from '../parts/kept';
import { shown as shownCard, shownOnce } from '../parts/results';
import { fillPasted } from './fill';
import { problemsText, savedText, warningsText } from './result-texts';

const savedData = shownGoal.extend({
  confirm: z.string().max(100).optional(),
  lock: z.string().max(100).default(''),
});
type Saved = z.infer<typeof savedData>;

/**
 * If a goal has several pages, the earlier ones are kept as a draft and the last one saves the whole answer; if the
 * programme allows no drafts, each page is saved separately.
 */
export const save = action('save', savedData, saving, async (turn, data): Promise<ActionResult> => {
  const { own: asked } = turn;
  const filled = await fillPasted(turn, data);
  if (filled) return filled;
  // Only a later page saves what is on others.
  const elsewhere = data.page > 0 ? await filledBefore(filledCard(turn, asked), data) : {};
  const given = gather(turn, asked, data, elsewhere);
  let reply: Reply | undefined;
  try {
    const submission = submissionOf(turn, asked, data, given);
    if (given.goesOn) await savePart(turn, data, submission);
    else reply = await recordReply(turn.deps.store, submission, turn.now, turn.read);
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'changed-meanwhile')
      return shownOnce(await chooseBetween(turn, data, error));
    const card = await formAgain(turn, asked, data, given, error);
    // The result does not matter: if the store fails, the card still has it.
    await keepTyped(turn, data, typedInputs(data));
    return shownOnce(card);
  }
  const text = reply ? savedText(turn, asked, reply) : turn.wording.text('goal.partKept', given.part);
  const isLast = data.page + 1 >= given.part.pages;
  const after = isLast ? undefined : data.page + 1;
  const banner: Banner = { text, style: 'good' };
  return shownCard(await cardAfterSaving(turn, asked, banner, { page: after, saved: reply }));
});

/** @throws StorageError if the part could not be kept; also what checkPage throws. */
async function savePart(turn: SavingTurn, data: Saved, submission: Submission): Promise<void> {
  await checkPage(turn.deps.store, submission, turn.now, turn.read);
  // The person has said that the page is right, so what was filled in on it is theirs now.
  const saved = { ...data, filled: undefined };
  if (!(await keepTyped(turn, saved, typedInputs(data)))) throw new StorageError('the part was not kept');
}

/** The input that one submit covers: that of its page, or of all pages together. */
interface Given {
  readonly typed: Typed;
  readonly shown: readonly Field[];
  /** More pages follow before anything is saved. */
  readonly goesOn: boolean;
  /** 1-based page number, and the number of pages. */
  readonly part: { readonly page: number; readonly pages: number };
}

/** @param filled what the card's pages had filled in; saving the last one saves what was left like that on the others */
function gather(turn: Turn, asked: AskedGoal, data: Saved, filled: Typed): Given {
  const { programme } = turn.asked;
  const typed = typedInputs(data);
  const pages = goalPages(asked.goal, asked.fields, programme).length;
  const part = { page: data.page + 1, pages };
  const goesOn = programme.policy.drafts && data.page + 1 < pages;
  if (goesOn || pages === 1 || !programme.policy.drafts)
    return { typed, shown: fieldsOnPage(turn, asked, data.page, typed), goesOn, part };
  const here = fieldsOnPage(turn, asked, data.page, typed).map(({ id }) => id);
  const before = { ...omit(filled, ...here), ...typedBefore(asked) };
  return { typed: { ...before, ...typed }, shown: asked.fields, goesOn, part };
}

function submissionOf(
  turn: Turn,
  { draft }: AskedGoal,
  data: Saved,
  { typed, shown, goesOn, part }: Given,
): Submission {
  // Earlier pages were typed when the person saw the reply of that time, which may be an older version.
  const isLast = !goesOn && part.pages > 1;
  const seenVersion = isLast && draft ? Math.min(draft.seenVersion, data.version) : data.version;
  return {
    ...goalName(turn, data.goalId),
    by: turn.person.id,
    typed,
    shown: shown.map(({ id }) => id),
    locale: turn.person.language,
    seenVersion,
    lock: data.lock,
    ...(data.confirm !== undefined && { confirmed: data.confirm }),
  };
}

/** The goal's card with what was typed and why it was not saved, on the page that needs a correction. */
async function formAgain(
  turn: Turn,
  asked: AskedGoal,
  data: Saved,
  given: Given,
  error: unknown,
): Promise<Card> {
  const { wording } = turn;
  const card = (text: string, style: Banner['style'], more: Shown = {}, at: Iterable<string> = []) =>
    goalCard(turn, asked, {
      typed: withoutExcess(asked.fields, given.typed),
      fillFrom: data.filled,
      isKept: true,
      page: pageWith(turn, asked, at) ?? given.part.page - 1,
      banner: { text, style },
      ...more,
    });
  if (error instanceof InvalidReplyError) {
    const { problems } = error;
    return card(problemsText(turn, asked, error), 'attention', { problems }, problems.keys());
  }
  if (error instanceof UnconfirmedReplyError) {
    const { warnings, token, lock } = error;
    const text = warningsText(turn, asked, given.part.page - 1, error);
    return card(text, 'warning', { warnings, confirm: token, ...(lock !== undefined && { lock }) });
  }
  if (error instanceof UnsureReplyError) {
    const confirmed = data.confirm !== undefined && { confirm: data.confirm };
    return card(wording.text('goal.lockAsk'), 'warning', { lock: error.lock, ...confirmed });
  }
  if (error instanceof StorageError) return card(wording.text('refused.not-saved'), 'attention');
  throw error;
}

function pageWith(turn: Turn, { goal, fields }: AskedGoal, fieldIds: Iterable<string>): number | undefined {
  const ids = new Set(fieldIds);
  const pages = goalPages(goal, fields, turn.asked.programme);
  const found = pages.findIndex((page) => page.some(({ id }) => ids.has(id)));
  return found < 0 ? undefined : found;
}

/** Shows what somebody else has answered since beside what was typed, for the person to choose. */
async function chooseBetween(turn: Turn, data: Saved, conflict: RefusedError): Promise<Card> {
  const text = await refusalText(turn.deps, conflict, turn.wording, data.programmeId);
  await keepWhatWasTyped(turn, data);
  const after = await readAgain(turn);
  const conflicts = new Set((conflict.details['fields'] ?? '').split(','));
  const asked = askedGoal(after, data.goalId);
  const filled = await filledBefore(filledCard(after, asked), data);
  const typed = withoutExcess(asked.fields, gather(after, asked, data, filled).typed);
  const page = pageWith(after, asked, conflicts) ?? data.page;
  const shown = { typed, page, conflicts, fillFrom: data.filled, isKept: true };
  return goalCard(after, asked, { ...shown, banner: { text, style: 'attention' } });
}
