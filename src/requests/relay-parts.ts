import { type RequestDesk } from '../conversation/effect-desk.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { type Identifier, type NameHash } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { type LastNumber } from './number-of.ts';
import { type RelayStore } from './relay-store.ts';
import { type RequestStore } from './request-store.ts';

/** What asking other businesses by way of the operator needs. */
export interface RelayParts {
  readonly store: RelayStore;
  readonly desk: Pick<RequestDesk, 'open' | 'codeSent' | 'verified' | 'cancel'>;
  readonly requests: Pick<RequestStore, 'byId'>;
  readonly subjects: Pick<Subjects, 'find'>;
  readonly tenants: Pick<TenantDirectory, 'all' | 'byId'>;
  readonly lastNumber: LastNumber;
  /** The keyed hashes of names at a business. */
  readonly namesOf: (scope: HashScope, identifiers: readonly Identifier[]) => readonly NameHash[];
  readonly notices: Pick<Notices, 'announce' | 'announceAsked'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}
