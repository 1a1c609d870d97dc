import { readFileSync } from 'node:fs';

import { type Connection } from 'mongoose';

import { defineTenant } from '../../models/tenant.ts';
import { type BlindIndex, createBlindIndex } from '../../src/keys/blind-index.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createTenantsStore } from '../../src/stores/tenants.ts';
import { type AddedTenant, addTenant } from '../../src/tenants/add-tenant.ts';
import { type Deployment } from '../../src/tenants/tenant-rules.ts';
import { type TenantStore } from '../../src/tenants/tenant-store.ts';
import { testDatabase } from '../support/database.ts';

export const deployment: Deployment = {
  keepableStores: ['messages', 'contacts'],
  isMailConfigured: true,
  allowsPrivateWebhooks: false,
};

const startedAt = Date.parse('2026-11-24T12:00:00.000Z');

/** The example that the documentation shows, with fields replaced. */
export function exampleFile(replaced: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const url = new URL('../../examples/tenant.example.json', import.meta.url);
  return { ...(JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>), ...replaced };
}

export interface TenantWorld {
  readonly store: TenantStore;
  readonly blindIndex: BlindIndex;
  readonly connection: Connection;
  readonly clock: { now: () => number };
  /** Moves the clock. */
  pass(milliseconds: number): void;
  add(replaced?: Readonly<Record<string, unknown>>): Promise<AddedTenant>;
  close(): Promise<void>;
}

/** The real tenant store on a real MongoDB, in a database of its own. */
export async function openTenants(): Promise<TenantWorld> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const model = defineTenant(connection);
  await model.createIndexes();
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const blindIndex = createBlindIndex(keyring);
  let now = startedAt;
  const clock = { now: () => now };
  const store = createTenantsStore({ model, keyring, clock });
  return {
    store,
    blindIndex,
    connection,
    clock,
    pass(milliseconds) {
      now += milliseconds;
    },
    add: (replaced = {}) => addTenant({ store, blindIndex, deployment }, exampleFile(replaced)),
    async close() {
      await connection.close();
      await database.giveBack();
    },
  };
}
