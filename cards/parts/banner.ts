import { longestShown } from './limits';
import { shorten } from './shorten';

/** A line on a coloured background at the top of a card; the words carry the meaning, the colour helps. */
export interface Banner {
  readonly text: string;
  /** `accent`: news; no result of a press, so a long card does not repeat it beside its buttons. */
  readonly style: 'good' | 'warning' | 'attention' | 'accent';
}

/** An optional banner, cut to the length that a card has room for. Spread it into the card's data. */
export function bannerData(banner: Banner | undefined): { readonly banner?: Banner } {
  return banner ? { banner: { ...banner, text: shorten(banner.text, longestShown.banner) } } : {};
}
