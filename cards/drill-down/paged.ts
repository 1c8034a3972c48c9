/** What all cards below a digest share: title, a page of rows, and the ways on and back. Pure. */
import { bannerData } from '../parts/banner';
import { lightRuns } from '../parts/light-marks';
import { buttonData, type ListButton } from '../parts/list-row';
import { pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type DrillDownRow, type DrillDownSource } from './rows';

export const rowsOnPage = 10;

interface Listed<Item> {
  readonly title: string;
  readonly lead: string;
  /** What somebody wrote about all of it. */
  readonly said?: readonly { readonly label: string; readonly text: string; readonly author: string }[];
  readonly rows: readonly Item[];
  row(item: Item): DrillDownRow;
  /** 0-based; a page beyond the last one shows the last one. */
  readonly page: number;
  readonly turn: { readonly verb: Verb; readonly data: object };
  readonly buttons: readonly ListButton[];
}

/** The items of a page. */
export function onPage<Item>(items: readonly Item[], page: number): readonly Item[] {
  const shown = pageIn(items, page).page;
  return items.slice(shown * rowsOnPage, (shown + 1) * rowsOnPage);
}

export function pagedCardData<Item>(source: DrillDownSource, wording: Wording, listed: Listed<Item>) {
  const { banner, digest, isPart } = source;
  const { rows, turn } = listed;
  const { page, pages } = pageIn(rows, listed.page);
  const subtitle = digest.status === 'closed' ? 'drill.subtitleClosed' : 'drill.subtitle';
  return {
    ...bannerData(banner),
    heading: wording.text('heading.goals'),
    title: shorten(listed.title, 160),
    subtitle: wording.text(subtitle, {
      programme: shorten(wording.of(digest.name), 160),
      period: wording.period(digest.period),
      asOf: wording.moment(digest.asOf),
    }),
    lead: lightRuns(listed.lead),
    said: listed.said ?? [],
    rows: onPage(rows, page).map((item) => listed.row(item)),
    notes: [
      ...(pages > 1 ? [wording.text('missing.page', { page: page + 1, pages })] : []),
      ...(isPart ? [wording.text('drill.part')] : []),
    ],
    turns: listTurns({ page, pages }, wording).map(({ title, to }) =>
      buttonData({ verb: turn.verb, title, data: { ...turn.data, page: to } }),
    ),
    buttons: [...listed.buttons, ...backToDigest(source, wording)].map(buttonData),
  };
}

export function backToDigest({ place, opensDigest = true }: DrillDownSource, wording: Wording): ListButton[] {
  return opensDigest ? [{ verb: 'digest', title: wording.text('drill.toDigest'), data: place }] : [];
}

function pageIn({ length }: readonly unknown[], wanted: number) {
  const pages = Math.max(1, Math.ceil(length / rowsOnPage));
  return { page: pageWithin(wanted, pages), pages };
}
