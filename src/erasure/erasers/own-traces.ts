import { OubliError } from '../../domain/errors.ts';
import { type Clock } from '../../domain/instant.ts';
import { type Identifier, type IdentitySet } from '../../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../../keys/blind-index.ts';
import { type PersonKeys } from '../../keys/person-keys.ts';
import { type TenantDirectory } from '../../tenants/tenant.ts';
import { type Eraser } from '../eraser.ts';
import { type PersonBoundRows } from '../person-bound-eraser.ts';
import { createConversationsEraser } from './conversations.ts';
import { createInboxEraser, type InboxTraces } from './inbox.ts';
import { createPersonKeysEraser, type PersonKeyTraces } from './person-keys.ts';
import { createRequestsEraser, type RequestTraces } from './requests.ts';
import { createSubjectsEraser, type SubjectTraces } from './subjects.ts';
import { createVerificationsEraser, type VerificationTraces } from './verifications.ts';

export interface OwnTracesParts {
  readonly conversations: PersonBoundRows;
  readonly inbox: InboxTraces;
  readonly verifications: VerificationTraces;
  readonly requests: RequestTraces;
  readonly subjects: SubjectTraces;
  readonly keys: PersonKeyTraces;
  readonly personKeys: Pick<PersonKeys, 'destroy' | 'keep'>;
  readonly blindIndex: BlindIndex;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly clock: Clock;
}

/**
 * The erasers of the bot's own traces, in the order in which they end the register: who the person is goes after everything
 * that is found by it, and the keys go last (design.md decision 8).
 */
export function createOwnErasers(parts: OwnTracesParts): readonly Eraser[] {
  const { blindIndex, tenants, clock } = parts;
  const hashedBy =
    (hash: (scope: HashScope, identifier: Identifier) => string) =>
    async ({ tenantId, identifiers }: IdentitySet): Promise<readonly string[]> => {
      // A replay after a restore knows hashes only, and perhaps no such business.
      if (identifiers.length === 0) return [];
      const tenant = await tenants.byId(tenantId);
      if (tenant === null) throw new OubliError('tenant_missing', 'The business of this request is gone.');
      return identifiers.map((identifier) => hash(tenant, identifier));
    };
  return [
    createConversationsEraser(parts.conversations),
    createInboxEraser({ traces: parts.inbox, lanesOf: hashedBy((scope, one) => blindIndex.lane(scope, one)) }),
    createVerificationsEraser({
      traces: parts.verifications,
      countersOf: hashedBy((scope, one) => blindIndex.codeCounter(scope, one)),
    }),
    createRequestsEraser({ traces: parts.requests, clock }),
    createSubjectsEraser({ traces: parts.subjects }),
    createPersonKeysEraser({ traces: parts.keys, personKeys: parts.personKeys }),
  ];
}
