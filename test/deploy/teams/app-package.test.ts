import JSZip from 'jszip';
import { commands } from '../../../bot/commands';
import { subscribe } from '../../../bot/commands/subscribe';
import { appPackage, AppPackageError } from '../../../deploy/teams/app-package';
import { commandLists } from '../../../deploy/teams/command-lists';
import { type Locale, locales } from '../../../src/goals/schema';

const botId = '11111111-2222-3333-4444-555555555555';

async function opened(options: Partial<Parameters<typeof appPackage>[0]> = {}) {
  const zip = await JSZip.loadAsync(await appPackage({ botId, ...options }));
  const json = async (file: string) =>
    JSON.parse(await zip.file(file)!.async('string')) as Record<string, never>;
  return { zip, json };
}

describe('the Teams app package', () => {
  it('holds what the manifest names, and nothing else', async () => {
    const { zip } = await opened();
    expect(Object.keys(zip.files).sort()).toEqual([
      'color.png',
      'en.json',
      'manifest.json',
      'outline.png',
      'sv.json',
    ]);
  });

  it('is the app of the bot, in personal chats and teams, and takes files', async () => {
    const { json } = await opened({ version: '2.3.4' });
    const manifest: Record<string, unknown> = await json('manifest.json');
    expect(manifest).toMatchObject({ id: botId, version: '2.3.4', manifestVersion: '1.29' });
    expect(manifest['bots']).toEqual([
      expect.objectContaining({ botId, scopes: ['personal', 'team'], supportsFiles: true }),
    ]);
    // Graph lets an app install itself only if its package names its identity.
    expect(manifest['webApplicationInfo']).toMatchObject({ id: botId });
  });

  it('has icons of the sizes that Teams wants', async () => {
    const { zip } = await opened();
    const sizeOf = async (file: string) => {
      const png = await zip.file(file)!.async('nodebuffer');
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    };
    expect(await sizeOf('color.png')).toEqual([192, 192]);
    expect(await sizeOf('outline.png')).toEqual([32, 32]);
  });

  it.each([
    ['an id that is no GUID', { botId: 'seuranta' }],
    ['a version that is none', { version: '1.0' }],
    [
      'pages without https',
      { developer: { name: 'County', websiteUrl: 'x', privacyUrl: 'x', termsOfUseUrl: 'x' } },
    ],
    [
      'a name that is too long',
      {
        developer: {
          name: 'A wellbeing services county of Finland',
          websiteUrl: 'https://example.org',
          privacyUrl: 'https://example.org',
          termsOfUseUrl: 'https://example.org',
        },
      },
    ],
  ])('is refused with %s', async (_what, options) => {
    await expect(appPackage({ botId, ...options })).rejects.toThrow(AppPackageError);
  });

  it('says the same in every language', async () => {
    const { json } = await opened();
    const [sv, en] = [await json('sv.json'), await json('en.json')];
    expect(Object.keys(sv)).toEqual(Object.keys(en));
    expect(commandLists('fi').map((list) => list.commands.length)).toEqual(
      commandLists('sv').map((list) => list.commands.length),
    );
  });

  it.each(locales)('offers only commands that the bot understands (%s)', (locale: Locale) => {
    const names = new Set(commands.flatMap((command) => command.names));
    const [inChat, inChannel] = commandLists(locale);
    for (const { title, description } of inChat!.commands) {
      expect(names).toContain(title);
      expect(description).not.toBe('');
    }
    const known = [...names, ...subscribe.names];
    for (const { title } of inChannel!.commands) expect(known).toContain(title);
  });
});
