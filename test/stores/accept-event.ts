import { randomUUID } from 'node:crypto';

import { type InboundEvent } from '../../src/domain/inbound.ts';
import { toMilliseconds } from '../../src/domain/instant.ts';
import { type HashScope } from '../../src/keys/blind-index.ts';
import { sealJson } from '../../src/keys/seal.ts';
import { inboxSealPlace } from '../../webhooks/inbox.ts';
import { takeAllIn } from '../support/take-in.ts';
import { type OpenStores } from './open-stores.ts';

/** Puts an event into the inbox as door and worker do; says under which id and in which lane. */
export async function accept(
  { inbox, dayKeys, blindIndex, clock }: OpenStores,
  scope: HashScope,
  event: InboundEvent,
): Promise<{ readonly id: string; readonly lane: string }> {
  const { tenantId } = scope;
  const { keyId, key } = await dayKeys.today();
  const [name] = event.names;
  const receivedAt = new Date(clock.now());
  const id = blindIndex.event([tenantId, 'messageId' in event ? event.messageId : randomUUID()]);
  const lane = name === undefined ? `account:${tenantId}` : blindIndex.lane(scope, name);
  await inbox.accept([
    {
      ...{ _id: id, tenantId, kind: event.kind, lane, names: [...blindIndex.names(scope, event.names)] },
      ...{ phoneNumberId: event.business.phoneNumberId, at: new Date(toMilliseconds(event.at)), receivedAt },
      ...{ state: 'pending', dueAt: receivedAt, attempts: 0, keyId },
      sealed: sealJson(key, event, inboxSealPlace(tenantId, keyId)),
      expiresAt: new Date(clock.now() + 8 * 86_400_000),
    },
  ]);
  await takeAllIn(inbox);
  return { id, lane };
}
