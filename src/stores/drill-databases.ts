import { randomBytes } from 'node:crypto';

import { type Connection } from 'mongoose';

import { type Clock } from '../domain/instant.ts';

/** `oubli_drill_`, when it was made (milliseconds, base 36), and six random bytes. Without the time: from before there was one. */
const drillName = /^oubli_drill_(?:([0-9a-z]{8,9})_)?[0-9a-f]{12}$/;
/** A drill takes minutes. Milliseconds. */
const drillMs = 86_400_000;

/** One drill's database. */
interface DrillDatabase {
  readonly scratch: Connection;
  /** Aborts when the process is told to stop: end what you do, and drop it. */
  readonly stopped: AbortSignal;
  /** Ends the process as well, if it was told to stop meanwhile. */
  readonly drop: () => Promise<void>;
}

/** Scratch databases for drills, beside the real one. */
export interface DrillDatabases {
  /** Until it is dropped, the first SIGINT or SIGTERM only says so; the second ends the process at once. */
  make(): DrillDatabase;
  /** Drops those that killed drills left, a day later. @returns how many. */
  dropOld(): Promise<number>;
}

export function createDrillDatabases(connection: Connection, clock: Clock): DrillDatabases {
  return {
    make() {
      const name = `oubli_drill_${clock.now().toString(36)}_${randomBytes(6).toString('hex')}`;
      const scratch = connection.useDb(name);
      const stop = listenForStop();
      return {
        scratch,
        stopped: stop.signal,
        async drop() {
          await scratch.dropDatabase().finally(stop.done);
        },
      };
    },
    async dropOld() {
      const { databases } = await connection.getClient().db().admin().listDatabases({ nameOnly: true });
      const old = databases.filter(({ name }) => isOld(name, clock.now()));
      for (const { name } of old) await connection.getClient().db(name).dropDatabase();
      return old.length;
    },
  };
}

function isOld(name: string, now: number): boolean {
  const match = drillName.exec(name);
  return match !== null && Number.parseInt(match[1] ?? '0', 36) < now - drillMs;
}

/** Takes the first signal to stop; `done` hands it on. */
function listenForStop(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let taken: NodeJS.Signals | null = null;
  const forget = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  function stop(signal: NodeJS.Signals): void {
    forget();
    taken = signal;
    controller.abort();
  }
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    done() {
      forget();
      if (taken !== null) process.kill(process.pid, taken);
    },
  };
}
