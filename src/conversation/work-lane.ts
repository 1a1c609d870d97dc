import { errorCode } from '../domain/errors.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { createHeldKeys, type HeldKeys } from '../keys/held-keys.ts';
import { type Conversation } from './conversation.ts';
import { type EventGate } from './event-gate.ts';
import { type EventHandler, type EventParts, forgetQuiet } from './handle-event.ts';
import { type InboxItem, type LaneInbox } from './lane-inbox.ts';
import { takeLane } from './lane-lease.ts';
import { type Lanes } from './lanes.ts';

const itemsAtOnce = 50;
const longestWaitMs = 600_000;
const shortestBusyWaitMs = 1_000;
const longestBusyWaitMs = 60_000;

export interface LaneWorkerParts extends EventParts {
  readonly lanes: Lanes;
  readonly inbox: LaneInbox;
  readonly tenants: TenantDirectory;
  readonly gate: EventGate;
  readonly handle: EventHandler;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/** Works through one person's events and whatever their conversations have due, in order, one worker at a time. */
export type LaneWorker = (lane: string, signal: AbortSignal) => Promise<'done' | 'busy'>;

/** Makes the worker of lanes. An event that fails is tried again later and never holds up the next (invariant 21). */
export function createLaneWorker(parts: LaneWorkerParts): LaneWorker {
  const { lanes, inbox, conversations, now } = parts;
  return async (lane, signal) => {
    const lease = await takeLane(lanes, lane, now);
    if (lease === null) return 'busy';
    const held = createHeldKeys(() => lease.isRunning());
    // From one event to the next nothing is held: a chat that ended may have been forgotten with its person's key.
    const mayGoOn = (): Promise<boolean> => {
      held.letGo();
      return signal.aborted ? Promise.resolve(false) : lease.stillOurs();
    };
    try {
      for (;;) {
        const items = await inbox.claim(lane, now(), itemsAtOnce);
        for (const item of items) {
          if (!(await mayGoOn())) return 'busy';
          await handleItem(parts, item, held);
        }
        const due = await conversations.dueInLane(lane, now(), held);
        let hasFailed = false;
        for (const conversation of due) {
          if (!(await mayGoOn())) return 'busy';
          if (!(await advanceDue(parts, conversation))) hasFailed = true;
        }
        // What failed stays due; the sweep comes back to it after a pause, and this loop must end.
        if (hasFailed) return 'busy';
        if (items.length < itemsAtOnce && due.length === 0) return 'done';
      }
    } finally {
      await lease.release();
    }
  };
}

async function handleItem(parts: LaneWorkerParts, item: InboxItem, held: HeldKeys): Promise<void> {
  const { inbox, tenants, gate, handle, telemetry, now } = parts;
  try {
    const [tenant, event] = await Promise.all([tenants.byId(item.tenantId), item.read()]);
    // A tenant that left, or a day whose key is destroyed: there is nothing to do for anybody.
    const passage = tenant === null || event === null ? null : await gate(tenant, event, item.id);
    if (passage === 'drop') {
      await inbox.drop([item.id]);
      return;
    }
    if (tenant !== null && event !== null && passage === 'handle') await handle(tenant, item, event, held);
    await inbox.done([item.id]);
  } catch (error) {
    if (errorCode(error) === 'identity_busy') return postpone(parts, item);
    telemetry.fault('event_failed', error, { attempts: item.attempts });
    const dueAt = new Date(now() + Math.min(longestWaitMs, 1000 * 2 ** item.attempts));
    const state = await inbox.failed(item.id, { errorCode: errorCode(error), dueAt });
    if (state === 'dead') telemetry.event('event_set_aside', { code: errorCode(error) });
  }
}

/**
 * Whoever had the sender's number before is being erased, or has their turn: nothing is wrong with the event, and an erasure may
 * stand still for days. The pause is as long as the event has waited so far: it doubles, up to a minute.
 */
async function postpone({ inbox, telemetry, now }: LaneWorkerParts, item: InboxItem): Promise<void> {
  const waitMs = Math.min(longestBusyWaitMs, Math.max(shortestBusyWaitMs, now() - item.receivedAt));
  telemetry.event('event_postponed', { code: 'identity_busy' });
  await inbox.postponed(item.id, { errorCode: 'identity_busy', dueAt: new Date(now() + waitMs) });
}

async function advanceDue(parts: LaneWorkerParts, conversation: Conversation): Promise<boolean> {
  const { tenants, talk, performer, telemetry, now } = parts;
  try {
    const tenant = await tenants.byId(conversation.subject.tenantId);
    if (tenant === null) {
      await parts.conversations.remove(conversation);
      return true;
    }
    let current = await talk.catchUp(tenant, conversation);
    if (current === null) return true;
    for (const timer of current.timers.filter((one) => one.at <= now())) {
      const rest: Conversation = { ...current, timers: current.timers.filter((one) => one.timer !== timer.timer) };
      const eventId = `timer.${timer.timer}.${String(timer.at)}`;
      current = await talk.advance(tenant, rest, eventId, { kind: 'timer', timer: timer.timer });
      if (current === null) return true;
    }
    const after = await performer.performDue(tenant, current);
    if (tenant.mode === 'alongside') await forgetQuiet(parts, after);
    return true;
  } catch (error) {
    telemetry.fault('conversation_failed', error);
    return false;
  }
}
