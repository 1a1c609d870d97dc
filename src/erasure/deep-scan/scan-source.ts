import { type NameHash } from '../../domain/subject.ts';

/** One document of a store, opened. */
export interface ScannedRow {
  readonly id: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly keyIds: readonly string[];
  readonly names: readonly NameHash[];
  /** How old it is. Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Everything that it says; empty when its key is gone: then it is noise. */
  readonly text: string;
}

/** A store whose documents are opened and read. Implemented by src/stores/scan-sources.ts. */
export interface ScanSource {
  /** Stable name, as in the register. */
  readonly store: string;
  /** The documents after that id, by id; kept ones left out. Fewer than `limit`: the last. */
  page(after: string | null, limit: number): Promise<readonly ScannedRow[]>;
  /** One document alone. */
  remove(id: string): Promise<void>;
}

/** How far a deep scan has come. */
export interface ScanProgress {
  readonly fence: number;
  /** `null`: at the beginning. */
  readonly place: { readonly store: string; readonly after: string | null } | null;
  readonly rows: number;
  readonly found: number;
}

/** Where the progress rests, so that a scan goes on where it was cut off. Implemented by src/stores/deep-scans.ts. */
export interface DeepScans {
  /** Takes the scan that is due for `leaseMs`; `null` when none is, or somebody has it. */
  take(now: number, leaseMs: number): Promise<ScanProgress | null>;
  /** Notes how far it came, and when to go on (milliseconds since the Unix epoch). Does nothing for who lost it. */
  note(progress: ScanProgress, dueAt: number): Promise<void>;
}
