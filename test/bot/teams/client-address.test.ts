import { type IncomingMessage } from 'node:http';
import { clientAddress, isOwnMachine } from '../../../bot/teams/client-address';

const request = (remoteAddress: string | undefined, headers: Readonly<Record<string, string>> = {}) =>
  ({ headers, socket: { remoteAddress } }) as Pick<IncomingMessage, 'headers' | 'socket'>;
const forwarded = (addresses: string) => ({ 'x-forwarded-for': addresses });

it.each<readonly [string, string | undefined, Readonly<Record<string, string>>, string]>([
  ['a client without a proxy', '203.0.113.9', {}, '203.0.113.9'],
  ['one that claims to be a proxy', '203.0.113.9', forwarded('198.51.100.1'), '203.0.113.9'],
  ['one behind a proxy of ours', '10.0.0.4', forwarded('198.51.100.1'), '198.51.100.1'],
  ['one behind it that names others first', '172.17.0.1', forwarded('1.1.1.1, 198.51.100.1'), '198.51.100.1'],
  ['one that a proxy names with a port', '100.100.0.3', forwarded('198.51.100.1:50000'), '198.51.100.1'],
  ['one on an IPv6 socket', '::ffff:203.0.113.9', {}, '203.0.113.9'],
  ['the network of one with IPv6', '2001:db8:1:2:3:4:5:6', {}, '2001:db8:1:2'],
  ['the network of a short one', '2001:db8::1', {}, '2001:db8'],
  ['one in brackets', 'fd00::1', forwarded('[2001:db8:1:2:3:4:5:6]:443'), '2001:db8:1:2'],
  ['a link-local proxy', 'fe80::1%eth0', forwarded('198.51.100.1'), '198.51.100.1'],
  ['a proxy that names nobody', '10.0.0.4', forwarded(' '), '10.0.0.4'],
  ['a connection that is gone', undefined, {}, ''],
])('%s', (_what, remote, headers, address) => {
  expect(clientAddress(request(remote, headers))).toBe(address);
});

it('what a proxy names is cut, however long it is', () => {
  expect(clientAddress(request('10.0.0.4', forwarded('x'.repeat(10_000)))).length).toBeLessThan(100);
});

it.each<readonly [string | undefined, Readonly<Record<string, string>>, boolean]>([
  ['127.0.0.1', {}, true],
  ['127.8.0.1', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['10.0.0.4', {}, false],
  [undefined, {}, false],
  ['127.0.0.1', forwarded('127.0.0.1'), false],
  ['::1', { forwarded: 'for=127.0.0.1' }, false],
])('%s with %j is the own machine: %s', (remote, headers, isOwn) => {
  expect(isOwnMachine(request(remote, headers))).toBe(isOwn);
});
