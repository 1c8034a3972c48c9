import { type Wording } from './wording';

/** The reader's position in something shown a page at a time; `page` is 0-based. */
export interface PageOf {
  readonly page: number;
  readonly pages: number;
}

interface Turn {
  readonly title: string;
  /** 0-based. */
  readonly to: number;
}

/** Buttons to the previous and the next page, left out if there is no such page. */
function turned({ page, pages }: PageOf, back: string, on: string): Turn[] {
  return [
    ...(page > 0 ? [{ title: back, to: page - 1 }] : []),
    ...(page < pages - 1 ? [{ title: on, to: page + 1 }] : []),
  ];
}

/** Turns through the pages of a list. */
export function listTurns(place: PageOf, wording: Wording): Turn[] {
  return turned(place, wording.text('prompt.earlier'), wording.text('prompt.later'));
}

/** Turns through the parts of a form. */
export function partTurns(place: PageOf, wording: Wording): Turn[] {
  return turned(place, wording.text('goal.previousPage'), wording.text('goal.nextPage'));
}
