/** Slides of what the coordinator wrote: the preface, and comments on divisions. Pure. */
import { divisionNameOf } from '../../goals/division';
import { type Goal } from '../../goals/schema';
import { grouped } from '../../grouped';
import { continuing } from './page/paginate';
import { body, pageSlides, type Slide } from './page/slide';
import { type SlideContent } from './slide-content';

export function prefaceSlides(content: SlideContent): Slide[] {
  return textSlides(content, content.words.preface, content.options.said?.preface ?? '');
}

/** The comment on the division of these goals. */
export function commentSlides(content: SlideContent, { headings }: Goal): Slide[] {
  const division = divisionNameOf(headings[0]!, content.source.form.programme);
  const text = content.options.said?.comments.get(division) ?? '';
  return textSlides(content, content.textOf(headings[0]), text);
}

/** The comments on all divisions, in the register's order. */
export function allComments(content: SlideContent): Slide[] {
  const { goals } = content.source.form;
  const firsts = grouped(goals, ({ headings }) => content.textOf(headings[0])).values();
  return [...firsts].flatMap(([first]) => commentSlides(content, first!));
}

function textSlides({ words, source, textOf }: SlideContent, title: string, text: string): Slide[] {
  if (text === '') return [];
  const paragraphs = text.split(/\n[ \t]*\n\s*/).map((paragraph) => body(paragraph));
  const pages = continuing(paragraphs, words.slides.continued);
  return pageSlides(pages, {
    title,
    crumb: [textOf(source.form.programme.name), words.comments].join(' · '),
  });
}
