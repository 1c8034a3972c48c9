/** Titles by which slides can be told apart in a list of them. Pure. */
import { type Slide } from './slide';

/** Slides with the same title are numbered from the second on: "Title (2/3)". */
export function withOwnTitles(slides: readonly Slide[]): Slide[] {
  const counts = new Map<string, number>();
  for (const { title } of slides) counts.set(title, (counts.get(title) ?? 0) + 1);
  const seen = new Map<string, number>();
  return slides.map((slide) => {
    const count = counts.get(slide.title)!;
    const number = (seen.get(slide.title) ?? 0) + 1;
    seen.set(slide.title, number);
    return number === 1 ? slide : { ...slide, title: `${slide.title} (${number}/${count})` };
  });
}
