import { isIP } from 'node:net';

import { receiptIssuer } from '../domain/receipt-words.ts';

/** True for this machine itself: `localhost`, 127.0.0.0/8, `[::1]`. */
function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Says in plain words what is wrong with the base address of a service, or `null`. It must be https, but on this machine. */
export function baseAddressFault(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is not a web address such as https://oubli.example.org';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must end with the host or a path, without ? or #';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must begin with https:// (http:// only on this machine)';
  return null;
}

/** The same, and short enough to stand in every receipt as whoever signed it. */
export function publicAddressFault(text: string): string | null {
  const fault = baseAddressFault(text);
  if (fault !== null) return fault;
  return receiptIssuer.test(canonicalAddress(text)) ? null : 'is too long for a receipt: at most 200 characters';
}

/** As everybody reads the address (`HTTPS:host` is `https://host`), without the slashes at its end, so that a path can follow. */
export function canonicalAddress(text: string): string {
  return new URL(text).href.replace(/\/+$/, '');
}
