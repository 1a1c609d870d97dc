import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { safeName } from './safe-fact.ts';
import { type Facts } from './telemetry.ts';

/** The facts that become labels. Anything else stays in the log: an id as a label would grow without end. */
const labelNames = ['outcome', 'result', 'reason', 'channel', 'kind', 'status', 'state', 'store', 'code'] as const;

/** Different label sets a counter may have; what comes after is counted without labels. */
const maxSeries = 64;

/** Upper bounds in seconds: from an index look-up to an erasure of a million rows. */
const secondsBuckets = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 60, 600];

/** Numbers of a process for `/metrics`. */
export interface Metrics {
  /** Adds one to the counter `oubli_<name>_total`. */
  count(name: string, facts?: Facts): void;
  /** Notes how long something took, in the histogram `oubli_<name>_seconds`. */
  observe(name: string, seconds: number): void;
  /** Shows a number as it is when asked, in the gauge `oubli_<name>`. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Makes the metrics of one process. Counters come into being when their event first happens. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, { readonly counter: Counter; readonly series: Set<string> }>();
  const histograms = new Map<string, Histogram>();

  const counterOf = (name: string): { readonly counter: Counter; readonly series: Set<string> } => {
    const known = counters.get(name);
    if (known !== undefined) return known;
    const help = `Times that ${name} happened.`;
    const made = {
      counter: new Counter({ name: `oubli_${name}_total`, help, labelNames, registers }),
      series: new Set<string>(),
    };
    counters.set(name, made);
    return made;
  };

  return {
    count(name, facts = {}) {
      const { counter, series } = counterOf(safeName(name));
      const labels = labelsOf(facts);
      const key = JSON.stringify(labels);
      if (series.size < maxSeries) series.add(key);
      counter.inc(series.has(key) ? labels : {});
    },
    observe(name, seconds) {
      const safe = safeName(name);
      const known = histograms.get(safe);
      const histogram =
        known ??
        new Histogram({
          name: `oubli_${safe}_seconds`,
          help: `Seconds that ${safe} took.`,
          buckets: secondsBuckets,
          registers,
        });
      if (known === undefined) histograms.set(safe, histogram);
      histogram.observe(seconds);
    },
    gauge(name, help, read) {
      const gauge: Gauge = new Gauge({
        name: `oubli_${safeName(name)}`,
        help,
        registers,
        async collect() {
          gauge.set(await read());
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function labelsOf(facts: Facts): Record<string, string> {
  const present = labelNames.filter((name) => facts[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, String(facts[name])]));
}
