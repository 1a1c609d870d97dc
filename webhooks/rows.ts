import { type Identifier } from '../src/domain/subject.ts';
import { type BlindIndex } from '../src/keys/blind-index.ts';
import { sealJson } from '../src/keys/seal.ts';
import { type Tenant } from '../src/tenants/tenant.ts';
import { inboxSealPlace, type NewInboxRow } from './inbox.ts';
import { type ParsedItem } from './whatsapp/item.ts';

/** Days a row stays: longer than the seven for which Meta redelivers (cloud-api.md 1.4). */
const inboxLifeDays = 8;

/**
 * Makes the inbox row of an item: ids and names as keyed hashes within the tenant, everything else sealed under the day's
 * key. A wamid holds the number in base64, so it is nowhere but in the seal.
 */
export function toInboxRow(
  item: ParsedItem,
  parts: {
    readonly tenant: Tenant;
    readonly blindIndex: BlindIndex;
    readonly dayKey: { readonly keyId: string; readonly key: Buffer };
    /** Milliseconds since the Unix epoch. */
    readonly receivedAt: number;
  },
): NewInboxRow {
  const { tenant, blindIndex, dayKey, receivedAt } = parts;
  const { tenantId } = tenant;
  const { event } = item;
  const names = blindIndex.names(tenant, event.names);
  const others = item.otherNames.length === 0 ? [] : blindIndex.names(tenant, item.otherNames);
  const now = new Date(receivedAt);
  return {
    _id: inTimeOrder(item.metaTime, blindIndex.event([tenantId, ...item.idParts])),
    tenantId,
    kind: event.kind,
    lane: laneOf(event.names, tenant, blindIndex),
    names: others.length === 0 ? [...names] : [...new Set([...names, ...others])],
    at: new Date(event.at),
    receivedAt: now,
    state: 'pending',
    dueAt: now,
    attempts: 0,
    keyId: dayKey.keyId,
    sealed: sealJson(dayKey.key, event, inboxSealPlace(tenantId, dayKey.keyId)),
    expiresAt: new Date(receivedAt + inboxLifeDays * 86_400_000),
  };
}

/**
 * Puts Meta's time in front, so that new rows go to the end of the index of ids, and not anywhere in those of eight days: that
 * index would have to be in memory as a whole. It is the same in every delivery of an item, so a redelivery stays a duplicate.
 */
function inTimeOrder(seconds: number | null, id: string): string {
  return `${(seconds ?? 0).toString(16).padStart(8, '0')}.${id}`;
}

/** One person's events keep their order: by BSUID, else phone, else what there is. What names nobody shares the tenant's lane. */
function laneOf(names: readonly Identifier[], tenant: Tenant, blindIndex: BlindIndex): string {
  const name = names.find((one) => one.kind === 'bsuid') ?? names.find((one) => one.kind === 'phone') ?? names[0];
  return name === undefined ? `account:${tenant.tenantId}` : blindIndex.lane(tenant, name);
}
