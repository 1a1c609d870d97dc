import { randomBytes, randomUUID } from 'node:crypto';

import { createCloser } from '../../src/container/leaving.ts';
import { type ErasureLedger } from '../../src/erasure/erasure-ledger.ts';
import { createDrainSteps } from '../../src/proof/audit-drain.ts';
import { newReference } from '../../src/requests/relay-codes.ts';
import { createBreakerHours } from '../../src/stores/breaker-hours.ts';
import { createPaidSendStore } from '../../src/stores/paid-sends.ts';
import { type CloseTenantParts, type TenantCloser } from '../../src/tenants/close-tenant.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';
import { type Document, fill } from '../erasure/samples.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';

/** The closer of one more process, which waits for no cache. */
export function closerOf(
  world: ErasureWorld,
  rest: Partial<Pick<CloseTenantParts, 'ledger' | 'rows'>> = {},
): TenantCloser {
  const { stores, telemetry, clock } = world;
  const { rows = stores.tenantRows, ledger = world.ledgerParts().ledger } = rest;
  const drainSteps = createDrainSteps({ steps: stores.auditSteps, log: stores.auditLog });
  return createCloser({ stores: { ...stores, tenantRows: rows }, ledger, drainSteps, telemetry, clock, settleMs: 0 });
}

/** Two businesses with the same two people in every store there is. */
export async function fillTwo(world: ErasureWorld): Promise<readonly [Tenant, Tenant]> {
  const other = tenantOf('tenant-other', { wabaId: '111000111000999' });
  world.tenants.set(other.tenantId, other);
  for (const tenant of [world.tenant, other]) {
    for (const names of [anaNames, bilalNames]) {
      await fill(world, world.identity(await world.person(tenant, names)), 3);
    }
    await fillOthers(world, tenant);
  }
  for (const tenants of [[world.tenant], [other], [world.tenant, other]]) await arrive(world, tenants);
  return [world.tenant, other];
}

/** Webhooks of these businesses, stored in one moment. */
async function arrive({ stores, clock }: ErasureWorld, tenants: readonly Tenant[]): Promise<void> {
  const rows = tenants.map(({ tenantId }) => ({ _id: randomUUID(), tenantId, lane: 'lane', names: ['1.n'] }));
  const arrival = { _id: randomUUID(), rows, expiresAt: new Date(clock.time + 86_400_000) };
  await stores.models.arrival.collection.insertOne(arrival as never);
}

/** What no eraser of a person answers for. */
async function fillOthers(world: ErasureWorld, tenant: Tenant): Promise<void> {
  const { connection, clock, stores } = world;
  const { tenantId, wabaId, name } = tenant;
  const [one = never()] = anaNames;
  await stores.answerCounts.next(tenant, one, clock.time);
  const paidSends = createPaidSendStore({ model: stores.models.paidSend });
  await paidSends.take({ tenantId, day: '2026-11-27', limit: 9, now: clock.time });
  const hours = createBreakerHours({ model: stores.models.breakerHour });
  await hours.take({ tenantId, hourAt: clock.time, limit: 9 });
  const later = new Date(clock.time + 86_400_000);
  const now = new Date(clock.time);
  const ids = { _id: randomUUID(), tenantId };
  const documents: Readonly<Record<string, Document>> = {
    tenants: {
      ...{ _id: tenantId, name, wabaId, phoneNumberIds: [`2${wabaId}`], apiKeyHash: randomUUID(), createdAt: now },
      sealed: randomBytes(40),
    },
    farewells: { ...ids, keyId: randomUUID(), sealed: randomBytes(40), dueAt: later, attempts: 0, expiresAt: later },
    notices: {
      ...{ ...ids, requestId: randomUUID(), event: 'dsr.verified', reference: newReference(), channel: 'webhook' },
      ...{ state: 'pending', attempts: 0, dueAt: later, fence: 0, createdAt: now, expiresAt: later },
    },
    tombstones: { ...ids, erasedAt: now, locale: 'en', expiresAt: later },
    suppressions: { ...ids, group: randomUUID(), purpose: 'erased', since: now },
    copy_chunks: {
      ...ids,
      copyId: randomUUID(),
      n: 0,
      subjectId: 's',
      names: ['1.n'],
      requestId: 'r',
      expiresAt: later,
    },
    receipts: {
      ...ids,
      _id: `${newReference()}.live`,
      reference: newReference(),
      kind: 'live',
      jws: 'x',
      issuedAt: now,
    },
    requests: {
      ...{ ...ids, reference: newReference(), right: 'erasure', locale: 'en', phoneNumberId: '2', version: 9 },
      ...{ state: { name: 'erased', erasedAt: now.toISOString(), stores: [] }, openedAt: now, verifiedAt: now },
      ...{ lease: { until: new Date(0), fence: 1 }, attempts: 0, plan: null, steps: [], told: [] },
      ...{ noticesDue: ['dsr.erased'], dueAt: now, subjectRef: [{ kind: 'phone', hash: 'h' }], farewellUntil: later },
    },
  };
  for (const [collection, document] of Object.entries(documents)) {
    await connection.collection(collection).insertOne(document);
  }
}

/** Notes as the ledger does, and can be told to stop at what it is told. */
export function ledgerThatStopsAt(world: ErasureWorld, kind: 'tenant-closing' | 'tenant-closed'): ErasureLedger {
  const { ledger } = world.ledgerParts();
  return {
    record: (note) => (note.kind === kind ? Promise.reject(new Error('killed here')) : ledger.record(note)),
  };
}

function never(): never {
  throw new Error('She has names.');
}
