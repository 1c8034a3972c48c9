/** Commenting on the round's unit, drawn by lot, and what is then to be found. */
import fc from 'fast-check';
import { commentOnUnit } from '../../src/comments/comment-on-unit';
import { name } from '../helpers/fixtures';
import { accessOf } from '../questions/setting';
import { lea } from './question-commands';
import { type Deed } from './round-commands';
import { dan, type RoundModel } from './round-model';

/** The unit of all goals. */
const unit = 'Unit';

export const commenting = fc.record({
  type: fc.constant('comment' as const),
  /** Lea is the unit's head; Dan is not. */
  by: fc.constantFrom(lea, lea, dan),
  text: fc.constantFrom('', 'x', 'y', 'z'),
  /** How many versions the card is behind. */
  behind: fc.constantFrom(0, 0, 0, 1),
  twice: fc.boolean(),
});
type CommentCommand = typeof commenting extends fc.Arbitrary<infer T> ? T : never;

export function commentDeed({ by, text, behind }: CommentCommand, model: RoundModel, now: Date): Deed {
  const seen = Math.max(0, model.comments.length - behind);
  const heads = new Map(by === lea ? [[name.programmeId, new Set([unit])]] : []);
  const access = accessOf(by, { heads });
  return {
    expected: model.comment(by === lea, text, seen),
    run: (store) => commentOnUnit(store, { ...name, by, way: 'card', access, unit, text, seen }, now),
    mayTouch: new RegExp(`^(unit-comment.|gate.|audit.${now.toISOString()}.)`),
  };
}
