/** Titles by which slides can be told apart in a list of them. Pure. */
import { type Slide } from './slide';

/** Slides that still have the same title are numbered with all others of that title: "Title (2/3)". */
export function withOwnTitles(slides: readonly Slide[]): Slide[] {
  const titles = slides.map(({ title }) => title);
  const equal = titles.filter((title, index) => titles.indexOf(title) !== index);
  const numbers = new Map(equal.map((title) => [unnumbered(title), { count: 0, seen: 0 }]));
  for (const title of titles) {
    const number = numbers.get(unnumbered(title));
    if (number) number.count += 1;
  }
  return slides.map((slide) => {
    const own = unnumbered(slide.title);
    const number = numbers.get(own);
    if (!number) return slide;
    number.seen += 1;
    // The first keeps its title unless it was one of several already.
    if (number.seen === 1 && slide.title === own) return slide;
    return { ...slide, title: `${own} (${number.seen}/${number.count})` };
  });
}

function unnumbered(title: string): string {
  return title.replace(/ \(\d+\/\d+\)$/, '');
}
