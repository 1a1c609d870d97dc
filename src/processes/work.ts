import { type Container } from '../container.ts';
import { createWriteHeadDown } from '../proof/head-file.ts';
import { type RestoreGate } from '../ledger/restore-gate.ts';
import { createLookWorker, type Look } from '../queue/look-queue.ts';
import { type Chore, createSweep, type DueSource } from '../queue/sweep.ts';
import { createWhileOpen } from './while-open.ts';

const filesAtOnce = 20;
/** Requests whose steps go into the log at once. */
const stepsAtOnce = 200;
const requestsAtOnce = 200;
const headEveryMs = 3_600_000;
/** Days that ledger and journal outlive the last backup. Source: privacy.md 8.2. */
const journalMarginDays = 14;

/** A worker that looks at whatever is due. */
export interface Working {
  /** Takes nothing new; what is under way is finished, or handed back by the end of its lease. */
  close(): Promise<void>;
}

export interface WorkOptions {
  /** Between two sweeps. What is woken does not wait for it. */
  readonly sweepEveryMs?: number;
}

/** Starts the working side of a container. While the gate is shut nothing is looked at: the sweep finds it afterwards. */
export function work(container: Container, { sweepEveryMs = 1_000 }: WorkOptions = {}): Working {
  const { telemetry, clock, redis, redisPrefix: prefix, gate } = container;
  gate.start().catch((error: unknown) => telemetry.fault('restore_gate_failed', error));
  const whileOpen = createWhileOpen(gate);
  const look = lookWhileOpen(whileOpen, createLook(container));
  const now = (): number => clock.now();
  const worker = createLookWorker({ redis, look, telemetry, prefix });
  const sweep = createSweep({
    sources: dueSources(container).map((source) => sourceWhileOpen(gate, source)),
    chores: chores(container).map((chore) => choreWhileOpen(whileOpen, chore)),
    look,
    everyMs: sweepEveryMs,
    telemetry,
    now,
  }).start();
  telemetry.event('worker_started');
  return {
    async close() {
      await Promise.all([worker.close(), sweep.close()]);
      telemetry.event('worker_stopped');
    },
  };
}

type WhileOpen = ReturnType<typeof createWhileOpen>;

/** Stops what is under way when the gate shuts. */
function lookWhileOpen(whileOpen: WhileOpen, look: Look): Look {
  return async (kind, id, signal) => {
    const open = whileOpen(signal);
    return open === null ? 'done' : look(kind, id, open);
  };
}

function sourceWhileOpen(gate: RestoreGate, source: DueSource): DueSource {
  return { ...source, due: (now, limit) => (gate.isOpen() ? source.due(now, limit) : Promise.resolve([])) };
}

function choreWhileOpen(whileOpen: WhileOpen, chore: Chore): Chore {
  return {
    ...chore,
    async run(now, signal) {
      const open = whileOpen(signal);
      if (open !== null) await chore.run(now, open);
    },
  };
}

/** One branch a kind of thing that may be due. */
function createLook({ stages }: Container): Look {
  return async (kind, id, signal) => {
    switch (kind) {
      case 'arrival':
        return { lanes: await stages.takeArrival(id, signal) };
      case 'lane':
        return stages.workLane(id, signal);
      case 'request':
        await stages.runner.run(id, signal);
        return 'done';
      case 'notice':
        await stages.notices.deliver(id);
        return 'done';
      case 'farewell':
        await stages.farewellDesk.deliver(id);
        return 'done';
      case 'relay':
        await stages.relayWaits.look(id);
        return 'done';
    }
  };
}

/** Where due things are found, all in MongoDB. */
function dueSources({ stores, stages }: Container): readonly DueSource[] {
  return [
    // The oldest alone: whoever takes it in takes all that waits.
    { kind: 'arrival', due: (now) => stores.inbox.arrivals.due(now, 1) },
    { kind: 'lane', due: (now, limit) => stores.inbox.dueLanes(now, limit) },
    { kind: 'lane', due: (now, limit) => stores.conversations.dueLanes(now, limit) },
    { kind: 'request', due: (now, limit) => stores.requests.due(now, limit) },
    { kind: 'notice', due: (now, limit) => stages.notices.due(now, limit) },
    { kind: 'farewell', due: (now, limit) => stores.farewells.due(now, limit) },
    { kind: 'relay', due: (now, limit) => stages.relayWaits.due(now, limit) },
  ];
}

function chores({ stages, config, keyRotation, ledger, tenantCloser }: Container): readonly Chore[] {
  const { treeHeadFile: path } = config;
  const { signTreeHead } = stages;
  const writeHeadDown = path === null ? null : createWriteHeadDown({ path, signTreeHead });
  const ledgerMs = (config.keys.backupDays + journalMarginDays) * 86_400_000;
  return [
    { name: 'media', everyMs: 1_000, run: (_, signal) => stages.mediaDownloads.fetchDue(filesAtOnce, signal) },
    { name: 'audit-log', everyMs: 1_000, run: () => stages.drainSteps(stepsAtOnce) },
    ...(writeHeadDown === null ? [] : [{ name: 'tree-head', everyMs: headEveryMs, run: writeHeadDown }]),
    { name: 'tell-heads', everyMs: headEveryMs, run: () => stages.tellHeads() },
    { name: 'corrections', everyMs: 600_000, run: () => stages.corrections.remindDue(requestsAtOnce) },
    { name: 'logged-requests', everyMs: 600_000, run: () => stages.loggedRequests.remindDue(requestsAtOnce) },
    { name: 'closing', everyMs: 600_000, run: () => stages.closing.closeDue(requestsAtOnce) },
    { name: 'keys', everyMs: 60_000, run: () => keyRotation.work() },
    { name: 'tenant-closing', everyMs: 10_000, run: (_, signal) => tenantCloser.finishDue(signal) },
    { name: 'tenant-closed', everyMs: 600_000, run: (_, signal) => tenantCloser.takeStragglers(signal) },
    { name: 'deep-scan', everyMs: 2_000, run: () => stages.deepScan.turn() },
    { name: 'ledger', everyMs: 6 * 3_600_000, run: (now) => ledger.ledger.prune(now - ledgerMs) },
  ];
}
