/** The card on which a unit is commented on, read for somebody who may do so. */
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import {
  type CommentedUnit,
  type OpenUnit,
  unitCommentCardData,
  type UnitCommentSource,
} from '../../../cards/unit-comment/data';
import { loadCommentable } from '../../../src/comments/comment-on-unit';
import { loadCommentVersions } from '../../../src/comments/comment-store';
import { type CommentVersion, versionsAt } from '../../../src/comments/unit-comment';
import { lastMoment, loadDigestSource } from '../../../src/digest/build-digest';
import { computeDigest } from '../../../src/digest/digest';
import { narrowed } from '../../../src/digest/narrow';
import { RefusedError } from '../../../src/errors';
import { type LocalizedText } from '../../../src/goals/schema';
import { unitToken } from '../../../src/goals/unit';
import { type Access } from '../../../src/people/access';
import { loadOwnerName } from '../../../src/people/directory';
import { type Person } from '../../../src/people/schema';
import { type RoundName } from '../../../src/rounds/round-name';
import { type CardActionDeps } from '../turn';

export interface CommentView {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly access: Access;
  readonly name: RoundName;
  readonly now: Date;
  /** In the programme's time zone. */
  readonly wording: Wording;
}

type Shown = Pick<UnitCommentSource, 'problem' | 'banner'> & {
  /** What was typed and is not stored. */
  readonly typed?: string;
};

/**
 * The chosen unit; the only one if there is one; else the units to choose from.
 * @param token of the unit, as `unitToken`
 * @throws RefusedError as loadCommentable; `unit-comment-unit` if the unit is not one of the person's any more.
 */
export async function unitCommentCard(
  view: CommentView,
  token: string | undefined,
  shown: Shown = {},
): Promise<Card> {
  const { deps, access, name, now, wording } = view;
  const { programme, units } = await loadCommentable(deps.store, name, access, now);
  const latest = versionsAt(await loadCommentVersions(deps.store, name), lastMoment);
  const unit = token === undefined && units.size === 1 ? [...units.keys()][0]! : unitOfToken(units, token);
  const { typed, ...beside } = shown;
  const about = { programme, period: name.period };
  const source: UnitCommentSource =
    unit === undefined
      ? { about, ...beside, units: commentedUnits(units, latest), buttons: choosing(view) }
      : {
          ...{ about, ...beside },
          open: await openUnit(view, [unit, units.get(unit)!], latest.get(unit), typed),
          buttons: writing(view, unit, latest.get(unit)?.version ?? 0, units.size > 1),
        };
  return render('unit-comment', unitCommentCardData(source, wording));
}

/** For a person who may not comment: why, and what they typed, so that it is not lost. */
export function notCommentedCard(
  { wording }: Pick<CommentView, 'wording'>,
  text: string,
  typed: string,
): Card {
  const banner = { text, style: 'attention' as const };
  return render('unit-comment', unitCommentCardData({ banner, typed, buttons: [] }, wording));
}

/** The unit's name; `undefined` if none was chosen. @throws RefusedError `unit-comment-unit` */
export function unitOfToken(
  units: ReadonlyMap<string, LocalizedText>,
  token: string | undefined,
): string | undefined {
  if (token === undefined) return undefined;
  const found = [...units.keys()].find((unit) => unitToken(unit) === token);
  if (found === undefined) throw new RefusedError('unit-comment-unit');
  return found;
}

function commentedUnits(
  units: ReadonlyMap<string, LocalizedText>,
  latest: ReadonlyMap<string, CommentVersion>,
): CommentedUnit[] {
  return [...units].map(([name, unit]) => {
    const version = latest.get(name);
    return { id: unitToken(name), unit, ...(version && version.text !== '' && { at: version.at }) };
  });
}

async function openUnit(
  { deps, name, now, wording }: CommentView,
  [unit, unitText]: readonly [string, LocalizedText],
  latest: CommentVersion | undefined,
  typed: string | undefined,
): Promise<OpenUnit> {
  const source = narrowed(await loadDigestSource(deps.store, name, now), new Set([unit]));
  const { lights, judged } = computeDigest(source, now);
  const stored = latest?.text ?? '';
  return {
    ...{ unit: unitText, lights, judged, text: typed ?? stored },
    ...(latest && { last: { name: await loadOwnerName(deps.store, latest.by, wording), at: latest.at } }),
    ...(latest && typed !== undefined && typed !== stored && { stored }),
  };
}

function writing(view: CommentView, unit: string, seen: number, isOneOfSeveral: boolean): CardButton[] {
  const { name, wording } = view;
  const data = { ...name, unit: unitToken(unit), seen };
  return [
    { verb: 'unit-comment-save', title: wording.text('unitComment.save'), data, sends: true },
    ...(isOneOfSeveral
      ? [{ verb: 'unit-comment' as const, title: wording.text('unitComment.other'), data: name }]
      : []),
    toGoals(view),
  ];
}

function choosing(view: CommentView): CardButton[] {
  const { name, wording } = view;
  return [
    { verb: 'unit-comment', title: wording.text('unitComment.open'), data: name, sends: true },
    toGoals(view),
  ];
}

function toGoals({ name, wording }: CommentView): CardButton {
  const data = { ...name, language: wording.locale, page: 0 };
  return { verb: 'divisions', title: wording.text('unitComment.goals'), data };
}
