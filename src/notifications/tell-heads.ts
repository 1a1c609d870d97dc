import { type Clock, toInstant } from '../domain/instant.ts';
import { type SignedTreeHead, type SignTreeHead } from '../proof/tree-heads.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { type AuditLog } from '../proof/audit-log.ts';
import { channelsFor } from './channel.ts';
import { type Notices } from './notices.ts';

const dayMs = 86_400_000;

/**
 * Gives every business the head of the log, once a day; where only a mailbox takes it, on Mondays. Days are UTC. Not in the
 * log's first day: there is no past yet.
 */
export type TellHeads = () => Promise<void>;

/** Makes the teller. Asked as often as one likes: a day's head is told once. */
export function createTellHeads(parts: {
  readonly tenants: Pick<TenantDirectory, 'all'>;
  readonly notices: Pick<Notices, 'announce'>;
  readonly log: Pick<AuditLog, 'beganAt'>;
  readonly signTreeHead: SignTreeHead;
  readonly clock: Clock;
}): TellHeads {
  const { tenants, notices, log, signTreeHead, clock } = parts;
  let toldOn = '';
  return async () => {
    const at = toInstant(clock.now());
    const day = at.slice(0, 10);
    if (day === toldOn) return;
    const beganAt = await log.beganAt();
    if (beganAt === null || clock.now() - beganAt < dayMs) return;
    const head = await signTreeHead();
    for (const tenant of await tenants.all()) {
      const [channel] = channelsFor(tenant, { event: 'log.head' });
      const isDue = channel === 'webhook' || (channel === 'email' && isMonday(at));
      if (isDue) await notices.announce(tenant, noticeOf(tenant.tenantId, day, head, at));
    }
    toldOn = day;
  };
}

/** Its id follows from the day, so that another worker, or this one after a crash, tells nothing twice. */
function noticeOf(tenantId: string, day: string, { size, jws }: SignedTreeHead, at: string) {
  const reference = `LOG-${size}`;
  return { event: 'log.head', requestId: `head.${tenantId}.${day}`, reference, at, head: jws } as const;
}

function isMonday(at: string): boolean {
  return new Date(at).getUTCDay() === 1;
}
