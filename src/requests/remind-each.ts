import { type Lanes } from '../conversation/lanes.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { holdPerson } from '../erasure/hold-person.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';

/** Longer than any reminder takes. Milliseconds. */
const leaseMs = 60_000;

export interface ReminderParts {
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly lanes: Lanes;
  readonly blindIndex: Pick<BlindIndex, 'lane'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Something of which somebody should hear again. */
interface Due {
  readonly tenantId: string;
  readonly subjectId: string;
  readonly reference: string;
}

/** Whose it is, and of which business. */
export interface Whose {
  readonly tenant: Tenant;
  readonly subject: Subject;
}

/**
 * Reminds of each under the lanes of its person: a link that was made between two looks of their erasure would outlive it. Where
 * they are busy it is left: like one that failed it is taken again (`requestClocks.takenMs`). One that fails holds up no other.
 * @param remind says it; `null`: the business or the person is gone.
 */
export async function remindEach<One extends Due>(
  parts: ReminderParts,
  due: readonly One[],
  remind: (one: One, whose: Whose | null) => Promise<void>,
): Promise<void> {
  for (const one of due) {
    try {
      await remindHeld(parts, one, remind);
    } catch (error) {
      parts.telemetry.fault('reminder_failed', error, { reference: one.reference });
    }
  }
}

async function remindHeld<One extends Due>(
  parts: ReminderParts,
  one: One,
  remind: (one: One, whose: Whose | null) => Promise<void>,
): Promise<void> {
  const { tenants, subjects, clock } = parts;
  const [tenant, found] = await Promise.all([tenants.byId(one.tenantId), subjects.byId(one.subjectId)]);
  if (tenant === null || found === null) return remind(one, null);
  const hold = await holdPerson(parts, tenant, found, { now: clock.now(), leaseMs });
  if (hold === null) return;
  try {
    // They may have been erased before the lanes were taken.
    const subject = await subjects.byId(one.subjectId);
    await remind(one, subject === null ? null : { tenant, subject });
  } finally {
    await hold.release();
  }
}
