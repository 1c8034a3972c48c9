/** The inputs that name a colleague: picked in Teams, typed, or chosen from the matches of a typed name. Pure. */
import { type PersonCandidates } from '../../src/people/find-person';
import { type PlainKey } from './strings';
import { type Wording } from './wording';

/** The problem shown above the candidates, by how they fit. */
export const fitProblems = {
  all: 'person.several',
  more: 'person.more',
  near: 'person.near',
} as const satisfies Readonly<Record<PersonCandidates['fit'], PlainKey>>;

/** A person in the directory whose name matches the typed text. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** Longest name and address in the directory, as mail programs write them: `Name <address>`. */
export const longestTyped = 380;

export function personInputs(
  typed: string | undefined,
  candidates: readonly Candidate[] | undefined,
  wording: Wording,
) {
  return {
    picked: wording.text('person.picked'),
    typed: wording.text('person.typed'),
    value: (typed ?? '').slice(0, longestTyped),
    maxLength: longestTyped,
    ...(candidates &&
      candidates.length > 0 && {
        candidate: wording.text('person.candidate'),
        candidates: candidates.map(({ id, name }) => ({ title: `${name} (${id})`, value: id })),
      }),
  };
}
