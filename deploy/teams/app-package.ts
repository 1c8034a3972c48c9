/** The Teams app package: manifest, texts in three languages and icons, checked against the published schemas. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Ajv, { type ErrorObject } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import JSZip from 'jszip';
import { version as packageVersion } from '../../package.json';
import { text } from '../../cards/parts/strings';
import { type Locale, locales } from '../../src/goals/schema';
import { commandLists } from './command-lists';
import base from './manifest.json';

export interface AppPackageOptions {
  /** App id of the bot's registration, a GUID. */
  readonly botId: string;
  /** Id of the Teams app, a GUID; defaults to the bot's. */
  readonly teamsAppId?: string;
  /** `1.2.3`; defaults to the version in package.json. Teams accepts an update only with a higher one. */
  readonly version?: string;
  /** The app's publisher (at most 32 characters) and its three pages. */
  readonly developer?: Readonly<Record<'name' | 'websiteUrl' | 'privacyUrl' | 'termsOfUseUrl', string>>;
}

/** The manifest's own language; the others have files beside it. */
const mainLanguage: Locale = 'fi';
const otherLanguages = locales.filter((locale) => locale !== mainLanguage);

/** A package that does not fit the schemas; the message lists every fault. */
export class AppPackageError extends Error {
  override readonly name = 'AppPackageError';
}

/** @throws AppPackageError if the manifest or the texts do not fit Microsoft's schemas. */
export async function appPackage(options: AppPackageOptions): Promise<Buffer> {
  const files = { 'manifest.json': manifest(options), ...languageFiles() };
  const checked = Object.entries(files).map(([name, content]) => faultsIn(name, content));
  const faults = [...versionFaults(options), ...(await Promise.all(checked)).flat()];
  if (faults.length > 0) throw new AppPackageError(faults.join('\n'));
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, JSON.stringify(content, null, 2));
  for (const icon of Object.values(base.icons)) zip.file(icon, await readFile(path.join(__dirname, icon)));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function manifest({ botId, teamsAppId = botId, version = packageVersion, developer }: AppPackageOptions) {
  const { short, full, about, more } = appTexts(mainLanguage);
  const languages = otherLanguages.map((languageTag) => ({ languageTag, file: fileOf(languageTag) }));
  return {
    ...base,
    version,
    ...(developer && { developer }),
    id: teamsAppId,
    name: { short, full },
    description: { short: about, full: more },
    localizationInfo: { defaultLanguageTag: mainLanguage, additionalLanguages: languages },
    // Tells Graph that the app is the bot's; without it the bot may not install it for anybody.
    webApplicationInfo: { id: botId, resource: `api://botid-${botId}` },
    bots: base.bots.map((bot) => ({ ...bot, botId, commandLists: commandLists(mainLanguage) })),
  };
}

/** What Teams shows about the app before anybody has written to the bot; the schemas limit the lengths. */
function appTexts(locale: Locale) {
  return {
    short: text(locale, 'app.short'),
    full: text(locale, 'app.full'),
    about: text(locale, 'app.about'),
    more: text(locale, 'app.more'),
  };
}

function languageFiles(): Record<string, object> {
  return Object.fromEntries(otherLanguages.map((locale) => [fileOf(locale), localized(locale)]));
}

function fileOf(locale: Locale): string {
  return `${locale}.json`;
}

/** The texts of the manifest, by their path in it. */
function localized(locale: Locale) {
  const { short, full, about, more } = appTexts(locale);
  const commands = commandLists(locale).flatMap((list, l) =>
    list.commands.flatMap(({ title, description }, c): [string, string][] => {
      const place = `bots[0].commandLists[${l}].commands[${c}]`;
      return [
        [`${place}.title`, title],
        [`${place}.description`, description],
      ];
    }),
  );
  return {
    $schema: base.$schema.replace('MicrosoftTeams.schema', 'MicrosoftTeams.Localization.schema'),
    'name.short': short,
    'name.full': full,
    'description.short': about,
    'description.full': more,
    ...Object.fromEntries(commands),
  };
}

/** The schema accepts any text as version, but Teams does not. */
function versionFaults({ version = packageVersion }: AppPackageOptions): string[] {
  return /^\d+\.\d+\.\d+$/.test(version) ? [] : [`manifest.json /version: "${version}" is not like 1.2.3`];
}

/** Microsoft's schemas are read from a package, so that nothing is fetched. */
async function faultsIn(file: string, content: object): Promise<string[]> {
  const name = file === 'manifest.json' ? 'MicrosoftTeams.schema' : 'MicrosoftTeams.Localization.schema';
  const folder = path.dirname(require.resolve('@microsoft/app-manifest'));
  const where = path.join(folder, `json-schemas/teams/v${base.manifestVersion}`, `${name}.json`);
  // The schemas' patterns are not valid as Unicode regular expressions.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const check = ajv.compile(JSON.parse(await readFile(where, 'utf8')) as object);
  if (check(content)) return [];
  const told = ({ instancePath, message = '' }: ErrorObject) => `${file} ${instancePath || '/'}: ${message}`;
  return (check.errors ?? []).map(told);
}
