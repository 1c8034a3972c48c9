/** Slides of the published questions with their responses. Pure. */
import { publishedQuestions } from '../content/published-questions';
import { continuing } from './page/paginate';
import { body, pageSlides, type Slide, strong, withNext } from './page/slide';
import { type SlideContent } from './slide-content';

export function questionSlides(content: SlideContent): Slide[] {
  const { words, source, textOf } = content;
  const items = publishedQuestions(content).flatMap(({ about, text, responses }) => [
    withNext(strong(about)),
    withNext(body(`${words.asked}: ${text}`)),
    ...(responses.length > 0 ? responses : [words.noResponse]).map((response) =>
      body(`${words.response}: ${response}`),
    ),
  ]);
  if (items.length === 0) return [];
  return pageSlides(continuing(items, words.slides.continued), {
    title: words.questions,
    crumb: textOf(source.form.programme.name),
  });
}
