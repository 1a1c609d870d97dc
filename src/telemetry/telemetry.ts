/** Facts of a log line: codes, counts, our own random ids. Never a name, number, text, code or token. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** What every part may say about its work. The only way to a log line or a metric. */
export interface Telemetry {
  /** Something happened in the business's or the person's affairs; also counted as a metric of that name. */
  event(name: string, facts?: Facts): void;
  /** Something failed. Only the error's stable code is written, never its message: that may quote data. */
  fault(name: string, error: unknown, facts?: Facts): void;
}

/** Says nothing. For parts that run without telemetry, such as one-shot commands. */
export const silentTelemetry: Telemetry = {
  event() {
    // Nothing to say.
  },
  fault() {
    // Nothing to say.
  },
};
