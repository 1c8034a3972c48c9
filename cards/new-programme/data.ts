/** The form of a programme that a file should make, as data for `card.json`. Pure. */
import { type FirstPeriod, type WantedProgramme } from '../../src/import/suggested-programme';
import { type Banner, bannerData } from '../parts/banner';
import { type Candidate, personInputs } from '../parts/person-input';
import { rhythmNames } from '../parts/schedule-words';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface NewProgrammeSource {
  /** The kept file's id. */
  readonly file: string;
  readonly fileName: string;
  readonly goals: number;
  /** What the inputs show: what was typed, or what the file suggests. */
  readonly wanted: WantedProgramme;
  /** The name of who coordinates it if no other person is named. */
  readonly coordinator: string;
  /** What was typed for another coordinator. */
  readonly typed?: string;
  readonly candidates?: readonly Candidate[];
  readonly problems?: NewProgrammeProblems;
  readonly banner?: Banner;
}

/** What is wrong, by input. */
export interface NewProgrammeProblems {
  readonly name?: string;
  readonly rhythm?: string;
  readonly coordinator?: string;
}

export const longestProgrammeName = 120;

const firstShown: readonly FirstPeriod[] = ['current', 'next', 'ended'];

export function newProgrammeData(source: NewProgrammeSource, wording: Wording) {
  const { file, fileName, goals, wanted, problems = {}, banner } = source;
  const button = (verb: Verb, title: string, style = 'default', associatedInputs = 'auto') => ({
    ...{ verb, title, style, associatedInputs },
    data: { file },
  });
  return {
    ...bannerData(banner),
    context: shorten(fileName, 120),
    title: wording.text('newProgramme.title'),
    lines: [wording.text('newProgramme.explain', { count: goals })],
    name: {
      label: wording.text('newProgramme.name'),
      value: wanted.name.slice(0, longestProgrammeName),
      maxLength: longestProgrammeName,
      ...(problems.name !== undefined && { problem: problems.name }),
    },
    rhythm: {
      label: wording.text('newProgramme.rhythm'),
      value: wanted.rhythm,
      choices: rhythmNames.map((value) => ({ title: wording.text(`schedule.rhythm.${value}`), value })),
      ...(problems.rhythm !== undefined && { problem: problems.rhythm }),
    },
    first: {
      label: wording.text('newProgramme.first'),
      value: wanted.first,
      choices: firstShown.map((value) => ({ title: wording.text(`newProgramme.first.${value}`), value })),
    },
    coordinator: coordinatorData(source, wording),
    buttons: [
      button('import-new-plan', wording.text('newProgramme.preview'), 'positive'),
      button('import-file', wording.text('form.back')),
      button('import-cancel', wording.text('import.cancel'), 'default', 'none'),
    ],
  };
}

function coordinatorData({ coordinator, typed, candidates, problems }: NewProgrammeSource, wording: Wording) {
  return {
    title: wording.text('newProgramme.coordinator'),
    now: wording.text('newProgramme.coordinatorNow', { name: shorten(coordinator, 120) }),
    person: personInputs(typed, candidates, wording),
    ...(problems?.coordinator !== undefined && { problem: problems.coordinator }),
  };
}
