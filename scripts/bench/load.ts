import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A load on one server. */
export interface LoadOrder {
  readonly port: number;
  readonly appSecret: string;
  readonly connections: number;
  /** Ends after this long, or once `messages` were answered. */
  readonly durationMs: number;
  readonly messages?: number;
  /** Open loop: requests leave at this pace, whatever the answers do. Absent: each connection sends as soon as it is answered. */
  readonly perSecond?: number;
  readonly text: string;
  /** Index of the first person who writes. */
  readonly firstPerson: number;
}

/** What came of it. */
export interface LoadReport {
  readonly answered: number;
  /** Answers other than 200, and connections that broke. */
  readonly failed: number;
  readonly elapsedMs: number;
  readonly perSecond: number;
  /** Milliseconds, from when a request was due to its answer. */
  readonly p50: number;
  readonly p99: number;
  /** CPU time of the generator itself, so that one sees whether it was the limit. */
  readonly cpuMs: number;
}

/** A process of its own that posts webhooks. */
export interface Load {
  run(order: LoadOrder): Promise<LoadReport>;
  end(): void;
}

/** Starts the generator. */
export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'load-generator.ts'), {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  return {
    async run(order) {
      child.send(order);
      const [report] = (await once(child, 'message')) as [LoadReport | { readonly error: string }];
      if ('error' in report) throw new Error(report.error);
      return report;
    },
    end: () => void child.kill(),
  };
}
