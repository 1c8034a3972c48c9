/** Where a request comes from. */
import { type IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Private and link-local networks, where the bot's own proxy may be (RFC 1918, 3927, 4193, 4291, 6598). */
const near = new BlockList();
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addSubnet('169.254.0.0', 16);
near.addSubnet('100.64.0.0', 10);
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Headers that proxies add. */
const ofProxies = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/** Whether the request comes from this machine itself, and not through a proxy that runs on it. */
export function isOwnMachine({ headers, socket }: Request): boolean {
  return isIn(loopback, remoteOf(socket)) && ofProxies.every((name) => headers[name] === undefined);
}

/**
 * The address used for rate limits. A proxy is trusted only in a private network, and only the last address it names:
 * anybody can write the ones before. For IPv6 it is the /64 network, since one client may use all of its addresses.
 */
export function clientAddress({ headers, socket }: Request): string {
  const remote = remoteOf(socket);
  const isProxy = isIn(loopback, remote) || isIn(near, remote);
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)!;
  const address = (isProxy && withoutPort(named.trim().slice(0, longestAddress))) || remote;
  return isIPv6(address) ? address.split('::')[0]!.split(':').slice(0, 4).join(':') : address;
}

const longestAddress = 60;

/** Some proxies name "192.0.2.1:50000" and "[2001:db8::1]:50000". */
function withoutPort(address: string): string {
  if (address.startsWith('[')) return address.slice(1).split(']')[0]!;
  return /^[\d.]+:\d+$/.test(address) ? address.split(':')[0]! : address;
}

/** An IPv4 address is written as IPv4 even on an IPv6 socket. */
function remoteOf({ remoteAddress = '' }: Request['socket']): string {
  return remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0]!;
}

function isIn(list: BlockList, address: string): boolean {
  return address !== '' && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
