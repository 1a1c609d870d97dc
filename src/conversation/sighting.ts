import { type InboundMessage } from '../domain/inbound.ts';
import { type Sighting } from './subjects.ts';

/** What a signed message says of its sender beside the names in its own fields. */
export function sightingOf({ names, content, identityKeyHash }: InboundMessage, lane?: string): Sighting {
  const isShared = content.kind === 'contacts' && content.isOwnNumber && names.length > 0;
  const sharedNumber = isShared ? content.phones[0] : undefined;
  return {
    identityKeyHash,
    ...(sharedNumber === undefined ? {} : { sharedNumber }),
    ...(lane === undefined ? {} : { lane }),
  };
}
