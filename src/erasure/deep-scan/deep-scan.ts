import { createHash } from 'node:crypto';

import { type Lanes } from '../../conversation/lanes.ts';
import { type Subjects } from '../../conversation/subjects.ts';
import { type Clock, toInstant } from '../../domain/instant.ts';
import { makeReference } from '../../domain/reference.ts';
import { type IdentitySet } from '../../domain/subject.ts';
import { type BlindIndex } from '../../keys/blind-index.ts';
import { type Notices } from '../../notifications/notices.ts';
import { type Telemetry } from '../../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../../tenants/tenant.ts';
import { type Register } from '../register.ts';
import { eraseAgain } from './erase-again.ts';
import { judgeRows, type TombstoneReader } from './judge-rows.ts';
import { type DeepScans, type ScannedRow, type ScanProgress, type ScanSource } from './scan-source.ts';

/** Documents opened at once. */
const pageRows = 200;
/** Pages of one turn: half a second of work, then somebody else's turn. */
const pagesPerTurn = 5;
const leaseMs = 120_000;
const dayMs = 86_400_000;
/** When a night begins: milliseconds after midnight, UTC. */
const nightMs = 2 * 3_600_000;

export interface DeepScanParts {
  readonly sources: readonly ScanSource[];
  readonly scans: DeepScans;
  readonly tombstones: TombstoneReader;
  readonly subjects: Pick<Subjects, 'byId' | 'find'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly register: Register;
  readonly lanes: Lanes;
  readonly blindIndex: BlindIndex;
  readonly notices: Pick<Notices, 'announce'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Looks every night for people who came back. */
export interface DeepScan {
  /** One bounded turn, if one is due: true when there is more to do now. Safe in every worker at once. */
  turn(): Promise<boolean>;
  /** All of it at once, beside the nightly one, for an operator who waits for the answer. */
  whole(): Promise<{ readonly rows: number; readonly found: number }>;
}

/**
 * Opens what is left in every store, finds what looks like somebody's number or id, and looks it up among the tombstones. A hit is
 * an incident: erased again, counted, and the business told.
 */
export function createDeepScan(parts: DeepScanParts): DeepScan {
  const { scans, clock } = parts;
  return {
    async turn() {
      let progress = await scans.take(clock.now(), leaseMs);
      if (progress === null) return false;
      for (let page = 0; page < pagesPerTurn; page += 1) {
        const next = await scanPage(parts, progress);
        if (next === null) return finish(parts, progress);
        progress = next;
        // Noted after each page: a worker that dies loses one, not the night.
        await scans.note(progress, clock.now() + leaseMs);
      }
      await scans.note(progress, clock.now());
      return true;
    },
    async whole() {
      let progress: ScanProgress = { fence: 0, place: null, rows: 0, found: 0 };
      for (;;) {
        const next = await scanPage(parts, progress);
        if (next === null) return { rows: progress.rows, found: progress.found };
        progress = next;
      }
    },
  };
}

/** One page further; `null` when the last store was looked at. */
async function scanPage(parts: DeepScanParts, progress: ScanProgress): Promise<ScanProgress | null> {
  const { sources } = parts;
  const { store, after } = progress.place ?? { store: sources[0]?.store, after: null };
  const at = sources.findIndex((one) => one.store === store);
  const source = sources[at];
  if (source === undefined) return null;
  const rows = await source.page(after, pageRows);
  const found = await repair(parts, source, rows);
  const isLast = rows.length < pageRows;
  return {
    ...progress,
    place: isLast
      ? { store: sources[at + 1]?.store ?? '', after: null }
      : { store: source.store, after: rows.at(-1)?.id ?? null },
    rows: progress.rows + rows.length,
    found: progress.found + found,
  };
}

/** Until the next night. */
async function finish({ scans, telemetry, clock }: DeepScanParts, progress: ScanProgress): Promise<boolean> {
  const { rows, found } = progress;
  const now = clock.now();
  const tonight = Math.floor((now - nightMs) / dayMs) * dayMs + nightMs;
  await scans.note({ ...progress, place: null, rows: 0, found: 0 }, tonight + dayMs);
  telemetry.event('deep_scan_done', { rows, found });
  return false;
}

/** Erases whoever came back. Says how many they were. */
async function repair(parts: DeepScanParts, source: ScanSource, rows: readonly ScannedRow[]): Promise<number> {
  const tenantIds = new Set(rows.map(({ tenantId }) => tenantId));
  let found = 0;
  for (const tenantId of tenantIds) {
    const tenant = await parts.tenants.byId(tenantId);
    if (tenant === null) continue;
    const ofTenant = rows.filter((row) => row.tenantId === tenantId);
    for (const one of await judgeRows(parts, tenant, ofTenant)) {
      found += 1;
      if (one.kind === 'person') {
        await handleIncident(parts, tenant, one.person, source.store);
      } else {
        await source.remove(one.id);
        parts.telemetry.fault('erased_person_found', null, { store: source.store, outcome: 'row', deleted: 1 });
      }
    }
  }
  return found;
}

async function handleIncident(parts: DeepScanParts, tenant: Tenant, person: IdentitySet, store: string): Promise<void> {
  const { telemetry, notices, clock } = parts;
  const now = (): number => clock.now();
  const again = await eraseAgain({ ...parts, now }, tenant, person, new AbortController().signal);
  if (again === null) {
    telemetry.fault('erased_person_found', null, { store, outcome: 'busy' });
    return;
  }
  const { counts, isWhole } = again;
  const residual = counts.reduce((sum, one) => sum + one.residual, 0);
  const deleted = counts.reduce((sum, one) => sum + one.deleted, 0);
  const ended = isWhole ? 'erased' : 'cut-off';
  const outcome = residual === 0 ? ended : 'residue';
  telemetry.fault('erased_person_found', null, { store, outcome, deleted, residual });
  const at = toInstant(clock.now());
  // Of the row's random id and the day: said once, however often the scan is cut off, and nothing leads back from it.
  const hash = createHash('sha256')
    .update(JSON.stringify([person.subjectId, at.slice(0, 10)]))
    .digest();
  const requestId = `again-${hash.toString('base64url').slice(0, 22)}`;
  const stores = counts.filter(({ matched }) => matched > 0);
  await notices.announce(tenant, { event: 'dsr.resurrection', requestId, reference: makeReference(hash), at, stores });
}
