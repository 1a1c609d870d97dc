import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { type Identifier, type IdentitySet } from '../domain/subject.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import { type RequestRecord } from '../requests/request-record.ts';
import { type SubjectTraces } from './erasers/subjects.ts';

/** Gathers everything by which the person of a request can be found. */
export interface Identities {
  /**
   * What is known now; with a snapshot, that and whatever came to stand under the same names since. Not what is somebody
   * else's: whoever has the number today is found by it, and is left out.
   */
  gather(request: RequestRecord, snapshot: IdentitySet | null): Promise<IdentitySet>;
  /** Seals a snapshot under the run's own key, made if it is not there. */
  freeze(request: RequestRecord, identity: IdentitySet): Promise<NonNullable<RequestRecord['run']>>;
  /** `null` before the snapshot was frozen, or once its key is gone. */
  thaw(request: RequestRecord): Promise<IdentitySet | null>;
  /** The run's key; `null` before it is made and once it is destroyed. */
  runKey(request: RequestRecord): Promise<PersonKey | null>;
}

/**
 * Makes identities. The snapshot outlives the person's row and keys, so that a run which is cut off goes on and scans for the
 * same names; its own key goes with the farewell.
 */
export function createIdentities(parts: {
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly traces: Pick<SubjectTraces, 'idsByNames'>;
  readonly personKeys: Pick<PersonKeys, 'ensure' | 'open'>;
}): Identities {
  const { subjects, traces, personKeys } = parts;
  return {
    async gather(request, snapshot) {
      const base = snapshot ?? fromRequest(request);
      const ids = new Set([base.subjectId, ...(await traces.idsByNames(base.tenantId, base.hashes))]);
      const found = await Promise.all([...ids].map((id) => subjects.byId(id)));
      const people = found.filter((one) => one !== null);
      const own = people.filter(({ subjectId }) => subjectId === base.subjectId).reduce(merge, base);
      const others = people.filter((one) => isSomebodyElse(own, one));
      const identity = people.filter((one) => !others.includes(one)).reduce(merge, own);
      return { ...identity, othersKeyIds: others.flatMap(({ keyIds }) => keyIds) };
    },
    async freeze({ requestId, tenantId }, identity) {
      const runKey = await personKeys.ensure(tenantId, runKeyIdOf(requestId));
      return { keyId: runKey.keyId, sealed: sealJson(runKey.key, identity, placeOf(runKey)) };
    },
    async thaw(request) {
      const runKey = request.run === null ? null : await personKeys.open(request.run.keyId);
      if (runKey === null || request.run === null) return null;
      // The seal proves that we wrote it, so its shape is ours.
      return openJson(runKey.key, request.run.sealed, placeOf(runKey)) as IdentitySet;
    },
    async runKey({ run }) {
      return run === null ? null : personKeys.open(run.keyId);
    },
  };
}

/** Follows from the request's random id, so that a crash before the snapshot is stored leaves no orphan. */
export function runKeyIdOf(requestId: string): string {
  return `run.${requestId}`;
}

function fromRequest({ tenantId, person }: RequestRecord): IdentitySet {
  const { subjectId = '', keyId, names = [] } = person ?? {};
  return { tenantId, subjectId, keyIds: keyId === undefined ? [] : [keyId], hashes: names, identifiers: [] };
}

/** Another BSUID on a number that is known is another person (src/domain/who-is-it.ts): the number was given to them since. */
function isSomebodyElse(own: IdentitySet, { subjectId, identifiers }: Subject): boolean {
  const bsuidsOf = (all: readonly Identifier[]) => all.filter(({ kind }) => kind === 'bsuid').map(({ value }) => value);
  const [known, theirs] = [bsuidsOf(own.identifiers), bsuidsOf(identifiers)];
  if (subjectId === own.subjectId || known.length === 0 || theirs.length === 0) return false;
  return !theirs.some((one) => known.includes(one));
}

function merge(identity: IdentitySet, subject: Subject): IdentitySet {
  const isNew = (one: Identifier): boolean =>
    !identity.identifiers.some((known) => known.kind === one.kind && known.value === one.value);
  return {
    ...identity,
    keyIds: [...new Set([...identity.keyIds, ...subject.keyIds])],
    hashes: [...new Set([...identity.hashes, ...subject.names])],
    identifiers: [...identity.identifiers, ...subject.identifiers.filter(isNew)],
  };
}

function placeOf({ tenantId, keyId }: PersonKey): SealPlace {
  return { tenantId, collection: 'requests', field: 'run', keyId };
}
