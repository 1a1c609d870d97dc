import { type Model } from 'mongoose';

import { type TenantRow } from '../../models/tenant.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { type Keyring } from '../keys/keyring.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type TenantContents, tenantContents, toTenant } from '../tenants/tenant-contents.ts';
import { type TenantKey, type TenantStore } from '../tenants/tenant-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** What is being closed is nobody's any more: found by nothing, changed by nothing. */
const isOpen = { closingSince: { $exists: false } } as const;

/** Tries of a change before it is given up: only operators change tenants. */
const maxChangeAttempts = 5;

/** Keeps tenants in MongoDB: ids in clear, everything else sealed under the keyring's purpose `tenant-secrets`. */
export function createTenantsStore(parts: {
  readonly model: Model<TenantRow>;
  readonly keyring: Keyring;
  readonly clock: Clock;
}): TenantStore {
  const { model, keyring, clock } = parts;
  const key = keyring.derive('tenant-secrets');
  const seal = (tenantId: string, contents: TenantContents): Buffer => sealJson(key, contents, placeOf(tenantId));
  const openContents = ({ _id, sealed }: TenantRow): TenantContents =>
    tenantContents.parse(openJson(key, sealed, placeOf(_id)));
  const open = (row: TenantRow): Tenant => toTenant(row._id, openContents(row), clock.now());

  return {
    async insert({ tenantId, contents, apiKeyHash }) {
      const { name, wabaId, phoneNumbers } = contents.file;
      try {
        await model.create({
          _id: tenantId,
          name,
          wabaId,
          phoneNumberIds: phoneNumbers.map(({ phoneNumberId }) => phoneNumberId),
          apiKeyHash,
          sealed: seal(tenantId, contents),
          createdAt: new Date(clock.now()),
        });
      } catch (error) {
        throw isDuplicateKey(error) ? takenError(error) : error;
      }
    },
    async find(tenantKey) {
      const row = await model.findOne({ ...filterOf(tenantKey), ...isOpen }).lean<TenantRow>();
      return row === null ? null : open(row);
    },
    async all() {
      const rows = await model.find(isOpen).sort({ createdAt: 1, _id: 1 }).lean<TenantRow[]>();
      return rows.map(open);
    },
    async replaceApiKey(tenantId, apiKeyHash) {
      const { matchedCount } = await model.updateOne({ _id: tenantId, ...isOpen }, { $set: { apiKeyHash } });
      return matchedCount === 1;
    },
    async change(tenantId, change) {
      for (let attempt = 0; attempt < maxChangeAttempts; attempt += 1) {
        const row = await model.findOne({ _id: tenantId, ...isOpen }).lean<TenantRow>();
        if (row === null) return false;
        const contents = change(openContents(row));
        const { name, phoneNumbers } = contents.file;
        const phoneNumberIds = phoneNumbers.map(({ phoneNumberId }) => phoneNumberId);
        const $set = { name, phoneNumberIds, sealed: seal(tenantId, contents) };
        try {
          const { matchedCount } = await model.updateOne({ _id: tenantId, sealed: row.sealed, ...isOpen }, { $set });
          if (matchedCount === 1) return true;
        } catch (error) {
          throw isDuplicateKey(error) ? takenError(error) : error;
        }
      }
      throw new OubliError('tenant_contended', 'The tenant changed too often at once. Try again.', { retry: 'yes' });
    },
  };
}

function placeOf(tenantId: string): SealPlace {
  return { tenantId, collection: 'tenants', field: 'sealed', keyId: 'tenant-secrets' };
}

function filterOf(key: TenantKey): Record<string, string> {
  if ('tenantId' in key) return { _id: key.tenantId };
  if ('wabaId' in key) return { wabaId: key.wabaId };
  if ('phoneNumberId' in key) return { phoneNumberIds: key.phoneNumberId };
  return { apiKeyHash: key.apiKeyHash };
}

/** Which unique index refused. The driver's message quotes the value, so it is not passed on. */
function takenError(error: unknown): OubliError {
  const pattern: unknown = error instanceof Error && 'keyPattern' in error ? error.keyPattern : null;
  const field = typeof pattern === 'object' && pattern !== null ? (Object.keys(pattern)[0] ?? '') : '';
  if (field === 'wabaId')
    return new OubliError('tenant_waba_taken', 'Another tenant has this WhatsApp account (wabaId).');
  if (field === 'phoneNumberIds') {
    return new OubliError('tenant_number_taken', 'Another tenant has one of these numbers (phoneNumbers).');
  }
  return new OubliError('tenant_key_taken', 'A fresh id was taken already. Try again.', { retry: 'yes' });
}
