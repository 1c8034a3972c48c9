/** The card on which the head of a unit comments on it, as data for `card.json`. Pure. */
import { type LightCounts } from '../../src/digest/digest';
import { longestComment } from '../../src/comments/unit-comment';
import { type LocalizedText, type Programme } from '../../src/goals/schema';
import { type Banner, bannerData } from '../parts/banner';
import { type CardButton, cardButton } from '../parts/buttons/card-button';
import { lightRuns, lightsLine, marksOf } from '../parts/light-marks';
import { excess } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** A unit that can be chosen. */
export interface CommentedUnit {
  /** Identifies it in actions. */
  readonly id: string;
  readonly unit: LocalizedText;
  /** When it was last commented on (ISO 8601, UTC); missing if it has no comment. */
  readonly at?: string;
}

/** The unit that is being commented on. */
export interface OpenUnit {
  readonly unit: LocalizedText;
  readonly lights: LightCounts;
  readonly judged: boolean;
  /** What is in the input. */
  readonly text: string;
  /** Who wrote the stored version, and when (ISO 8601, UTC); missing if there is none. */
  readonly last?: { readonly name: string; readonly at: string };
  /** The stored text, if it is not what is in the input. */
  readonly stored?: string;
}

export interface UnitCommentSource {
  /** Missing if the person may not comment: then only what was typed is shown. */
  readonly about?: { readonly programme: Pick<Programme, 'name'>; readonly period: string };
  /** To choose from, while none is open. */
  readonly units?: readonly CommentedUnit[];
  readonly open?: OpenUnit;
  /** What was typed, if there is no input for it. */
  readonly typed?: string;
  readonly problem?: string;
  readonly banner?: Banner;
  readonly buttons: readonly CardButton[];
}

export function unitCommentCardData(source: UnitCommentSource, wording: Wording) {
  const { about, units = [], open, typed, problem, banner, buttons } = source;
  return {
    ...bannerData(banner),
    heading: wording.text('unitComment.title'),
    ...(about && {
      about: `${shorten(wording.of(about.programme.name), 160)} · ${wording.period(about.period)}`,
    }),
    lights: [] as ReturnType<typeof lightRuns>,
    notes: open ? [wording.text('unitComment.explain')] : [],
    ...(open && openData(open, wording)),
    ...(units.length > 0 && { choice: choiceOf(units, wording) }),
    ...(typed !== undefined && typed !== '' && { typed: { label: wording.text('ask.typed'), text: typed } }),
    ...(problem !== undefined && { problem }),
    buttons: buttons.map(cardButton),
  };
}

function openData({ unit, lights, judged, text, last, stored }: OpenUnit, wording: Wording) {
  return {
    unit: shorten(wording.of(unit), 200),
    lights: lightRuns(lightsLine({ lights }, marksOf(judged, wording), wording)),
    ...(stored !== undefined && {
      now: {
        label: wording.text('unitComment.now'),
        text: stored === '' ? wording.text('unitComment.none') : stored,
      },
    }),
    input: {
      label: wording.text('unitComment.text'),
      value: text,
      placeholder: wording.text('unitComment.placeholder', { max: wording.number(longestComment) }),
      maxLength: longestComment + excess,
    },
    ...(last && {
      last: wording.text('unitComment.last', { name: shorten(last.name, 60), at: wording.moment(last.at) }),
    }),
  };
}

function choiceOf(units: readonly CommentedUnit[], wording: Wording) {
  const choices = units.map(({ id, unit, at }) => {
    const name = shorten(wording.of(unit), 120);
    const written =
      at !== undefined && wording.text('unitComment.written', { unit: name, at: wording.moment(at) });
    return { title: written || name, value: id };
  });
  return {
    label: wording.text('unitComment.unit'),
    required: wording.text('unitComment.required'),
    value: choices[0]!.value,
    choices,
  };
}
