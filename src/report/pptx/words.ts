/** Slides of what the coordinator wrote, the preface and comments on divisions, and of what heads wrote about units. Pure. */
import { divisionNameOf } from '../../goals/division';
import { type Goal } from '../../goals/schema';
import { grouped } from '../../grouped';
import { commentOnDivision, otherComments } from '../content/unit-comments';
import { continuing } from './page/paginate';
import { body, type Item, pageSlides, type Slide, strong, withNext } from './page/slide';
import { type SlideContent } from './slide-content';

export function prefaceSlides(content: SlideContent): Slide[] {
  return itemSlides(content, content.words.preface, paragraphsOf(content.options.said?.preface ?? ''));
}

/** The coordinator's comment on the goal's division, and that of the division's head. */
export function commentSlides(content: SlideContent, { headings }: Goal): Slide[] {
  const division = divisionNameOf(headings[0]!, content.source.form.programme);
  const text = content.options.said?.comments.get(division) ?? '';
  const ofUnit = commentOnDivision({ headings }, content);
  return itemSlides(content, content.textOf(headings[0]), [
    ...paragraphsOf(text),
    ...(ofUnit ? [withNext(strong(content.words.unitComment)), ...paragraphsOf(ofUnit.text)] : []),
  ]);
}

/** The comments on all divisions, in the register's order. */
export function allComments(content: SlideContent): Slide[] {
  const { goals } = content.source.form;
  const firsts = grouped(goals, ({ headings }) => content.textOf(headings[0])).values();
  return [...firsts].flatMap(([first]) => commentSlides(content, first!));
}

/** The comments on units that are no division. */
export function otherCommentSlides(content: SlideContent): Slide[] {
  const { words, source, textOf } = content;
  const items = otherComments(content).flatMap(({ unit, text }) => [
    withNext(strong(unit)),
    ...paragraphsOf(text),
  ]);
  if (items.length === 0) return [];
  return pageSlides(continuing(items, words.slides.continued), {
    title: words.unitComments,
    crumb: textOf(source.form.programme.name),
  });
}

function paragraphsOf(text: string): Item[] {
  return text === '' ? [] : text.split(/\n[ \t]*\n\s*/).map((paragraph) => body(paragraph));
}

function itemSlides({ words, source, textOf }: SlideContent, title: string, items: readonly Item[]): Slide[] {
  if (items.length === 0) return [];
  return pageSlides(continuing(items, words.slides.continued), {
    title,
    crumb: [textOf(source.form.programme.name), words.comments].join(' · '),
  });
}
