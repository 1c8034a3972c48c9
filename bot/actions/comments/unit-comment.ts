/** The comment on a unit: which unit, and what is written about it. */
import { z } from 'zod';
import { commentOnUnit, loadCommentable } from '../../../src/comments/comment-on-unit';
import { RefusedError } from '../../../src/errors';
import { type CommentView, unitCommentCard, unitOfToken } from '../../views/comments/unit-comment-card';
import { refusalText } from '../../views/error-replies';
import { type ActionResult, inputText } from '../../views/turn';
import { commenters } from '../may/comments';
import { longestTyped, shownAgain } from '../may/questions';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { shownOnce } from '../parts/results';

/** A unit's token. */
const token = z.string().min(1).max(20);

/** The chosen unit, or the person's units to choose from. @throws RefusedError as unitCommentCard */
export const unitComment = action(
  'unit-comment',
  roundData.extend({ unit: token.optional() }),
  commenters,
  async (view, { unit }) => shownOnce(await unitCommentCard(view, unit)),
);

/** `seen`: the version that the card showed. */
const written = roundData.extend({ unit: token, seen: z.int().min(0).max(999_999) }).catchall(anyInput);

/** @throws RefusedError as unitCommentCard, shown with what was typed. */
export const unitCommentSave = action('unit-comment-save', written, commenters, async (view, data) => {
  const { deps, person, access, name, now, wording } = view;
  const text = inputText(data, 'comment', longestTyped);
  const { units } = await loadCommentable(deps.store, name, access, now);
  const unit = unitOfToken(units, data.unit)!;
  const act = { ...name, access, by: person.id, way: 'card' as const, unit, text, seen: data.seen };
  try {
    const { version } = await commentOnUnit(deps.store, act, now);
    if (version === 0) throw new RefusedError('comment-missing');
  } catch (error) {
    return notSaved(view, data.unit, text, error);
  }
  const said = wording.text(text === '' ? 'unitComment.withdrawn' : 'unitComment.saved', {
    unit: wording.of(units.get(unit)!),
  });
  return shownOnce(await unitCommentCard(view, data.unit, { banner: { text: said, style: 'good' } }));
});

/** Refusals that the writer can correct on the card. */
const mended = ['comment-missing', 'unit-comment-too-long', 'unit-comment-changed'];

/** The card again with what was typed. @throws any error that the writer cannot correct */
async function notSaved(
  view: CommentView,
  unit: string,
  text: string,
  error: unknown,
): Promise<ActionResult> {
  if (!(error instanceof RefusedError) || !mended.includes(error.code)) throw error;
  const problem = await refusalText(view.deps, error, view.wording, view.name.programmeId);
  return shownOnce(await unitCommentCard(view, unit, { typed: shownAgain(text), problem }));
}
