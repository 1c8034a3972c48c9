/** The programme's settings after an import. Pure. */
import { RefusedError } from '../../errors';
import { idSchema, type Locale, locales, type Programme } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type RoundSchedule } from '../../periods/calendar';
import { type ScheduleProblem } from '../../periods/schedule-form';
import { scheduleOf, withSchedule } from '../../goals/schedule-of';
import { type ImportedRegister, type ImportProblem, type ImportProblemCode } from '../table/imported';
import { type OwnerReader } from '../owners/owners';
import { problemAt } from './plan-problems';
import { type NewProgramme, newSettings, type NewSettings } from '../settings/new-programme';
import { type SettingName } from '../settings/setting-names';
import {
  isSettingFault,
  optionalTexts,
  programmeOf,
  scheduleKey,
  type Setting,
  type SettingFault,
  type SettingFaultCode,
  settingsOf,
} from '../settings/settings';
import { keptText } from './same-text';
import { sameData } from '../../same-data';

/** A change of one setting; a repeated setting has all its values together. */
export interface SettingChange {
  readonly setting: SettingName;
  readonly from?: string;
  readonly to?: string;
}

export interface PlannedProgramme {
  readonly programme: Programme;
  readonly settings: readonly SettingChange[];
  /** Settings of a new programme that neither the file nor the admin gave. */
  readonly assumed: readonly SettingChange[];
  readonly problems: readonly ImportProblem[];
}

export interface ProgrammeSource {
  readonly programme: Programme;
  /** Whether it has no goals yet. */
  readonly isFirst: boolean;
  readonly isNew: boolean;
  readonly file: ImportedRegister;
  readonly readOwners: OwnerReader;
  readonly locale: Locale;
  /** What the admin said of a programme that does not exist yet. */
  readonly newProgramme?: NewProgramme | undefined;
  /** Finds what is wrong with the times of the coming rounds. Default: no check. */
  readonly scheduleProblems?: ((schedule: RoundSchedule) => readonly ScheduleProblem[]) | undefined;
}

/**
 * A new programme with the id that the admin gives, from the file's settings. What is missing there is taken from what
 * the admin said and from defaults, and it waits to be started; if the admin said nothing, the file must be complete.
 * It has the file's version, because goals refer to it.
 * @throws RefusedError `id-unreadable`; `programme-needed` if the file has no settings; the code of the first wrong
 *   setting
 */
export function programmeFrom(file: ImportedRegister, id: string, made?: NewProgramme): Programme {
  const { programme, problems } = file;
  if (!idSchema.safeParse(id).success) throw new RefusedError('id-unreadable', { id });
  for (const { code, details, value } of programme ? [] : problems)
    if (isSettingFault(code)) throw new RefusedError(code, { ...details, text: value });
  if (made) return completed(newSettingsOf(file, id, made));
  if (programme) return { ...programme, id };
  throw new RefusedError('programme-needed', { programme: id });
}

function completed({ settings }: NewSettings): Programme {
  const read = programmeOf(settings);
  if ('programme' in read) return { ...read.programme, awaitsStart: true };
  const [{ key, code, details }] = read.faults as [SettingFault];
  const text = String(settings.find((setting) => setting.key === key)?.value ?? '');
  throw new RefusedError(code, { ...details, setting: key, text });
}

function newSettingsOf({ settings, layout, goals }: ImportedRegister, id: string, made: NewProgramme) {
  const languages = locales.filter((locale) => goals.some(({ title }) => title[locale] !== undefined));
  // The language of the first goal is the main one.
  languages.sort(
    (a, b) => Number(goals[0]?.title[b] !== undefined) - Number(goals[0]?.title[a] !== undefined),
  );
  return newSettings(id, { ...(settings && { settings }), layout, languages }, made);
}

/**
 * Settings missing from the file stay. Settings of another programme, and those without usable times, are ignored.
 * @throws RefusedError `setting-…` if a new programme's times cannot be used
 */
export function planProgramme(source: ProgrammeSource): PlannedProgramme {
  const { programme: stored, isNew, file, locale } = source;
  const before = withHeadings(source);
  if (isNew) return newProgramme(source, before);
  if (!file.settings) return { programme: before, settings: [], assumed: [], problems: [] };
  const named = file.settings.find(({ key }) => key === 'id');
  if (named && String(named.value) !== stored.id) {
    const value = { value: String(named.value ?? '') };
    const problem = problemAt(named.place, 'settings-of-another', { programme: stored.id }, value);
    return { programme: before, settings: [], assumed: [], problems: [problem] };
  }
  const said = new Set(file.settings.map(({ key }) => key));
  const read = programmeOf([
    ...settingsOf(before, 'fi').filter(({ key }) => !said.has(key)),
    ...file.settings,
  ]);
  if ('faults' in read) {
    const faults = read.faults.map(({ key, code, details }) => settingProblem(file, key, code, details));
    return { programme: before, settings: [], assumed: [], problems: faults };
  }
  const wanted = {
    ...{ ...kept(before, read.programme), id: stored.id, version: stored.version },
    ...(stored.awaitsStart && { awaitsStart: true as const }),
  };
  const faults = sameData(scheduleOf(stored), scheduleOf(wanted)) ? [] : scheduleFaults(source, wanted);
  const programme = faults.length > 0 ? withSchedule(wanted, scheduleOf(before)) : wanted;
  const settings = settingChanges(stored, programme, locale);
  const problems = [...faults, ...coordinatorProblems(source, programme)];
  return { programme, settings, assumed: [], problems };
}

/** The first import decides the layout of the programme's reports. */
function withHeadings({ programme, isFirst, file: { headings, layout } }: ProgrammeSource): Programme {
  const kept = headings.map((text, level) => keptText(programme.headings[level], text)).slice(0, 4);
  return { ...programme, ...(isFirst && { layout }), ...(kept.length > 0 && { headings: kept }) };
}

function newProgramme(source: ProgrammeSource, programme: Programme): PlannedProgramme {
  const { file, locale, newProgramme: made } = source;
  const [fault] = scheduleFaults(source, programme);
  if (fault) throw new RefusedError(fault.code, fault.details ?? {});
  const assumed = made && newSettingsOf(file, programme.id, made).assumed;
  const texts = textsBySetting(settingsOf(programme, locale), locale);
  const change = (setting: SettingName): SettingChange => ({ setting, to: texts.get(setting) ?? '' });
  return {
    programme: { ...programme, layout: source.programme.layout },
    settings: [{ setting: 'name', to: textIn(programme.name, locale) }],
    assumed: saidAboutNew.filter((key) => assumed?.has(key) && texts.get(key)).map(change),
    problems: coordinatorProblems(source, programme),
  };
}

/** What an admin should look at before starting a programme. */
const saidAboutNew: readonly SettingName[] = [
  ...(['name', 'languages', 'coordinator', 'rhythm', 'opens', 'opensAt', 'deadline', 'deadlineAt'] as const),
  ...(['grace', 'reminders', 'reminderAt', 'coordinatorStep', 'digestDay', 'digestAt'] as const),
  ...(['quietFrom', 'quietTo', 'workState', 'questionsBy', 'publishes'] as const),
];

/** Texts that say the same stay as they are, including languages that the file does not have. */
function kept(before: Programme, after: Programme): Programme {
  const texts = (['shortName', ...optionalTexts] as const).flatMap((key) => {
    const said = after[key];
    return said ? [[key, keptText(before[key], said)] as const] : [];
  });
  return {
    ...after,
    name: keptText(before.name, after.name),
    ...Object.fromEntries(texts),
    headings: after.headings.map((heading, level) => keptText(before.headings[level], heading)),
  };
}

function scheduleFaults({ file, scheduleProblems }: ProgrammeSource, programme: Programme): Fault[] {
  const found = scheduleProblems?.(scheduleOf(programme)) ?? [];
  return found.map(({ field, code, details }) =>
    settingProblem(file, scheduleKey(field), `setting-${code}` as const, details),
  );
}

function coordinatorProblems(
  { file, readOwners, newProgramme: made, isNew }: ProgrammeSource,
  { coordinator }: Programme,
): ImportProblem[] {
  const isSaid = file.settings?.some(({ key }) => key === 'coordinator') === true || (isNew && made);
  if (!isSaid || readOwners(coordinator).unresolved.length === 0) return [];
  const problem = settingProblem(file, 'coordinator', 'coordinator-unknown');
  return [{ ...problem, value: problem.value || coordinator }];
}

type Fault = ImportProblem & { readonly code: SettingFaultCode };

function settingProblem<C extends ImportProblemCode>(
  { settings = [], goals }: ImportedRegister,
  setting: SettingName,
  code: C,
  details: Readonly<Record<string, string>> = {},
): ImportProblem & { readonly code: C } {
  const found = settings.find(({ key }) => key === setting);
  const value = String(found?.value ?? '');
  // Without the setting in the file, no single cell is wrong.
  const { sheet, row } = goals[0]!.place;
  return problemAt(found?.place ?? { sheet, row }, code, { ...details, setting }, { value });
}

function settingChanges(before: Programme, after: Programme, locale: Locale): SettingChange[] {
  const [from, to] = [before, after].map((programme) =>
    textsBySetting(settingsOf(programme, locale), locale),
  );
  const keys = new Set([...from!.keys(), ...to!.keys()]);
  return [...keys].flatMap((setting): SettingChange[] => {
    const [was, is] = [from!.get(setting), to!.get(setting)];
    if (was === is) return [];
    return [{ setting, ...(was && { from: was }), ...(is && { to: is }) }];
  });
}

function textsBySetting(settings: readonly Setting[], locale: Locale): Map<SettingName, string> {
  const texts = new Map<SettingName, string>();
  for (const { key, value, text } of settings) {
    const said = [value, text && textIn(text, locale)].filter((part) => part !== undefined).join(' ');
    const above = texts.get(key);
    texts.set(key, above === undefined ? said : `${above}; ${said}`);
  }
  return texts;
}
