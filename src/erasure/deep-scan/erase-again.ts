import { laneLost, type Lanes } from '../../conversation/lanes.ts';
import { toInstant } from '../../domain/instant.ts';
import { type StoreCounts } from '../../domain/store-counts.ts';
import { type IdentitySet } from '../../domain/subject.ts';
import { type BlindIndex } from '../../keys/blind-index.ts';
import { type Tenant } from '../../tenants/tenant.ts';
import { countToErase, type EraseContext, type Retention } from '../eraser.ts';
import { holdPerson } from '../hold-person.ts';
import { type Register } from '../register.ts';
import { isLeaseLost } from '../step-failure.ts';

const leaseMs = 60_000;
/** Two more nights look for whoever could not be erased to the end; then keys that nobody is left to be found by are gone. */
const orphanMs = 3 * 86_400_000;

interface EraseAgainParts {
  readonly register: Register;
  readonly lanes: Lanes;
  readonly blindIndex: Pick<BlindIndex, 'lane'>;
  readonly now: () => number;
}

export interface ErasedAgain {
  readonly counts: readonly StoreCounts[];
  /** `false`: a lane was lost on the way, when the person's own row was gone already. */
  readonly isWhole: boolean;
}

/**
 * Erases whoever came back, store after store, and looks again: as a run does, without a request. What the standing instruction
 * keeps is kept. `null`: the person is writing just now, or was while it went on (a lane was lost); the next scan finds them again.
 * Once their own row is gone no scan would: from there on it goes to the end, keys included, whoever has the lane. What they
 * write now is somebody's with another row, and another key. Whoever is killed over it leaves keys that end by themselves.
 */
export async function eraseAgain(
  { register, lanes, blindIndex, now }: EraseAgainParts,
  tenant: Tenant,
  person: IdentitySet,
  signal: AbortSignal,
): Promise<ErasedAgain | null> {
  const hold = await holdPerson({ lanes, blindIndex }, tenant, person, { now: now(), leaseMs });
  if (hold === null) return null;
  const startedAt = now();
  let isWhole = true;
  let isTraceless = false;
  const context: EraseContext = {
    signal,
    erasedFrom: startedAt,
    async stillOurs() {
      if (!isWhole || (await hold.renew(now(), leaseMs))) return;
      if (!isTraceless) throw laneLost();
      isWhole = false;
    },
  };
  try {
    const counts: StoreCounts[] = [];
    let longest: Retention = null;
    for (const eraser of register.erasers) {
      await context.stillOurs();
      const { store } = eraser;
      const retention: Retention =
        eraser.staysWithKept === true ? longest : register.retentionOf(tenant, store, startedAt);
      const matched = await countToErase(eraser, person);
      // By nothing else are they found again, should we be killed now.
      if (store === 'subjects') await endKeys(register, person, Math.max(longest?.until ?? 0, now() + orphanMs));
      const { retained } = await eraser.erase(person, retention, context);
      if (store === 'subjects') isTraceless = true;
      const { residual } = await eraser.scan(person, retention, context);
      const isKept = retention !== null && retained > 0;
      if (isKept && (longest === null || retention.until > longest.until)) longest = { ...retention, keepAfter: 0 };
      const kept = isKept ? { ground: retention.ground, until: toInstant(retention.until) } : null;
      counts.push({ store, matched, deleted: Math.max(0, matched - retained), retained, kept, residual });
    }
    // What follows says that it is done.
    await context.stillOurs();
    return { counts, isWhole };
  } catch (error) {
    if (isLeaseLost(error)) return null;
    throw error;
  } finally {
    await hold.release();
  }
}

async function endKeys({ erasers }: Register, person: IdentitySet, until: number): Promise<void> {
  for (const eraser of erasers) await eraser.endBy?.(person, until);
}
