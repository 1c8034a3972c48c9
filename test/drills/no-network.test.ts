/** The image with a production configuration and no network at all. */
import { afterEach, expect, it } from '@jest/globals';
import { canBeOffline } from './docker';
import { type Drill, image, inImage, startDrill, startLine } from './drill';

const guid = '5e0a7a00-0000-4000-8000-0000000000bb';
const environment = {
  MICROSOFT_APP_ID: guid,
  MICROSOFT_APP_TENANT_ID: guid,
  MICROSOFT_APP_PASSWORD: 'not-a-secret',
  MICROSOFT_APP_PASSWORD_EXPIRES: '2099-06-01',
};

let drill: Drill | undefined;
afterEach(() => drill?.end());

it('starts, is ready, opens a round, keeps what it cannot send, says why, and stops', async () => {
  if (!canBeOffline()) return void process.stdout.write('skipped: only root can take the network away\n');
  const envFile = Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
  drill = startDrill({ envFile });
  const { run, docker } = drill;
  await run(inImage('load-seeds'));
  await run(startLine);
  expect(docker.health('seuranta')).toEqual({ status: 0, out: '', err: '' });
  expect((await run('docker exec seuranta seuranta --version')).out).toBe(`${image.version}\n`);
  const round = '--programme strategic-goals --period 2099-Q3';
  await run(`docker exec seuranta seuranta round open ${round} --yes`);
  const status = await run(`docker exec seuranta seuranta round status ${round} --json`);
  expect(JSON.parse(status.out)).toMatchObject({
    persons: { asked: 29 },
    messages: { pending: 29, sent: 0, failed: 0 },
  });
  const { out } = await docker.line('docker exec seuranta seuranta doctor');
  expect(out).toMatch(/^(BROKEN|look at it) +token /m);
  expect(out).toMatch(/^ok +store /m);
  expect(await docker.line('docker stop seuranta')).toMatchObject({ status: 0 });
  const said = docker.log('seuranta').join('\n');
  expect(said).toContain('"stopped"');
  expect(said).not.toMatch(/"level":60/);
});
