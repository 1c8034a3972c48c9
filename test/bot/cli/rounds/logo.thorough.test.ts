/** What the command line says of a logo and of PDFs. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadLogo } from '../../../../src/goals/logo';
import { loadSeeds } from '../../../../seeds/load';
import { pngPicture } from '../../../helpers/picture';
import { cliUnderTest } from '../cli-under-test';

const cli = cliUnderTest('2026-10-12T09:00:00Z', loadSeeds, { each: false });
const ofSurvey = ['--programme', 'county-survey'];
const file = (name: string) => path.join(cli.directory, name);

describe('logo', () => {
  it('is set from a file and removed', async () => {
    await writeFile(file('logo.png'), pngPicture(40, 20));
    const set = ['logo', 'set', ...ofSurvey, '--file', file('logo.png')];
    expect(await cli.run(...set)).toBe('logo of county-survey: png, 40 × 20 pixels');
    expect(await cli.inStore((store) => loadLogo(store, 'county-survey'))).toMatchObject({ width: 40 });
    expect(await cli.run('logo', 'remove', ...ofSurvey)).toBe('logo of county-survey removed');
    expect(await cli.run('logo', 'remove', ...ofSurvey)).toBe('county-survey has no logo');
  });

  it('is refused with what to do', async () => {
    await writeFile(file('logo.svg'), '<svg/>');
    const set = (name: string) => cli.fails('logo', 'set', ...ofSurvey, '--file', file(name));
    expect(await set('logo.svg')).toEqual([
      'error: the logo is not a PNG or JPEG picture; save it as one of them',
    ]);
    expect(await set('none.png')).toEqual([
      `error: ${file('none.png')} cannot be read (ENOENT); name an existing file`,
    ]);
    await writeFile(file('large.png'), Buffer.alloc(300_000));
    expect(await set('large.png')).toEqual([
      'error: the logo has 300000 bytes; give a picture of at most 204800 bytes',
    ]);
  });
});
