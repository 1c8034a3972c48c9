/** The settings of a programme that an import makes: what the file and the admin say, and defaults by layout. Pure. */
import path from 'node:path';
import { type Layout, type Locale, type Owner, type Programme, programmeSchema } from '../../goals/schema';
import { type Period } from '../../periods/period';
import { type SettingName } from './setting-names';
import { type Setting, settingsOf } from './settings';
import { idFor, rhythmWords } from './words';

/** What an admin says about a programme that the import creates. */
export interface NewProgramme {
  /** Its settings are copied unless the file has its own; its name and channels are not. */
  readonly like?: Programme;
  readonly name?: string;
  readonly rhythm?: Rhythm;
  readonly coordinator?: Owner;
  /** The period whose round opens first; the only one of a programme that is followed up once. */
  readonly firstPeriod?: Period;
  /** Used if neither the file nor the admin gives one. */
  readonly fallback: { readonly name: string; readonly coordinator: Owner };
}

export type Rhythm = Programme['rhythm'];

export const rhythms = Object.keys(rhythmWords) as readonly Rhythm[];

export interface NewSettings {
  readonly settings: readonly Setting[];
  /** Settings that neither the file nor the admin gave. */
  readonly assumed: ReadonlySet<SettingName>;
}

/** "Tavoitteet_2027.xlsx" is called "Tavoitteet 2027". */
export function nameOfFile(file: string): string {
  const base = path
    .basename(file, path.extname(file))
    .replace(/[_\s]+/g, ' ')
    .trim();
  return base === '' ? 'Programme' : base.charAt(0).toUpperCase() + base.slice(1);
}

/** Settings that a programme does not copy from the one it is like. */
const ownSettings: ReadonlySet<SettingName> = new Set([
  ...(['id', 'version', 'name', 'shortName', 'channel', 'firstPeriod'] as const),
]);

export function newSettings(
  id: string,
  file: {
    readonly settings?: readonly Setting[];
    readonly layout: Layout;
    readonly languages: readonly Locale[];
  },
  made: NewProgramme,
): NewSettings {
  const { settings: inFile = [], layout, languages } = file;
  const text = (name: string) => Object.fromEntries(languages.map((language) => [language, name]));
  const admins: Setting[] = [
    { key: 'id', value: id },
    ...(made.name === undefined ? [] : [{ key: 'name', text: text(made.name) } as const]),
    ...(made.rhythm === undefined ? [] : [{ key: 'rhythm', value: made.rhythm } as const]),
    ...(made.coordinator === undefined ? [] : [{ key: 'coordinator', value: made.coordinator } as const]),
  ];
  const known = [...inFile.filter(({ key }) => !admins.some((own) => own.key === key)), ...admins];
  const said = withFirstPeriod(known, made);
  const given = new Set(said.map(({ key }) => key));
  const rhythm = rhythmIn(said);
  const base = made.like
    ? [
        ...settingsOf(made.like, 'en').filter(({ key }) => !ownSettings.has(key)),
        { key: 'name', text: text(made.fallback.name) } as const,
      ]
    : settingsOf(defaultProgramme(layout, languages, rhythm, made.fallback), 'en');
  const kept = base.filter(({ key }) => !given.has(key));
  return { settings: [...kept, ...said], assumed: new Set(kept.map(({ key }) => key)) };
}

function withFirstPeriod(
  settings: readonly Setting[],
  { like, firstPeriod: value }: NewProgramme,
): readonly Setting[] {
  if (value === undefined) return settings;
  const isOnce = (rhythmIn(settings) ?? like?.rhythm) === 'once';
  const key = isOnce ? 'onlyPeriod' : 'firstPeriod';
  return [...settings.filter((setting) => setting.key !== key), { key, value }];
}

/** The rhythm that the settings name, if they do. */
export function rhythmIn(settings: readonly Setting[]): Rhythm | undefined {
  return idFor(rhythmWords, String(settings.find(({ key }) => key === 'rhythm')?.value ?? ''));
}

/** How often a programme asks if nothing says it. */
export function usualRhythm(layout: Layout): Exclude<Rhythm, 'once'> {
  return rhythmOf[layout];
}

const rhythmOf: Readonly<Record<Layout, Exclude<Rhythm, 'once'>>> = {
  ...{ 'key-results': 'quarter', 'strategic-goals': 'quarter', plain: 'quarter' },
  ...{ 'productivity-programme': 'half-year', 'half-year': 'half-year', survey: 'year' },
};

function defaultProgramme(
  layout: Layout,
  languages: readonly Locale[],
  said: Rhythm | undefined,
  { name, coordinator }: NewProgramme['fallback'],
): Programme {
  const rhythm = said === undefined || said === 'once' ? rhythmOf[layout] : said;
  const workStates = statesOf[layout];
  const publishes = publishesOf[layout];
  return programmeSchema.parse({
    ...{ id: 'new', name: Object.fromEntries(languages.map((language) => [language, name])) },
    ...{ languages, rhythm, layout, coordinator, calendar: calendarOf(rhythm) },
    headings: [{ fi: 'Osa-alue', sv: 'Delområde', en: 'Area' }],
    ...(workStates && { workStates }),
    ...(publishes && { publishes }),
  });
}

/** A month has about 21 working days, so its round must be shorter than the others. */
function calendarOf(rhythm: Rhythm) {
  const [opens, deadline, first] = rhythm === 'month' ? [2, 8, 2] : [10, 30, 5];
  return {
    opens: { workingDaysAfter: opens, at: '08:00' },
    deadline: { workingDaysAfter: deadline, at: '16:00' },
    reminders: [first, 1].map((workingDaysBefore) => ({ workingDaysBefore, at: '09:00' })),
    escalations: [{ to: 'coordinator', workingDaysAfter: 1, at: '10:00' }],
    graceWorkingDays: 3,
    digest: { weekday: 1, at: '08:00' },
    quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
  };
}

const publishesOf: Readonly<Partial<Record<Layout, Programme['publishes']>>> = {
  ...{ 'key-results': 'none', 'half-year': 'none', survey: 'none', 'productivity-programme': 'states' },
};

const challenges: Programme['workStates'][number] = {
  ...{ id: 'challenges', light: 'yellow' },
  label: {
    fi: 'Haasteita, joita ratkaistaan',
    sv: 'Utmaningar som håller på att lösas',
    en: 'Challenges being solved',
  },
};

/** The states that documents 001 and 002 use. */
const statesOf: Readonly<Partial<Record<Layout, Programme['workStates']>>> = {
  'strategic-goals': [
    {
      ...{ id: 'as-planned', light: 'green' },
      label: {
        fi: 'Työ etenee suunnitellusti',
        sv: 'Arbetet framskrider enligt plan',
        en: 'Proceeds as planned',
      },
    },
    challenges,
    {
      ...{ id: 'needs-support', light: 'red' },
      label: {
        fi: 'Työ ei etene, tarvitaan tukea',
        sv: 'Arbetet framskrider inte, stöd behövs',
        en: 'Does not proceed, needs support',
      },
    },
  ],
  'productivity-programme': [
    {
      ...{ id: 'in-progress', light: 'green' },
      label: {
        fi: 'Käynnissä, etenee suunnitellusti',
        sv: 'Pågår, framskrider enligt plan',
        en: 'In progress, proceeds as planned',
      },
    },
    challenges,
    {
      ...{ id: 'needs-support', light: 'red' },
      label: {
        fi: 'Ei etene, tarvitaan tukea',
        sv: 'Framskrider inte, stöd behövs',
        en: 'Does not proceed, needs support',
      },
    },
    { id: 'completed', light: 'green', label: { fi: 'Valmis', sv: 'Klart', en: 'Completed' } },
    {
      ...{ id: 'not-priority-1', light: 'not-assessable' },
      label: {
        fi: 'Ei prio 1 (ei käynnistetty vielä)',
        sv: 'Inte prio 1 (har inte inletts ännu)',
        en: 'Not priority 1 (not started yet)',
      },
    },
  ],
};
