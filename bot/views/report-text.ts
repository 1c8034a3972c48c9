import { formatText, partText } from '../../cards/report/data';
import { shorten } from '../../cards/parts/shorten';
import { type Wording } from '../../cards/parts/wording';
import { type Programme } from '../../src/goals/schema';
import { type ReportName } from '../../src/report/content/formats';

/** "Tuottavuusohjelma 7–12/2025, Taulukko (Excel, XLSX)". */
export function reportText(
  { name }: Pick<Programme, 'name'>,
  { period, format, part }: Pick<ReportName, 'period' | 'format' | 'part'>,
  wording: Wording,
): string {
  const kind = part ? `${partText(part, wording)}, ` : '';
  return `${shorten(wording.of(name), 120)} ${wording.period(period)}, ${kind}${formatText(format, wording)}`;
}
