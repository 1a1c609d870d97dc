import { createHmac } from 'node:crypto';

import { allSpellings } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type SubjectRef } from './notice.ts';

/**
 * The person's names as the business can compute them over its own list: HMAC-SHA256 under the tenant's own key of
 * `oubli-subject-ref-v1`, the kind and the value, a line feed between them. Canonical form: docs/subject-ref.md.
 * User names and parent ids are left out: a business does not keep them as keys.
 */
export function subjectRefOf(
  tenant: Pick<Tenant, 'subjectRefKey'>,
  identifiers: readonly Identifier[],
): readonly SubjectRef[] {
  const key = Buffer.from(tenant.subjectRefKey, 'base64url');
  // One hash for each way in which a number is written: the business's list may hold any of them.
  const refs = allSpellings(identifiers).flatMap(({ kind, value }): SubjectRef[] => {
    if (kind !== 'phone' && kind !== 'bsuid') return [];
    const canonical = `oubli-subject-ref-v1\n${kind}\n${value}`;
    return [{ kind, hash: createHmac('sha256', key).update(canonical, 'utf8').digest('base64url') }];
  });
  return refs.filter(({ hash }, index) => refs.findIndex((one) => one.hash === hash) === index);
}
