/** Finland's holidays for the years around now, from date-holidays: `npm run holidays` writes the list. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { lookUpHolidays } from '../src/periods/working-days';

const file = path.join(__dirname, '../src/periods/holidays-fi.json');
const [first, last] = [2020, 2045];

/** Year → days, as the file has them. */
export function holidaysAroundNow(): Record<string, string[]> {
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return Object.fromEntries(years.map((year) => [year, lookUpHolidays('FI', year)]));
}

if (require.main === module) writeFileSync(file, `${JSON.stringify(holidaysAroundNow(), null, 2)}\n`);
