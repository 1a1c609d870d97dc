import { BlockList, isIP } from 'node:net';

/** Not reachable from the internet, or not unicast. Source: IANA special-purpose address registries (RFC 6890). */
const closedIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** Within 2000::/3, outside of which nothing is global unicast: Teredo and other protocols, documentation, 6to4. */
const closedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const closed = new BlockList();
for (const range of closedIpv4) closed.addSubnet(...subnetOf(range), 'ipv4');
for (const range of closedIpv6) closed.addSubnet(...subnetOf(range), 'ipv6');
const globalIpv6 = new BlockList();
globalIpv6.addSubnet('2000::', 3, 'ipv6');

/** True for an address of this machine, of a private network, or of none. False for a name, which is no address. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return closed.check(address, 'ipv4');
  return !globalIpv6.check(address, 'ipv6') || closed.check(address, 'ipv6');
}

/**
 * Says what is wrong with the address of a tenant's webhook, or `null`. Names are looked up again when something is sent,
 * since what they point at may change.
 */
export function webhookUrlFault(text: string, allowsPrivate: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'must be a web address';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (allowsPrivate) return null;
  if (url.protocol !== 'https:') return 'must begin with https://';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isInside = isIP(host) === 0 ? isLocalName(host) : isPrivateAddress(host);
  return isInside ? 'must not lead to this machine or a private network' : null;
}

/** Names that public DNS does not serve (RFC 6761, RFC 6762), and those without a dot. */
function isLocalName(host: string): boolean {
  return !host.includes('.') || /\.(localhost|local|internal)\.?$/.test(host);
}

function subnetOf(range: string): [string, number] {
  const [address = '', bits = ''] = range.split('/');
  return [address, Number(bits)];
}
