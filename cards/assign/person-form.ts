/** What both forms that ask for a person have: the lines above, the inputs, and what was wrong with them. Pure. */
import { type Candidate, personInputs } from '../parts/person-input';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface PersonFormSource {
  readonly context: string;
  /** What it is about, and who has it until now. */
  readonly lines: readonly string[];
  readonly typed?: string;
  readonly problem?: string;
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
}

const longestLine = 500;

/** @param explained the last line: what happens then */
export function personFormData(source: PersonFormSource, explained: string, wording: Wording) {
  const { context, lines, typed, problem, candidates } = source;
  return {
    context: shorten(context, 200),
    lines: [...lines, explained].map((line) => shorten(line, longestLine)),
    person: personInputs(typed, candidates, wording),
    ...(problem !== undefined && { problem }),
    back: wording.text('form.back'),
  };
}
