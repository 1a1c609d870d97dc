import { createLogger, format, transports } from 'winston';

import { errorCode } from '../domain/errors.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { safeFact, safeFacts, safeName } from './safe-fact.ts';
import { type Telemetry } from './telemetry.ts';

/** Telemetry of a process, with its metrics. */
export interface ProcessTelemetry extends Telemetry {
  readonly metrics: Metrics;
  /** Writes out what is buffered. What is said afterwards is dropped. */
  close(): Promise<void>;
}

/**
 * Writes one JSON line for each event and fault, and counts both. Facts are let through by `safe-fact.ts`; of an error only
 * the stable code is written, since its message and stack may quote a person.
 */
export function createTelemetry(options: {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Where lines go; standard output unless told otherwise. */
  readonly destination?: NodeJS.WritableStream;
}): ProcessTelemetry {
  const metrics = createMetrics();
  const isSilent = options.level === 'silent';
  const transport = new transports.Stream({ stream: options.destination ?? process.stdout });
  const logger = createLogger({
    level: isSilent ? 'error' : options.level,
    silent: isSilent,
    format: format.printf((line) => String(line.message)),
    transports: [transport],
  });

  let isClosed = false;
  const say = (level: 'info' | 'error', name: string, fields: Readonly<Record<string, unknown>>): void => {
    if (!isClosed) logger.log(level, JSON.stringify({ at: new Date().toISOString(), level, event: name, ...fields }));
  };

  return {
    metrics,
    event(name, facts = {}) {
      const event = safeName(name);
      const safe = safeFacts(facts);
      metrics.count(event, safe);
      if (logger.isInfoEnabled()) say('info', event, { facts: safe });
    },
    fault(name, error, facts = {}) {
      const event = safeName(name);
      const code = safeCode(error);
      const safe = safeFacts(facts);
      metrics.count(event, { ...safe, code });
      say('error', event, { code, facts: safe });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await new Promise<void>((resolve) => {
        logger.once('finish', resolve).end();
      });
    },
  };
}

/** A code of digits alone is a driver's or Meta's; they have at most six. */
function safeCode(error: unknown): string {
  const code = errorCode(error);
  return /^\d{1,6}$/.test(code) ? code : String(safeFact(code));
}
