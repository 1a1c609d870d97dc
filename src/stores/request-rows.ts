import { type RequestRow } from '../../models/request.ts';
import { type Matter } from '../domain/matter.ts';
import { auditStepOf } from '../requests/audit-step.ts';
import { type AuditStep, type DueNotice, type RequestChange, type RequestRecord } from '../requests/request-record.ts';
import { type NewRequest } from '../requests/request-store.ts';
import { toBytes } from './to-bytes.ts';

/** A new request as it is inserted. */
export function toRequestRow(request: NewRequest, pseudonym: string): RequestRow {
  const { requestId, reference, tenantId, matter, locale, phoneNumberId, person } = request;
  return {
    _id: requestId,
    reference,
    tenantId,
    right: matter.right,
    ...(matter.part === null ? {} : { part: matter.part }),
    locale,
    phoneNumberId,
    state: { name: 'intent_shown' },
    version: 1,
    openedAt: new Date(request.openedAt),
    verifiedAt: null,
    startsAt: null,
    dueAt: new Date(request.dueAt),
    lease: { until: new Date(0), fence: 0 },
    attempts: 0,
    subjectId: person.subjectId,
    keyId: person.keyId,
    names: [...person.names],
    plan: null,
    steps: [],
    noticesDue: [],
    told: [],
    farewellUntil: null,
    pseudonym,
    auditDue: [auditStepOf(null, { state: { name: 'intent_shown' } }, request.openedAt)],
  };
}

/** A row as the program reads it. */
export function toRequestRecord(row: RequestRow): RequestRecord {
  const { subjectId, keyId, names } = row;
  const hasPerson = subjectId !== undefined && keyId !== undefined && names !== undefined;
  return {
    requestId: row._id,
    reference: row.reference,
    tenantId: row.tenantId,
    matter: { right: row.right, part: row.part ?? null } as Matter,
    locale: row.locale,
    phoneNumberId: row.phoneNumberId,
    state: row.state,
    version: row.version,
    openedAt: Number(row.openedAt),
    verifiedAt: toTime(row.verifiedAt),
    startsAt: toTime(row.startsAt),
    dueAt: toTime(row.dueAt ?? null),
    lease: { until: Number(row.lease.until), fence: row.lease.fence },
    attempts: row.attempts,
    person: hasPerson ? { subjectId, keyId, names } : null,
    run: row.run === undefined ? null : { keyId: row.run.keyId, sealed: toBytes(row.run.sealed) },
    subjectRef: row.subjectRef ?? null,
    plan: row.plan,
    steps: row.steps,
    noticesDue: row.noticesDue as readonly DueNotice[],
    told: row.told as readonly DueNotice[],
    farewellUntil: toTime(row.farewellUntil),
    heardAt: toTime(row.heardAt ?? null),
    codeChannel: row.codeChannel ?? null,
    risk: row.risk ?? null,
    remindedAt: toTime(row.remindedAt ?? null),
    slowPath: row.slowPath ?? null,
    breaker: row.breaker ?? null,
    newsHeld: row.newsHeld ?? null,
    extension: row.extension ?? null,
    epochId: row.epochId ?? null,
  };
}

/**
 * The update of a transition: what is `null` of the identifying half is removed, not set to null.
 * @param step what goes into the log with it; `null` when the state stays.
 */
export function toRequestUpdate(change: RequestChange, step: AuditStep | null): Record<string, unknown> {
  const { person, run, subjectRef, dueAt, codeChannel, newsHeld, epochId, releasesLease, expiresAt, ...others } =
    change;
  const rest = Object.entries(others).filter(([field]) => field !== 'releasedBy');
  const set: Record<string, unknown> = {};
  const unset: Record<string, ''> = {};
  const put = (field: string, value: unknown): void => {
    if (value === undefined) return;
    if (value === null) unset[field] = '';
    else set[field] = value;
  };
  for (const [field, value] of rest) set[field] = times.has(field) ? toDate(value) : value;
  if (person !== undefined) {
    put('subjectId', person?.subjectId ?? null);
    put('keyId', person?.keyId ?? null);
    put('names', person === null ? null : [...person.names]);
  }
  put('run', run === undefined || run === null ? run : { keyId: run.keyId, sealed: Buffer.from(run.sealed) });
  put('subjectRef', subjectRef);
  put('codeChannel', codeChannel);
  put('newsHeld', newsHeld);
  put('epochId', epochId);
  put('dueAt', dueAt === undefined ? undefined : toDate(dueAt));
  if (expiresAt !== undefined) set['expiresAt'] = new Date(expiresAt);
  if (releasesLease) set['lease.until'] = new Date(0);
  return {
    ...(Object.keys(set).length === 0 ? {} : { $set: set }),
    ...(Object.keys(unset).length === 0 ? {} : { $unset: unset }),
    ...(step === null ? {} : { $push: { auditDue: step } }),
    $inc: { version: 1 },
  };
}

const times: ReadonlySet<string> = new Set(['verifiedAt', 'startsAt', 'farewellUntil', 'heardAt', 'remindedAt']);

function toDate(value: unknown): Date | null {
  return typeof value === 'number' ? new Date(value) : null;
}

function toTime(date: Date | null): number | null {
  return date === null ? null : Number(date);
}
