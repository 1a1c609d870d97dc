import { type Identifier } from '../../src/domain/subject.ts';
import { namesOf } from './identifiers.ts';
import { asObject, asText, type Loose } from './payload.ts';

/** The names a person has now, and those they had. */
export interface IdentityChange {
  readonly names: readonly Identifier[];
  readonly previous: readonly Identifier[];
}

/**
 * Reads a `system` message (no `contacts`, often no `from`, no body: shape 6, pitfalls 16 and 24).
 * `from` is the number as it was, `system.wa_id` the new one; when only BSUIDs are told, `previous_user_id` is the one link
 * (cloud-api.md 3.8). `customer_identity_changed` names the same person twice: then `previous` is empty.
 *
 * @returns `null` for any other system message, such as a group's.
 */
export function readIdentityChange(message: Loose): IdentityChange | null {
  const system = asObject(message['system']) ?? {};
  const type = asText(system['type']);
  const isKnown =
    type !== null && /^(user_changed_(number|user_id)|customer_(changed_number|identity_changed))$/.test(type);
  const isTold = 'previous_user_id' in system || 'new_wa_id' in system;
  if (!isKnown && !isTold && !(type === null && ('wa_id' in system || 'user_id' in system))) return null;

  if (type === 'customer_identity_changed') {
    const same = [system['user_id'], message['from_user_id'], message['from'], system['customer'], system['wa_id']];
    return { names: namesOf(same), previous: [] };
  }
  const told = namesOf([system['user_id'], system['wa_id'], system['new_wa_id'], system['parent_user_id']]);
  const former = namesOf([system['previous_user_id'], system['customer'], system['previous_parent_user_id']]);
  const sender = namesOf([message['from_user_id'], message['from'], message['from_parent_user_id']]);
  const names: Identifier[] = [...told];
  const previous: Identifier[] = former.filter((name) => !isAmong(told, name));
  for (const name of sender) {
    if (isAmong(names, name) || isAmong(previous, name)) continue;
    // Beside a former id and no new one, the sender's id is the new one.
    const isNew = name.kind !== 'phone' && hasKind(previous, name) && !hasKind(names, name);
    (isNew ? names : previous).push(name);
  }
  return names.length === 0 ? { names: previous, previous: [] } : { names, previous };
}

function isAmong(names: readonly Identifier[], { kind, value }: Identifier): boolean {
  return names.some((one) => one.kind === kind && one.value === value);
}

function hasKind(names: readonly Identifier[], { kind }: Identifier): boolean {
  return names.some((one) => one.kind === kind);
}
