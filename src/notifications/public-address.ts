import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { type LookupFunction } from 'node:net';

import { OubliError } from '../domain/errors.ts';
import { isPrivateAddress } from '../tenants/webhook-url.ts';

/**
 * A `lookup` for sockets that yields public addresses alone. The socket connects to just what was checked, so that a name
 * which answers differently the second time (DNS rebinding) gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) {
      callback(error, '');
      return;
    }
    const [first, ...others] = addresses.filter(({ address }) => !isPrivateAddress(address));
    if (first === undefined) callback(new OubliError('address_not_public', 'The name leads to no public address.'), '');
    else if (options.all === true) callback(null, [first, ...others]);
    else callback(null, first.address, first.family);
  });
};
