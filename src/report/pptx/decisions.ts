/** Slides of what is decided on requests for support. Pure. */
import { decidedSupport } from '../content/decided-support';
import { continuing } from './page/paginate';
import { body, pageSlides, type Slide, strong, withNext } from './page/slide';
import { type SlideContent } from './slide-content';

export function decisionSlides(content: SlideContent): Slide[] {
  const { words, source, textOf } = content;
  const items = decidedSupport(content).flatMap(({ about, wanted, text }) => [
    withNext(strong(about)),
    ...(wanted === '' ? [] : [withNext(body(`${words.wanted}: ${wanted}`))]),
    body(`${words.decision}: ${text}`),
  ]);
  if (items.length === 0) return [];
  return pageSlides(continuing(items, words.slides.continued), {
    title: words.decisions,
    crumb: textOf(source.form.programme.name),
  });
}
