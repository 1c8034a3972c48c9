/** Converts a programme to settings that people edit, one per row, and back. Pure. */
import { defined } from '../../omit';
import { type Programme, programmeSchema, type WorkState } from '../../goals/schema';
import {
  parseSchedule,
  scheduleFields,
  type ScheduleProblemCode,
  type ScheduleTexts,
  scheduleTexts,
} from '../../periods/schedule-form';
import { type Locale, type LocalizedText } from '../../goals/schema';
import { type SettingName, settingNames } from './setting-names';
import { channelIn, channelText } from './channel-text';
import { sharesIn, sharesText } from './year-shares';
import {
  answerWords,
  askersWords,
  attainmentWords,
  idFor,
  lightByWords,
  lightWords,
  publishesWords,
  rhythmWords,
  stageWords,
  wordFor,
  type Words,
} from './words';

/** A value, a text in the programme's languages, or both; a list repeats the same setting. */
export interface Setting {
  readonly key: SettingName;
  readonly value?: string | number;
  readonly text?: LocalizedText;
}

/** The name `coordinator` is taken by the person, so the schedule's field has another one. */
export const scheduleKey = (field: (typeof scheduleFields)[number]): SettingName =>
  field === 'coordinator' ? 'coordinatorStep' : field;

const yesOrNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');
const yesNo = (value: boolean, language: Locale) => wordFor(answerWords, value ? 'yes' : 'no', language);
export const optionalTexts = ['organisation', 'asker', 'legalBasis'] as const;

export function settingsOf(programme: Programme, language: Locale): Setting[] {
  const { thresholds, policy, shortName, respondent } = programme;
  const texts = scheduleTexts(programme);
  return [
    { key: 'id', value: programme.id },
    { key: 'version', value: programme.version },
    { key: 'name', text: programme.name },
    ...(shortName ? [{ key: 'shortName', text: shortName } as const] : []),
    ...optionalTexts.flatMap((key) => (programme[key] ? [{ key, text: programme[key] }] : [])),
    ...(respondent !== undefined ? [{ key: 'respondent', value: respondent } as const] : []),
    { key: 'languages', value: programme.languages.join(', ') },
    { key: 'layout', value: programme.layout },
    ...programme.headings.map((text): Setting => ({ key: 'heading', text })),
    { key: 'coordinator', value: programme.coordinator },
    ...programme.channels.map((one): Setting => ({
      key: 'channel',
      value: channelText(one),
    })),
    { key: 'attainment', value: wordFor(attainmentWords, programme.attainment, language) },
    ...wordSetting('lightBy', lightByWords, programme.lightBy, language),
    ...wordSetting('collectsSupport', answerWords, yesOrNo(programme.collectsSupport), language),
    ...wordSetting('questionsBy', askersWords, programme.questionsBy, language),
    ...wordSetting('publishes', publishesWords, programme.publishes, language),
    ...(programme.accent === undefined ? [] : [{ key: 'accent', value: programme.accent } as const]),
    ...(programme.yearShares
      ? [{ key: 'yearShares', value: sharesText(programme.yearShares) } as const]
      : []),
    { key: 'green', value: thresholds.green },
    { key: 'yellow', value: thresholds.yellow },
    ...programme.workStates.map((state): Setting => ({
      ...{ key: 'workState', value: `${state.id}: ${wordFor(lightWords, state.light, language)}` },
      text: state.label,
    })),
    ...(['drafts', 'lockOnSubmit', 'oneCoordinatedAnswer'] as const).map((key): Setting => ({
      ...{ key, value: yesNo(policy[key], language) },
    })),
    ...scheduleFields.map((field): Setting => ({
      key: scheduleKey(field),
      value: scheduleWord(field, texts[field], language),
    })),
  ];
}

/** Empty if the programme does not set it. */
function wordSetting<T extends string>(
  key: SettingName,
  words: Words<T>,
  id: T | undefined,
  language: Locale,
): Setting[] {
  return id === undefined ? [] : [{ key, value: wordFor(words, id, language) }];
}

function scheduleWord(field: (typeof scheduleFields)[number], text: string, language: Locale): string {
  if (field === 'rhythm') return wordFor(rhythmWords, text as keyof typeof rhythmWords, language);
  if (field === 'stageOf') return wordFor(stageWords, text as keyof typeof stageWords, language);
  return field === 'quietDays' ? yesNo(text === 'true', language) : text;
}

/** Why settings are not accepted; also the code of the refusal if they should have created a programme. */
export type SettingFaultCode = TimesFaultCode | 'setting-invalid';

/** The faults of the schedule. */
export type TimesFaultCode = `setting-${ScheduleProblemCode}`;

/** @param code of a refusal or an import problem */
export function isSettingFault(code: string): code is SettingFaultCode {
  return code.startsWith('setting-') && code !== 'setting-unknown';
}

/** What is wrong with a setting; `code` is the key of its text. */
export interface SettingFault {
  readonly key: SettingName;
  readonly code: SettingFaultCode;
  readonly details?: Readonly<Record<string, string>>;
}

/** Missing settings get the programme's defaults, but times are required. */
export function programmeOf(
  settings: readonly Setting[],
): { readonly programme: Programme } | { readonly faults: readonly SettingFault[] } {
  const all = (key: SettingName) => settings.filter((setting) => setting.key === key);
  const value = (key: SettingName) => String(all(key)[0]?.value ?? '').trim();
  const text = (key: SettingName) => all(key)[0]?.text;
  const schedule = parseSchedule(scheduleIn(value));
  if ('problems' in schedule)
    return {
      faults: schedule.problems.map(({ field, code, details }) => ({
        ...{ key: scheduleKey(field), code: `setting-${code}` as const },
        ...(details && { details }),
      })),
    };
  const flag = (key: SettingName) => {
    const typed = idFor(answerWords, value(key)) ?? { true: 'yes', false: 'no' }[value(key)];
    return typed === undefined ? (value(key) === '' ? undefined : value(key)) : typed === 'yes';
  };
  const word = (key: SettingName, words: Words<string>) =>
    value(key) === '' ? undefined : (idFor(words, value(key)) ?? value(key));
  const number = (key: SettingName) => (value(key) === '' ? undefined : Number(value(key).replace(',', '.')));
  const parsed = programmeSchema.safeParse(
    defined({
      ...schedule.schedule,
      ...{
        id: value('id'),
        version: number('version'),
        name: text('name'),
        shortName: text('shortName'),
        ...Object.fromEntries(optionalTexts.map((key) => [key, text(key)])),
        respondent: value('respondent') || undefined,
      },
      languages: value('languages')
        .split(/[\s,;]+/)
        .filter(Boolean),
      thresholds:
        all('green').length + all('yellow').length > 0
          ? { green: number('green'), yellow: number('yellow') }
          : undefined,
      layout: value('layout') || undefined,
      attainment: word('attainment', attainmentWords),
      lightBy: word('lightBy', lightByWords),
      collectsSupport: flag('collectsSupport'),
      questionsBy: word('questionsBy', askersWords),
      publishes: word('publishes', publishesWords),
      accent: value('accent') || undefined,
      yearShares: sharesIn(value('yearShares')),
      workStates: all('workState').map(workStateOf),
      headings: all('heading').map((setting) => setting.text ?? {}),
      coordinator: value('coordinator'),
      channels: all('channel').map((setting) => channelIn(String(setting.value ?? ''))),
      policy: defined({
        drafts: flag('drafts'),
        lockOnSubmit: flag('lockOnSubmit'),
        oneCoordinatedAnswer: flag('oneCoordinatedAnswer'),
      }),
    }),
  );
  return parsed.success ? { programme: parsed.data } : { faults: parsed.error.issues.map(faultOf) };
}

function scheduleIn(value: (key: SettingName) => string): ScheduleTexts {
  const texts = scheduleFields.map((field): [string, string] => {
    const typed = value(scheduleKey(field));
    if (field === 'rhythm') return [field, idFor(rhythmWords, typed) ?? typed];
    if (field === 'stageOf') return [field, idFor(stageWords, typed) ?? typed];
    if (field === 'quietDays')
      return [field, String((idFor(answerWords, typed) ?? 'no') === 'yes' || typed === 'true')];
    return [field, typed];
  });
  return Object.fromEntries(texts) as unknown as ScheduleTexts;
}

/** "as-planned: vihreä" */
function workStateOf({ value, text }: Setting): Partial<WorkState> & { readonly id: string } {
  const [id = '', light = ''] = String(value ?? '')
    .split(':')
    .map((part) => part.trim());
  return { id, label: text ?? {}, light: (idFor(lightWords, light) ?? light) as WorkState['light'] };
}

const keyOfPath: Readonly<Record<string, SettingName>> = {
  ...{ headings: 'heading', channels: 'channel', workStates: 'workState' },
  ...{ thresholds: 'green', policy: 'drafts' },
};

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function faultOf({ path, message }: Issue): SettingFault {
  const [first = 'id', second] = path.map(String);
  const key = second !== undefined && second in settingNames ? second : (keyOfPath[first] ?? first);
  return { key: key as SettingName, code: 'setting-invalid', details: { message } };
}
