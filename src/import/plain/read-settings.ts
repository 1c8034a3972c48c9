/** The settings of a programme, on the sheet "Ohjelma", "Program" or "Programme" beside any layout. Pure. */
import { type ImportedRegister, type ImportProblem, type PlacedSetting } from '../table/imported';
import { comparableHeading } from '../table/headings';
import { cellIn, placeIn, problemAt, tablesIn } from '../table/table';
import { type Sheet } from '../file/sheet';
import { programmeOf, type SettingName, settingNames } from '../settings/settings';
import { settingColumns, type SettingKey } from './columns';
import { localizedIn } from './entries';

/** If only some settings are there, the rest is kept or assumed; `programme` is given if they are complete. */
export function programmeIn(
  sheets: readonly Sheet[],
): Pick<ImportedRegister, 'programme' | 'settings' | 'problems'> {
  const [table] = sheets.flatMap((sheet) => tablesIn<SettingKey>(sheet, settingColumns));
  if (!table) return { problems: [] };
  const problems: ImportProblem[] = [];
  const settings: PlacedSetting[] = [];
  for (const row of table.rows) {
    const name = cellIn(table, row, 'setting')?.text ?? '';
    const key = settingKey(name);
    const place = placeIn(table, row, 'setting');
    if (key === undefined) {
      problems.push(problemAt('warning', 'setting-unknown', place, name));
      continue;
    }
    const value = cellIn(table, row, 'value');
    const text = localizedIn({ table, row, place }, 'text');
    settings.push({ key, place, ...(value && { value: value.number ?? value.text }), ...(text && { text }) });
  }
  const read = programmeOf(settings);
  if ('programme' in read) return { programme: read.programme, settings, problems };
  const wrong = read.faults.filter(({ key }) => settings.some((setting) => setting.key === key));
  if (wrong.length === 0) return { settings, problems };
  // The goals are fine, but the settings are not usable and are left out.
  const head = { sheet: table.sheet, row: 1 };
  const faults = wrong.map(({ key, code, details }) => {
    const setting = settings.find((each) => each.key === key);
    const named = { ...details, setting: key };
    return problemAt('warning', code, setting?.place ?? head, String(setting?.value ?? ''), named);
  });
  return { problems: [...problems, ...faults] };
}

function settingKey(name: string): SettingName | undefined {
  const typed = comparableHeading(name);
  return (Object.keys(settingNames) as SettingName[]).find((key) =>
    settingNames[key].some((known) => comparableHeading(known) === typed),
  );
}
