import { setImmediate } from 'node:timers/promises';

import { type Clock } from '../src/domain/instant.ts';
import { type BlindIndex } from '../src/keys/blind-index.ts';
import { type DayKeys } from '../src/keys/day-keys.ts';
import { type Telemetry } from '../src/telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../src/tenants/tenant.ts';
import { createAuthority, maySpeakFor, type Signer } from './authority.ts';
import { type Inbox, type NewInboxRow } from './inbox.ts';
import { type Outcome } from './outcome.ts';
import { type RecentItems } from './recent-items.ts';
import { toInboxRow } from './rows.ts';
import { type ParsedItem } from './whatsapp/item.ts';
import { parseJson } from './whatsapp/json.ts';
import { countItems, holdsTooMany, parseChange } from './whatsapp/parse.ts';
import { asId, asObject, type Change, readChanges } from './whatsapp/payload.ts';

export interface PipelineParts {
  readonly operatorSecrets: readonly string[];
  readonly tenants: TenantDirectory;
  readonly inbox: Inbox;
  /** One for all ways into a server. */
  readonly recentItems: RecentItems;
  readonly dayKeys: DayKeys;
  readonly blindIndex: BlindIndex;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export interface Delivery {
  readonly body: Buffer;
  /** `X-Hub-Signature-256` as it came. */
  readonly signature: string | undefined;
  /** From the path `/webhooks/whatsapp/:tenantId`. */
  readonly tenantId: string | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Ids of what was stored: look at them after the answer. */
  readonly arrivals: readonly string[];
}

/** Rows that are hashed and sealed at a stretch: a few milliseconds. */
const rowsInARow = 256;

interface Tally {
  foreign: number;
  malformed: number;
  unsupported: number;
}

/** verify ▸ parse ▸ whose is it ▸ seal ▸ store. Never throws: what fails on our side is `unavailable`, so that Meta resends. */
export function createPipeline(parts: PipelineParts): (delivery: Delivery) => Promise<Verdict> {
  const { inbox, recentItems, dayKeys, blindIndex, telemetry, clock } = parts;
  const authority = createAuthority(parts);

  const rowsOf = async (changes: readonly Change[], signer: Signer, tally: Tally): Promise<NewInboxRow[]> => {
    const receivedAt = clock.now();
    const dayKey = await dayKeys.today();
    const rows: NewInboxRow[] = [];
    for (const change of changes) {
      const owner = await ownerOf(change, parts.tenants);
      if (owner === null || !maySpeakFor(signer, owner.tenant)) {
        tally.foreign += countItems(change);
        continue;
      }
      const { tenant, phoneNumberId } = owner;
      const business = { wabaId: tenant.wabaId, phoneNumberId };
      const parsed = parseChange({ change, business, receivedAt });
      tally.malformed += parsed.malformed;
      for (const item of parsed.items) {
        if (isUnsupported(item)) tally.unsupported += 1;
        rows.push(toInboxRow(item, { tenant, blindIndex, dayKey, receivedAt }));
        // A history of thousands lets others through the door between its rows.
        if (rows.length % rowsInARow === 0) await setImmediate();
      }
    }
    return rows;
  };

  const store = async (delivery: Delivery, tally: Tally): Promise<Verdict> => {
    const signer = await authority.signerOf(delivery.body, delivery.signature, delivery.tenantId);
    if (signer === null) return { outcome: 'unauthorised', arrivals: [] };
    const payload = asObject(parseJson(delivery.body));
    if (payload === null) return { outcome: 'malformed', arrivals: [] };
    const { changes, malformed } = readChanges(payload);
    tally.malformed += malformed;
    if (holdsTooMany(changes, delivery.body.length)) return { outcome: 'too-large', arrivals: [] };
    const rows = changes.length === 0 ? [] : await rowsOf(changes, signer, tally);
    if (rows.length === 0) return { outcome: 'ignored', arrivals: [] };
    const arrivals = await inbox.accept(rows);
    return { outcome: recentItems.areNew(rows.map((row) => row._id)) ? 'accepted' : 'duplicate', arrivals };
  };

  return async (delivery) => {
    const tally: Tally = { foreign: 0, malformed: 0, unsupported: 0 };
    try {
      const verdict = await store(delivery, tally);
      const isOrdinary = verdict.outcome === 'accepted' && tally.foreign + tally.malformed + tally.unsupported === 0;
      // The ordinary webhook is counted by the inbox, not by a line of log each.
      if (!isOrdinary) telemetry.event('webhook_answered', { outcome: verdict.outcome, ...tally });
      return verdict;
    } catch (error) {
      telemetry.fault('webhook_unavailable', error);
      return { outcome: 'unavailable', arrivals: [] };
    }
  };
}

/**
 * The tenant a change is for: the one that owns both its WABA and its number. A change that names no number (account
 * fields, shape 13) goes by the WABA alone; a person's item without one is nobody's: which number it came in on is unknown.
 */
async function ownerOf(
  change: Change,
  tenants: TenantDirectory,
): Promise<{ readonly tenant: Tenant; readonly phoneNumberId: string } | null> {
  const { wabaId, phoneNumberId } = change;
  if (wabaId === null) return null;
  if (phoneNumberId !== null) {
    const tenant = await tenants.byNumber(wabaId, phoneNumberId);
    return tenant === null ? null : { tenant, phoneNumberId };
  }
  if (personLists.some((key) => key in change.value)) return null;
  const tenant = (await tenants.byWaba(wabaId)) ?? (await byPortfolio(change, tenants));
  return tenant === null ? null : { tenant, phoneNumberId: '' };
}

/** `PARTNER_ADDED` stands under the portfolio's id and names the WABA inside (cloud-api.md 2.1): both must be the tenant's. */
async function byPortfolio({ wabaId, value }: Change, tenants: TenantDirectory): Promise<Tenant | null> {
  const named = asId(asObject(value['waba_info'])?.['waba_id']);
  const tenant = named === null ? null : await tenants.byWaba(named);
  return tenant?.portfolioId === wabaId ? tenant : null;
}

const personLists = [
  'messages',
  'message_echoes',
  'statuses',
  'user_preferences',
  'state_sync',
  'history',
  'calls',
  'groups',
];

function isUnsupported({ event }: ParsedItem): boolean {
  return event.kind === 'unsupported' || (event.kind === 'message' && event.content.kind === 'unsupported');
}
