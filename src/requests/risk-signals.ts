import { type CodeChannel } from '../domain/request.ts';
import { type RiskSignals } from '../domain/risk.ts';
import { type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long a change of key, number or id is fresh. */
export const changeMs = 7 * dayMs;
/** Carriers let a number rest for weeks before somebody else gets it (45 days at least in the USA: FCC, 47 CFR 52.15). */
const oldRecordMs = 30 * dayMs;

/** What codes tell of a person, by the keyed hashes under which they are counted. Implemented by src/stores/verifications.ts. */
export interface CodeSigns {
  signsOf(
    tenantId: string,
    counters: readonly string[],
    now: number,
  ): Promise<{ readonly failedCodes: number; readonly hasSaidNotMe: boolean }>;
}

/** What is noted about how a person is known. Times are milliseconds since the Unix epoch. Implemented by src/stores/risk-facts.ts. */
export interface RiskFacts {
  /** `null`: there is nobody of this id. */
  of(subjectId: string): Promise<{
    /** When something was first stored about them. */
    readonly knownSince: number;
    /** Their first own message; `null`: not noted. */
    readonly firstSeenAt: number | null;
    readonly nameChangedAt: number | null;
    /** `null`: there is no identity key to compare with. */
    readonly identityKey: { readonly changedAt: number | null } | null;
  } | null>;
}

/** Gathers what {@link RiskSignals} asks for. */
export type GatherRiskSignals = (
  tenant: Tenant,
  request: RequestRecord,
  codeChannel: CodeChannel | null,
) => Promise<RiskSignals>;

/** Makes the gathering: three indexed look-ups, made with the right code. */
export function createGatherRiskSignals(parts: {
  readonly facts: RiskFacts;
  readonly codeSigns: CodeSigns;
  readonly subjects: { byId(subjectId: string): Promise<{ readonly identifiers: readonly Identifier[] } | null> };
  readonly store: Pick<RequestStore, 'openOf'>;
  readonly counterOf: (scope: HashScope, identifier: Identifier) => string;
  readonly clock: { now(): number };
}): GatherRiskSignals {
  const { facts, codeSigns, subjects, store, counterOf, clock } = parts;
  return async (tenant, { requestId, person }, codeChannel) => {
    const now = clock.now();
    const [known, signs, open] = await Promise.all([
      person === null ? null : facts.of(person.subjectId),
      person === null ? null : signsOf(person.subjectId),
      person === null ? [] : store.openOf(tenant.tenantId, person.names),
    ]);
    const isFresh = (at: number | null | undefined): boolean => at !== null && at !== undefined && now - at < changeMs;
    const identityKey = known?.identityKey ?? null;
    return {
      identityKey: identityKey === null ? 'unknown' : isFresh(identityKey.changedAt) ? 'changed' : 'same',
      isNameChanged: isFresh(known?.nameChangedAt),
      isFirstContact: isFirstContact(known, now),
      hasSaidNotMe: signs?.hasSaidNotMe ?? false,
      failedCodes: signs?.failedCodes ?? 0,
      hasRivalRequest: open.some((one) => one.requestId !== requestId),
      codeChannel,
      isRecordOld: known !== null && now - known.knownSince >= oldRecordMs,
    };

    async function signsOf(subjectId: string) {
      const subject = await subjects.byId(subjectId);
      const counters = subject?.identifiers.map((identifier) => counterOf(tenant, identifier)) ?? [];
      return codeSigns.signsOf(tenant.tenantId, counters, now);
    }
  };
}

/** They wrote only just now, and the record is older than a day: it may have been another's. */
function isFirstContact(known: Awaited<ReturnType<RiskFacts['of']>>, now: number): boolean {
  const firstSeenAt = known?.firstSeenAt ?? null;
  return (
    known !== null && firstSeenAt !== null && now - firstSeenAt < hourMs && firstSeenAt - known.knownSince >= dayMs
  );
}
