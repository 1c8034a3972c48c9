/** Who got which message: those of a round, or those to one person, as data for `card.json`. Pure. */
import { type Banner, bannerData } from '../parts/banner';
import { buttonData, type ListButton, type ListRow } from '../parts/list-row';
import { type Candidate, longestTyped } from '../parts/person-input';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type DeliveriesName, type DeliveryRow, deliveryRow } from './rows';

export interface DeliveriesCardSource {
  readonly name: DeliveriesName;
  readonly programmeName: string;
  /** Of the person, if it is about one. */
  readonly personName?: string;
  /** Those of the page. */
  readonly rows: readonly DeliveryRow[];
  readonly page: number;
  readonly pages: number;
  readonly counts: {
    readonly sent: number;
    readonly pending: number;
    readonly undelivered: number;
    readonly pressed: number;
  };
  /** What was typed to find a person, and why nobody was found. */
  readonly typed?: string;
  readonly problem?: string;
  /** People that the typed text may mean. */
  readonly candidates?: readonly Candidate[];
  /** Link to the file. */
  readonly download?: string;
  readonly banner?: Banner;
}

export function deliveriesCardData(source: DeliveriesCardSource, wording: Wording) {
  const { name, rows, counts, candidates = [], typed = '', problem, download, personName } = source;
  const about = name.personId === undefined ? '' : (personName ?? name.personId);
  const isEmpty = rows.length === 0;
  return {
    verbs: { find: 'deliveries' } satisfies Verbs,
    ...bannerData(source.banner),
    context: shorten(source.programmeName, 200),
    heading: headingOf(name, wording),
    ...(about !== '' && { about: shorten(about, 120) }),
    ...(!isEmpty && { lead: wording.text('deliveries.lead', { ...counts }) }),
    rows: (candidates.length > 0
      ? candidates.map((each) => candidateRow(each, name, wording))
      : rows.map((row) => deliveryRow(row, name, wording))
    ).map(rowData),
    notes: [
      ...(isEmpty ? [wording.text('deliveries.none')] : []),
      ...(source.pages > 1 && candidates.length === 0
        ? [wording.text('missing.page', { page: source.page + 1, pages: source.pages })]
        : []),
    ],
    person: {
      label: wording.text('deliveries.person'),
      value: typed.slice(0, longestTyped),
      maxLength: longestTyped,
    },
    ...(problem !== undefined && { problem }),
    find: { title: wording.text('deliveries.find'), data: { ...name, page: 0 } },
    ...(download !== undefined && {
      download: { title: wording.text('deliveries.download'), url: download },
    }),
    buttons: buttons(source, wording).map(buttonData),
  };
}

function headingOf({ personId, period }: DeliveriesName, wording: Wording): string {
  if (personId !== undefined || period === undefined) return wording.text('deliveries.title');
  return wording.text('deliveries.roundTitle', { period: wording.period(period) });
}

function rowData({ name, lines, button }: ListRow) {
  return { name: shorten(name, 120), lines, actions: button ? [buttonData(button)] : [] };
}

function candidateRow({ id, name }: Candidate, { programmeId, period }: DeliveriesName, wording: Wording) {
  const title = wording.text('deliveries.show');
  const data = { programmeId, ...(period !== undefined && { period }), personId: id, page: 0 };
  const button: ListButton = { verb: 'deliveries', title, tooltip: `${title}: ${name}`, data };
  return { name: `${name} (${id})`, lines: [], button };
}

/** Pages, the file, from a person back to the round, and back to the programme. */
function buttons(source: DeliveriesCardSource, wording: Wording): ListButton[] {
  const { name, rows, candidates = [] } = source;
  const { programmeId, period, personId } = name;
  const isList = candidates.length === 0;
  const all = period === undefined ? undefined : wording.period(period);
  return [
    ...(isList
      ? listTurns(source, wording).map(({ title, to }): ListButton => ({
          verb: 'deliveries',
          title,
          data: { ...name, page: to },
        }))
      : []),
    ...(isList && rows.length > 0 && source.download === undefined
      ? [{ verb: 'deliveries-file' as const, title: wording.text('deliveries.file'), data: name }]
      : []),
    ...(personId !== undefined && all !== undefined
      ? [
          {
            verb: 'deliveries' as const,
            title: wording.text('deliveries.all', { period: all }),
            data: { programmeId, period, page: 0 },
          },
        ]
      : []),
    { verb: 'programme', title: wording.text('form.back'), data: { programmeId } },
  ];
}
