/** What a bench may use. */
export interface BenchOptions {
  /** The sizes of design.md section 7, where the usual ones are smaller. */
  readonly isFull: boolean;
  /** Prints a line for people. */
  readonly say: (line: string) => void;
}

/** One line of design.md section 7 and what was seen of it. */
export interface Bound {
  readonly what: string;
  readonly seen: number;
  readonly atLeast?: number;
  readonly below?: number;
}

export interface BenchResult {
  readonly bounds: readonly Bound[];
  /** Everything else that was measured, by name with its unit. */
  readonly figures: Readonly<Record<string, number>>;
}

/** One bench. Throws only when the product did something wrong (lost a message); a missed bound is a figure like any other. */
export interface Bench {
  readonly name: string;
  /** A sentence for people. */
  readonly what: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

export function isMet({ seen, atLeast, below }: Bound): boolean {
  return (atLeast === undefined || seen >= atLeast) && (below === undefined || seen < below);
}

/** A bound in words: `✔ first reply, p50: 18 ms (below 50)`. */
export function boundInWords(bound: Bound): string {
  const limit = bound.atLeast === undefined ? `below ${String(bound.below)}` : `at least ${String(bound.atLeast)}`;
  return `${isMet(bound) ? '✔' : '✘ missed:'} ${bound.what}: ${String(bound.seen)} (${limit})`;
}
