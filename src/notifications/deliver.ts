import { type Clock, toInstant } from '../domain/instant.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { maxTries, pauseAfter, warnAfterTries } from './backoff.ts';
import {
  channelsOf,
  type DeliveryResult,
  type Dispatch,
  type NoticeSender,
  publicIdOf,
  type ToldNotice,
} from './channel.ts';
import { type ClaimedNotice, type FailedNotice, type NoticeEnd, noticeIdOf, type NoticeStore } from './notice-store.ts';
import { type ControllerNotice, type NoticeChannel, type NoticeEvent } from './notice.ts';

/** What a look came to. `idle`: not due, over, or another worker's. `held`: it waits for the digest of its hour. */
export type DeliveryOutcome = 'idle' | 'held' | 'delivered' | 'later' | 'failed';

/** How many notices an hour go out one by one, for each tenant and channel; the others of that hour go out together. */
const singlesAnHour = 5;

/** Longer than any sender takes. After a crash it is how long the next try waits. */
export const leaseMs = 120_000;

/** Asked for once an hour or a day at most, and somebody waits for the answer: they wait for no digest. */
const urgentEvents: readonly string[] = ['breaker.held', 'budget.spent'] satisfies readonly NoticeEvent[];
/** What is held is looked at this long after its digest: it may have come too late for it. */
export const marginMs = 10 * 60_000;
const hourMs = 3_600_000;

export interface DeliveryParts {
  readonly store: NoticeStore;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly senders: Readonly<Record<NoticeChannel, NoticeSender>>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Says that this notice is to be looked at, now or later. */
  readonly look: (noticeId: string, delayMs?: number) => void;
  /** Makes the rows of a notice on every channel but one; false when it was told before. */
  readonly tell: (tenant: Tenant, notice: ControllerNotice, without: NoticeChannel | null) => Promise<boolean>;
}

/** Makes the delivery: claim, hold or send, note what came of it. */
export function createDelivery(parts: DeliveryParts): (noticeId: string) => Promise<DeliveryOutcome> {
  const { store, tenants, senders, telemetry, clock } = parts;
  return async (noticeId) => {
    const claimed = await store.claim(noticeId, clock.now(), leaseMs);
    if (claimed === null) return 'idle';
    const tenant = await tenants.byId(claimed.tenantId);
    const hasChannel = tenant !== null && channelsOf(tenant).includes(claimed.channel);
    // What cannot be tried any more: the tenant or its channel is gone, or each try so far ended in a crash.
    const hopeless = hasChannel ? (claimed.attempts > maxTries ? 'given_up' : null) : 'channel_gone';
    if (tenant === null || hopeless !== null) return giveUp(parts, tenant, claimed, hopeless ?? 'channel_gone');
    if (claimed.event === 'dsr.digest') return deliverDigest(parts, tenant, claimed);
    const mayWait = !claimed.hasSlot && !urgentEvents.includes(claimed.event);
    if (mayWait && (await isHeld(parts, claimed))) return 'held';
    const notice = await store.open(claimed);
    if (notice === null) return giveUp(parts, tenant, claimed, 'payload_gone');
    const result = await senders[claimed.channel].send(tenant, { kind: 'single', ...toldOf({ ...claimed, notice }) });
    if (result.name !== 'delivered') return retryOrGiveUp(parts, tenant, claimed, result);
    await store.finish(claimed, endOf(result));
    telemetry.event('notice_delivered', { channel: claimed.channel, event: claimed.event, tries: claimed.attempts });
    return 'delivered';
  };
}

/** The sixth of an hour and those after it wait for the digest at the hour's end. */
async function isHeld({ store, telemetry, clock, look }: DeliveryParts, claimed: ClaimedNotice): Promise<boolean> {
  const now = clock.now();
  if (claimed.digestId !== null) {
    const dueAt = await store.digestDueAt(claimed.digestId);
    if (dueAt !== null) {
      await store.postpone(claimed, { dueAt: Math.max(dueAt, now) + marginMs, attempts: claimed.attempts - 1 });
      return true;
    }
  }
  const hour = toInstant(now).slice(0, 13);
  if (await store.takeSlot(claimed, hour, singlesAnHour)) return false;
  const dueAt = Math.floor(now / hourMs + 1) * hourMs;
  const id = noticeIdOf(`${claimed.tenantId}-${hour}`, 'dsr.digest', claimed.channel);
  await store.hold(claimed, { id, hour, dueAt, lookAgainAt: dueAt + marginMs, now });
  look(id, dueAt - now);
  telemetry.event('notice_held', { channel: claimed.channel, event: claimed.event });
  return true;
}

async function deliverDigest(parts: DeliveryParts, tenant: Tenant, claimed: ClaimedNotice): Promise<DeliveryOutcome> {
  const { store, senders, telemetry, clock, look } = parts;
  const sender = senders[claimed.channel];
  const held = await store.held(claimed.id, sender.digestMax);
  const told = held.map(toldOf);
  const [first] = told;
  let end: NoticeEnd = { state: 'delivered' };
  if (first !== undefined) {
    const ids = held.map((one) => one.id);
    const at = toInstant(claimed.createdAt);
    // The id follows from what is inside: after a crash the same notices go out under the same id.
    const together: Dispatch = { kind: 'digest', id: publicIdOf(claimed.id, ...ids), at, told };
    const result = await sender.send(tenant, told.length === 1 ? { kind: 'single', ...first } : together);
    if (result.name !== 'delivered') return retryOrGiveUp(parts, tenant, claimed, result);
    await store.finishHeld(claimed.id, ids, 'delivered');
    end = endOf(result);
    telemetry.event('notice_delivered', { channel: claimed.channel, event: claimed.event, tries: claimed.attempts });
  }
  if (held.length < sender.digestMax) {
    await store.finish(claimed, end);
    return 'delivered';
  }
  await store.postpone(claimed, { dueAt: clock.now(), attempts: 0 });
  look(claimed.id);
  return 'later';
}

async function retryOrGiveUp(
  parts: DeliveryParts,
  tenant: Tenant,
  claimed: ClaimedNotice,
  result: Exclude<DeliveryResult, { name: 'delivered' }>,
): Promise<DeliveryOutcome> {
  const { store, telemetry, clock, look } = parts;
  const { channel, event, attempts } = claimed;
  const pauseMs = result.name === 'later' ? pauseAfter(attempts, result.afterMs) : null;
  if (pauseMs === null) return giveUp(parts, tenant, claimed, result.code);
  await store.postpone(claimed, { dueAt: clock.now() + pauseMs, attempts, errorCode: result.code });
  telemetry.fault('notice_retried', null, { channel, event, tries: attempts, code: result.code });
  if (attempts === warnAfterTries) await warn(parts, tenant, claimed);
  look(claimed.id, pauseMs);
  return 'later';
}

async function giveUp(
  parts: DeliveryParts,
  tenant: Tenant | null,
  claimed: ClaimedNotice,
  code: string,
): Promise<DeliveryOutcome> {
  const { channel, event, attempts } = claimed;
  if (event === 'dsr.digest') await parts.store.finishHeld(claimed.id, 'all', 'failed');
  await parts.store.finish(claimed, { state: 'failed', errorCode: code });
  // The operator's page: the business may not have been told.
  parts.telemetry.fault('notice_failed', null, { channel, event, tries: attempts, code });
  if (tenant !== null) await warn(parts, tenant, claimed);
  return 'failed';
}

/** Tells the business on its other channels, once a day, that this one takes no notices. */
export async function warn(
  { tell, clock }: Pick<DeliveryParts, 'tell' | 'clock'>,
  tenant: Tenant,
  { channel, reference, event }: FailedNotice,
): Promise<void> {
  // A warning that fails is not warned about: two broken channels would warn of each other.
  if (event === 'channel.failed' || channelsOf(tenant).every((one) => one === channel)) return;
  const at = toInstant(clock.now());
  const requestId = `${tenant.tenantId}-${channel}-${at.slice(0, 10)}`;
  await tell(tenant, { event: 'channel.failed', requestId, reference, at, channel }, channel);
}

function endOf({ messageId }: Extract<DeliveryResult, { name: 'delivered' }>): NoticeEnd {
  return { state: 'delivered', ...(messageId === undefined ? {} : { messageId }) };
}

function toldOf({ id, createdAt, notice }: { id: string; createdAt: number; notice: ControllerNotice }): ToldNotice {
  return { id: publicIdOf(id), at: toInstant(createdAt), notice };
}
