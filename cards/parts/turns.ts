import { type Wording } from './wording';

/** Where a reader is in something that is shown a page at a time; `page` is 0-based. */
export interface PageOf {
  readonly page: number;
  readonly pages: number;
}

interface Turn {
  readonly title: string;
  /** 0-based. */
  readonly to: number;
}

/** To the pages before and after, by the titles of the buttons; a button without a page would lead nowhere. */
function turned({ page, pages }: PageOf, back: string, on: string): Turn[] {
  return [
    ...(page > 0 ? [{ title: back, to: page - 1 }] : []),
    ...(page < pages - 1 ? [{ title: on, to: page + 1 }] : []),
  ];
}

/** Through a list. */
export function listTurns(place: PageOf, wording: Wording): Turn[] {
  return turned(place, wording.text('prompt.earlier'), wording.text('prompt.later'));
}

/** Through the parts of a form. */
export function partTurns(place: PageOf, wording: Wording): Turn[] {
  return turned(place, wording.text('goal.previousPage'), wording.text('goal.nextPage'));
}
