import { type Ground } from '../domain/ground.ts';
import { type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { type ErasurePart, storesOfPart } from '../domain/matter.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type EraseContext, type Retention } from './eraser.ts';
import { type PartLimits } from './erasure-ledger.ts';
import { type Register } from './register.ts';
import { type RunSession } from './run-session.ts';
import { inStore, StepFailure } from './step-failure.ts';

/** Something of the part that a ground keeps. */
export interface KeptPart {
  readonly store: string;
  readonly ground: Ground;
  readonly until: Instant;
}

/** What is still there of a part. */
export interface PartLeft {
  readonly kept: readonly KeptPart[];
  /** A refusal is in force, which no part takes. */
  readonly refuses: boolean;
}

/**
 * Erases one part and looks for it afterwards; the rest of the person stays as it is, chat and all. What the standing
 * instruction keeps stays as well, and a refusal that is in force. Idempotent: after a crash it erases what is left.
 * @throws StepFailure `residue` when something is left, `step_failed` when a store did not answer.
 */
export async function erasePart(
  { register, telemetry, now }: { readonly register: Register; readonly telemetry: Telemetry; readonly now: number },
  session: RunSession,
  { tenant, identity, part }: { readonly tenant: Tenant; readonly identity: IdentitySet; readonly part: ErasurePart },
): Promise<PartLeft> {
  const context: EraseContext = { signal: session.signal, erasedFrom: now, stillOurs: () => session.stillOurs() };
  const kept: KeptPart[] = [];
  const asked = askedOf(part);
  let refuses = false;
  for (const { store, eraser, retention, olderThan } of storesToErase(register, tenant, part, now)) {
    const deleted = await inStore(store, 'step_failed', session.signal, () =>
      eraser.erase(identity, olderThan, context),
    );
    const residual = await inStore(store, 'not_scanned', session.signal, () => eraser.scan(identity, olderThan));
    await session.stillOurs();
    if (residual !== 0) throw new StepFailure(store, 'residue', null);
    telemetry.event('store_erased', { store, deleted, retained: 0 });
    // Only what was there: an instruction keeps things that most people never left.
    const left = await inStore(store, 'not_scanned', session.signal, async () => ({
      kept: retention === null ? 0 : await eraser.scan(identity, asked),
      inForce: (await eraser.countInForce?.(identity)) ?? 0,
    }));
    if (retention !== null && left.kept > 0) {
      kept.push({ store, ground: retention.ground, until: toInstant(retention.until) });
    }
    refuses ||= left.inForce > 0;
  }
  return { kept, refuses };
}

/** The stores of a part in the order of the register, and how far it reaches in each. */
function storesToErase(register: Register, tenant: Tenant, part: ErasurePart, now: number) {
  return register.erasers.flatMap(({ store, part: eraser }) => {
    if (!storesOfPart[part.kind].includes(store) || eraser === undefined) return [];
    const retention = register.retentionOf(tenant, store, now);
    return [{ store, eraser, retention, olderThan: limitOf(askedOf(part), retention) }];
  });
}

function askedOf(part: ErasurePart): number | null {
  return part.kind === 'before' ? toMilliseconds(part.at) : null;
}

/** What is older goes; `null`: everything does. */
function limitOf(asked: number | null, retention: Retention): number | null {
  if (retention === null) return asked;
  return asked === null ? retention.keepAfter : Math.min(asked, retention.keepAfter);
}

/** What `erasePart` is going to erase at that moment, for the ledger. */
export function limitsOf(
  { register, now }: { readonly register: Register; readonly now: number },
  tenant: Tenant,
  part: ErasurePart,
): PartLimits {
  const stores = storesToErase(register, tenant, part, now);
  return { kind: part.kind, stores: stores.map(({ store, olderThan }) => ({ store, olderThan })) };
}
