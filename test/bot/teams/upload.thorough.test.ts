import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { uploadFile } from '../../../bot/teams/upload';
import { bad, BadServer } from '../../helpers/bad-server';
import { eventually } from '../../helpers/eventually';

let server: BadServer;
beforeEach(async () => void (server = await new BadServer().start()));
afterEach(() => server.stop());

it.each(['hang', 'reset', 'redirect', 'error'] as const)(
  'an upload fails in time, and leaves no connection open: %s',
  async (how) => {
    server.answering = bad[how];
    // Long enough to connect on a busy machine: fetch keeps a connection that it made in vain, and never used, for a minute.
    await expect(uploadFile(new URL(server.url), Buffer.alloc(1_000_000), 2_000)).rejects.toThrow();
    await eventually('it is closed', async () => (await server.openConnections()) === 0, 10_000);
    expect(server.paths).toEqual(['/']);
  },
);
