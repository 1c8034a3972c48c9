/** The texts that people read, in all languages. Each test lists faults: the language, the key and what is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../../bot/commands';
import { discardRound as discard } from '../../../bot/commands/brake/discard-round';
import { pause } from '../../../bot/commands/brake/pause';
import { resume } from '../../../bot/commands/brake/resume';
import { channels } from '../../../bot/commands/channels';
import { deliveries } from '../../../bot/commands/deliveries';
import { digest } from '../../../bot/commands/digest';
import { follow } from '../../../bot/commands/follow';
import { grants } from '../../../bot/commands/grants';
import { help } from '../../../bot/commands/help';
import { history } from '../../../bot/commands/history';
import { language } from '../../../bot/commands/language';
import { missing } from '../../../bot/commands/missing';
import { myGoals } from '../../../bot/commands/my-goals';
import { next } from '../../../bot/commands/next';
import { owners } from '../../../bot/commands/owners';
import { programmes } from '../../../bot/commands/programmes';
import { questions } from '../../../bot/commands/questions/own-questions';
import { report } from '../../../bot/commands/report';
import { schedule } from '../../../bot/commands/schedule';
import { status } from '../../../bot/commands/status';
import { substitute } from '../../../bot/commands/substitute';
import { calendar } from '../../../bot/commands/talking/calendar';
import { coordinator, feedback } from '../../../bot/commands/talking/coordinators';
import { later } from '../../../bot/commands/talking/later';
import { survey } from '../../../bot/commands/survey';
import { who } from '../../../bot/commands/who';
import { year } from '../../../bot/commands/year';
import { detailedText, isStringKey, type StringKey, text } from '../../../cards/parts/strings';
import {
  argumentsFile,
  argumentsText,
  type MessagePart,
  partsOf,
  placeholdersOf,
  readTexts,
} from '../../../deploy/text-arguments';
import { type Locale, locales } from '../../../src/goals/schema';

const folder = path.join(__dirname, '../../../cards/strings');
const others = locales.filter((locale) => locale !== 'fi');
const catalogues = Object.fromEntries(locales.map((locale) => [locale, readTexts(locale)])) as Record<
  Locale,
  Readonly<Record<string, string>>
>;
const everyText = locales.flatMap((locale) =>
  Object.entries(catalogues[locale]).map(([key, message]) => ({
    ...{ locale, key: key as StringKey, message },
    parts: partsIfReadable(message, locale),
  })),
);
const texts = everyText.flatMap(({ parts, ...each }) => (parts ? [{ ...each, parts }] : []));

function partsIfReadable(message: string, locale: Locale): readonly MessagePart[] | undefined {
  try {
    return partsOf(message, locale);
  } catch {
    return undefined;
  }
}

/** Areas with their keys, in the order of the file. */
const areasOf = (locale: Locale) =>
  readdirSync(path.join(folder, locale))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const area = JSON.parse(readFileSync(path.join(folder, locale, name), 'utf8')) as object;
      return [name, Object.keys(area)] as const;
    });

/** Commands by the key of their line in help. */
const explained = {
  help,
  goals: myGoals,
  next,
  status,
  history,
  who,
  digest,
  follow,
  year,
  deliveries,
  substitute,
  calendar,
  later,
  coordinator,
  feedback,
  language,
  programmes,
  questions,
  missing,
  pause,
  resume,
  discard,
  survey,
  owners,
  report,
  schedule,
  channels,
  grants,
};

/** Words for which the texts use another one, and phrases that no native would write. */
const givenUp: Readonly<Record<Locale, RegExp>> = {
  fi: /hakemisto|seurantakau[sd]|muutoslok|lopulli\w+ koost|kanava(?:an|ssa|sta)\b|kanaviin|tavoitteen koodi|tavoittee(?:seen|si) (?:on )?(?:vielä )?vasta(?:ttu|taan)|vastauksia (?:ei (?:enää )?)?oteta(?!(?:an)? vastaan)|Paina silloin|Sinulle on|sillä välin/i,
  sv: /\}:s\b|för \S+ räkning|kassera|tidtabell|eskaler|enhetens chef|katalog|han eller hon|[Dd]riften|tillbakatag|besvara\w* målet|mål(?:en)? är besvarade|sparats? än\b/,
  en: /\brepl(?:y|ies|ied)\b|e-mail|responsible persons?|\bpersons\b|\bjudged?\b|to be accepted|not accepted|acceptance|escalat|closing digest|by the schedule|\bput off\b|\bsubmit|stood still|those who run|follow-up round/i,
};

function pluralsOf(parts: readonly MessagePart[]): MessagePart[] {
  return parts.flatMap((part) => [
    ...(part.options ? [part] : []),
    ...Object.values(part.options ?? {}).flatMap((option) => pluralsOf(option.value)),
  ]);
}

/** What is wrong with a text if it gets a count, and words as the other values. */
function saidWrongly({ locale, key, parts }: (typeof texts)[number], count: number): string[] {
  const counted = new Set(pluralsOf(parts).map(({ value }) => value));
  const names = Object.keys(placeholdersOf(parts));
  const values = names.map((name) => [name, counted.has(name) ? count : `<b>{${name}}`] as const);
  const said = detailedText(locale, key, Object.fromEntries(values));
  const unsaid = names.filter((name) => !counted.has(name) && !said.includes(`<b>{${name}}`));
  const isRaw = /[{}#]|undefined|, plural/.test(said.replace(/<b>\{\w+\}/g, ''));
  return [
    ...unsaid.map((name) => `${locale} ${key}: does not say {${name}} for ${count}`),
    ...(isRaw ? [`${locale} ${key}: "${said}" for ${count}`] : []),
  ];
}

describe('the texts', () => {
  it('are read from every file, each from one', () => {
    const areas = areasOf('fi');
    const keys = areas.flatMap(([, each]) => each);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(areas.flatMap(([name, each]) => each.filter((key) => !isStringKey(key)).map(() => name))).toEqual(
      [],
    );
    expect(keys.length).toBeGreaterThan(900);
  });

  it('have the same keys in the same order in every language', () => {
    for (const locale of others) expect([locale, areasOf(locale)]).toEqual([locale, areasOf('fi')]);
  });

  it('are ICU messages', () => {
    const faults = everyText.filter(({ parts }) => !parts);
    expect(faults.map(({ locale, key, message }) => `${locale} ${key}: ${message}`)).toEqual([]);
  });

  it('take the same placeholders in every language', () => {
    const named = ({ parts }: (typeof texts)[number]) => Object.keys(placeholdersOf(parts)).join(', ');
    const finnish = new Map(
      texts.filter(({ locale }) => locale === 'fi').map((each) => [each.key, named(each)]),
    );
    const faults = texts.filter((each) => named(each) !== (finnish.get(each.key) ?? named(each)));
    expect(faults.map((each) => `${each.locale} ${each.key}: ${named(each)}`)).toEqual([]);
  });

  it('say what they are given, for none, one and many', () => {
    const faults = texts.flatMap((each) => [0, 1, 2, 1200].flatMap((count) => saidWrongly(each, count)));
    expect(faults).toEqual([]);
  });

  it('have a form for every count that the language tells apart', () => {
    const faults = texts.flatMap(({ locale, key, parts }) => {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      return pluralsOf(parts).flatMap(({ options = {} }) =>
        needed.filter((form) => !Object.hasOwn(options, form)).map((form) => `${locale} ${key}: ${form}`),
      );
    });
    expect(faults).toEqual([]);
  });

  it('have the quotation marks of print; a straight apostrophe would hide what follows it', () => {
    const marks = { fi: /['"“‘]/, sv: /['"“‘]/, en: /['"]/ };
    const faults = texts.filter(({ locale, message }) => marks[locale].test(message));
    expect(faults.map(({ locale, key, message }) => `${locale} ${key}: ${message}`)).toEqual([]);
  });

  it('have one word for each concept, and none of the words that were given up for it', () => {
    const faults = texts.flatMap(({ locale, key, message }) => {
      const said = message.replace(/\{\w+/g, '').match(givenUp[locale]);
      return said ? [`${locale} ${key}: ${said[0]}`] : [];
    });
    expect(faults).toEqual([]);
  });

  it('name only commands that the bot knows, and buttons', () => {
    const names = new Set(commands.flatMap((command) => command.names));
    const quoted = texts.flatMap(({ locale, key, message }) =>
      [...message.matchAll(/[“”]([^“”]+)”/g)]
        .map((match) => match[1]!)
        .filter((name) => !name.includes('{'))
        .map((name) => ({ locale, key, name })),
    );
    const isButton = ({ locale, name }: (typeof quoted)[number]) =>
      Object.values(catalogues[locale]).some((message) => message.startsWith(name));
    expect(quoted.length).toBeGreaterThan(3 * locales.length);
    expect(quoted.filter((each) => !names.has(each.name) && !isButton(each))).toEqual([]);
  });

  it('explain each command under a name that runs it', () => {
    const lines = Object.keys(catalogues.fi).filter((key) => /^command\.help\.(?!title$)/.test(key));
    expect(lines.sort()).toEqual(
      Object.keys(explained)
        .map((key) => `command.help.${key}`)
        .sort(),
    );
    const faults = locales.flatMap((locale) =>
      Object.entries(explained)
        .map(([key, { names }]) => [names, catalogues[locale][`command.help.${key}`]!] as const)
        .filter(([names, line]) => !names.includes(line.split(' – ')[0]!))
        .map(([, line]) => `${locale}: ${line}`),
    );
    expect(faults).toEqual([]);
  });

  it('have their arguments listed as they are: `npm run strings` writes them', () => {
    expect(readFileSync(argumentsFile, 'utf8')).toBe(argumentsText());
  });
});

describe('a text', () => {
  it('is added as the README of cards/ shows', () => {
    const readme = readFileSync(path.join(folder, '../README.md'), 'utf8');
    expect(readme).toContain(`"prompt.closed": ${JSON.stringify(catalogues.en['prompt.closed'])}`);
    expect(text('en', 'prompt.closed', { at: 'noon' })).toBe('The round was closed on noon.');
  });

  it('does not compile without what it takes, nor with more, and throws where a value is missing all the same', () => {
    // @ts-expect-error -- the time is missing
    expect(() => text('fi', 'prompt.closed')).toThrow('at');
    // @ts-expect-error -- a count is a number
    expect(text('en', 'prompt.voluntaryLeft', { count: '1', deadline: '2 May' })).toContain('2 May');
    // @ts-expect-error -- the text has no such argument
    expect(text('en', 'prompt.closed', { at: 'noon', by: 'Anna' })).toBe(
      text('en', 'prompt.closed', { at: 'noon' }),
    );
    // @ts-expect-error -- the text takes no arguments
    expect(text('en', 'prompt.start', {})).toBe(text('en', 'prompt.start'));
  });

  it('that is one of several does not compile without what each of them takes', () => {
    const either = (isOver: boolean) => (isOver ? 'alert.over' : 'alert.since');
    // @ts-expect-error -- one of the two says since when
    expect(text('en', either(true))).toBe(text('en', 'alert.over'));
    expect(text('en', either(true), { since: 'noon' })).toBe(text('en', 'alert.over'));
  });

  it('of a light that has none does not compile', () => {
    const light = 'purple' as 'green' | 'purple';
    // @ts-expect-error -- no light is purple
    expect(() => text('en', `light.${light}`)).toThrow();
  });
});

it('counts channels that work again and messages with a press in the singular and the plural', () => {
  const back = (count: number) => text('sv', 'channels.backTold', { count, channels: 'A' });
  expect([1, 2].map(back)).toEqual([
    'Sammandragen skickas igen till kanalen: A.',
    'Sammandragen skickas igen till kanalerna: A.',
  ]);
  const sent = { sent: 3, pending: 0, undelivered: 0 };
  expect(text('sv', 'deliveries.lead', { ...sent, pressed: 1 })).toContain('i 1 meddelande.');
});
