/**
 * How a shape's part in the slide is noted while it is drawn: pptxgenjs knows neither titles nor alternative texts of
 * shapes, so both are written into the shape's name, which `finish.ts` reads and replaces.
 */
export type Mark =
  { readonly kind: 'title' | 'decoration' } | { readonly kind: 'described'; readonly text: string };

const describes = 'described: ';

/** For the slide's title. */
export const asTitle = { objectName: 'title' } as const;

/** For what only decorates: a screen reader skips it. */
export const asDecoration = { objectName: 'decoration' } as const;

/** For a shape without text that tells something. */
export function describedBy(text: string) {
  return { objectName: `${describes}${text}` };
}

export function markIn(name: string): Mark | undefined {
  if (name === asTitle.objectName || name === asDecoration.objectName) return { kind: name };
  return name.startsWith(describes) ? { kind: 'described', text: name.slice(describes.length) } : undefined;
}
