/** The settings of a programme, on the sheet "Ohjelma", "Program" or "Programme" beside any layout. Pure. */
import { type ImportedRegister, type ImportProblem, type PlacedSetting } from '../table/imported';
import { comparableHeading } from '../table/headings';
import { cellIn, placeIn, problemAt, tablesIn } from '../table/table';
import { type Sheet } from '../file/sheet';
import { type SettingName, settingNames } from '../settings/setting-names';
import { programmeOf } from '../settings/settings';
import { settingColumns, type SettingKey } from './columns';
import { localizedIn } from './entries';

/** `programme` is set if the settings are complete; otherwise the missing ones are kept or assumed. */
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
  const faults = read.faults.flatMap(({ key, code, details }) => {
    const setting = settings.find((each) => each.key === key);
    const named = { ...details, setting: key };
    return setting ? [problemAt('warning', code, setting.place, String(setting.value ?? ''), named)] : [];
  });
  // With wrong settings, the file is read as if it had none.
  return faults.length > 0 ? { problems: [...problems, ...faults] } : { settings, problems };
}

function settingKey(name: string): SettingName | undefined {
  const typed = comparableHeading(name);
  return (Object.keys(settingNames) as SettingName[]).find((key) =>
    settingNames[key].some((known) => comparableHeading(known) === typed),
  );
}
