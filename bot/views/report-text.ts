import { formatText, partText } from '../../cards/report/data';
import { shorten } from '../../cards/parts/shorten';
import { type Wording } from '../../cards/parts/wording';
import { type Programme } from '../../src/goals/schema';
import { type ReportName } from '../../src/report/content/formats';

/** "Tuottavuusohjelma 7–12/2025, Taulukko (Excel, XLSX)", "Tuottavuusohjelma 7–12/2025, Lähetykset (CSV)". */
export function reportText(
  { name }: Pick<Programme, 'name'>,
  { period, format, part, list, personId }: Omit<ReportName, 'programmeId'>,
  wording: Wording,
): string {
  const programme = shorten(wording.of(name), 120);
  if (list)
    return `${programme} ${personId ?? wording.period(period)}, ${wording.text('deliveries.fileName')}`;
  const kind = part ? `${partText(part, wording)}, ` : '';
  return `${programme} ${wording.period(period)}, ${kind}${formatText(format, wording)}`;
}
