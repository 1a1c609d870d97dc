import { type Subject } from '../../src/conversation/subjects.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { createLockOuts } from '../../src/requests/lock-outs.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';

const whole: Matter = { right: 'erasure', part: null };

/** The business has so many hours to object. */
export function waitingIn(world: ErasureWorld, objectionHours: number): Tenant {
  const patient = tenantOf('tenant-first', {
    instruction: { version: '1', objectionHours, kept: [], hash: sha256Base64url('standing') },
  });
  world.tenants.set(patient.tenantId, patient);
  return patient;
}

/** Somebody asks to be erased, in French. */
export async function openErasure(world: ErasureWorld, subject: Subject, phoneNumberId = '222000222000222') {
  const opened = await world.desk.open({ tenant: world.tenant, subject, phoneNumberId, matter: whole, locale: 'fr' });
  if (opened.name !== 'open') throw new Error('another request is in the way');
  return opened;
}

/** Somebody asks for a copy, in French. */
export function openCopy(world: ErasureWorld, subject: Subject) {
  return world.desk.open({
    ...{ tenant: world.tenant, subject, phoneNumberId: '222000222000222', locale: 'fr' },
    matter: { right: 'access', part: 'all' },
  });
}

/** Whether Ana must be left alone. */
export function isLockedOutIn(world: ErasureWorld, tenant = world.tenant): Promise<boolean> {
  const { parts, stores } = world;
  return createLockOuts({ store: parts.store, blindIndex: stores.blindIndex }).isLockedOut(tenant, anaNames);
}
