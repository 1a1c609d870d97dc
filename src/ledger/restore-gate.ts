import { errorCode, OubliError } from '../domain/errors.ts';
import { catchUp, type CatchUpParts } from './catch-up.ts';
import { type Journal } from './journal.ts';
import { type Ledger } from './ledger.ts';
import { missingEntries } from './missing-entries.ts';

/** Between two looks at whether the database went back. */
const lookEveryMs = 2_000;
/** A journal of this size is read through before anything opens (some 1,000 entries, 20 ms); a larger one soon afterwards. */
const readAtStartBytes = 1_048_576;
const readLaterMs = 20_000;

/** Whether this process may serve, send and work. Shut from the start until the ledger and its journal agree. */
export interface RestoreGate {
  readonly isOpen: () => boolean;
  /** Aborts when the gate shuts, so that whatever is under way stops; another one each time it opens. */
  readonly whileOpen: () => AbortSignal;
  /**
   * Compares once. Returns with the gate open, or shut while what a restored backup brought back is erased again beside.
   * From then on looks every few seconds. A second call waits for the first.
   * @throws OubliError of the ledger when nobody can say what would have to be erased again: do not start.
   */
  readonly start: () => Promise<void>;
  /** Looks now. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes the gate of one process. */
export function createRestoreGate(parts: CatchUpParts & { readonly ledger: Ledger }): RestoreGate {
  const { ledger, telemetry } = parts;
  const stop = new AbortController();
  const leaf = createLeaf();
  let starting: Promise<void> | null = null;
  let catchingUp: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const reading = createReading(parts.journal);

  const tell = onceEach((error) => telemetry.fault('restore_gate_failed', error));
  const compare = async (): Promise<void> => {
    const found = await ledger.compare();
    if (catchingUp !== null || stop.signal.aborted) return;
    await reading.whenDue();
    if (found === 'equal') {
      tell.forget();
      leaf.open();
      return;
    }
    leaf.shut();
    telemetry.fault('restore_detected', new OubliError('restore_detected', 'The database was restored.'));
    catchingUp = catchUp(parts, stop.signal, (error) => tell.say(error)).then((isDone) => {
      catchingUp = null;
      if (isDone) leaf.open();
    });
  };
  const look = async (): Promise<void> => {
    try {
      await compare();
    } catch (error) {
      // A database that does not answer did not go back. Anything that the ledger itself says shuts the gate.
      if (error instanceof OubliError && error.retry === 'no') leaf.shut();
      tell.say(error);
    }
  };
  const lookLater = (): void => {
    if (stop.signal.aborted) return;
    timer = setTimeout(() => void look().then(lookLater), lookEveryMs).unref();
  };
  ledger.watch(() => void look());

  return {
    isOpen: leaf.isOpen,
    whileOpen: leaf.whileOpen,
    look,
    start() {
      starting ??= (async () => {
        // What the journal lacks or cannot say comes out before anybody waits at the gate.
        if ((await ledger.compare()) === 'behind') await missingEntries(parts.store, parts.journal);
        await compare();
        lookLater();
      })();
      return starting;
    },
    async close() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      leaf.shut();
      await catchingUp;
    },
  };
}

/** The gate's one leaf. */
function createLeaf() {
  const shutSignal = AbortSignal.abort();
  let controller: AbortController | null = null;
  return {
    isOpen: (): boolean => controller !== null,
    whileOpen: (): AbortSignal => controller?.signal ?? shutSignal,
    open(): void {
      controller ??= new AbortController();
    },
    shut(): void {
      controller?.abort();
      controller = null;
    },
  };
}

/** Reads the whole journal once: damage in its middle shows nowhere else until it is needed. */
function createReading(journal: Journal) {
  let isRead = false;
  const startedAt = performance.now();
  return {
    /** @throws OubliError `journal_damaged`, each time it is asked. */
    async whenDue(): Promise<void> {
      if (isRead) return;
      const state = await journal.look();
      if ((state?.bytes ?? 0) > readAtStartBytes && performance.now() - startedAt < readLaterMs) return;
      await journal.after(Number.MAX_SAFE_INTEGER);
      isRead = true;
    },
  };
}

/** Says the same fault once, not every two seconds. */
function onceEach(report: (error: unknown) => void) {
  let last = '';
  return {
    say(error: unknown): void {
      if (errorCode(error) !== last) report(error);
      last = errorCode(error);
    },
    forget(): void {
      last = '';
    },
  };
}
