import { type Clock } from '../domain/instant.ts';
import { type Tenant, type TenantDirectory } from './tenant.ts';
import { type TenantKey, type TenantStore } from './tenant-store.ts';

/** Answers kept at most: keys may come from strangers (a WABA id in a webhook, a guessed API key). */
const maxAnswers = 10_000;

/** How long a tenant is remembered: a change takes effect within it, in every process. */
export const tenantCacheMs = 5_000;

interface Answer<Value> {
  readonly value: Promise<Value>;
  /** Milliseconds since the Unix epoch; `Infinity` while the store is asked. */
  until: number;
}

/**
 * Finds tenants through a cache. A tenant is remembered for `ttlMs`, its absence for `absentTtlMs`, a failure not at all;
 * the same question asked twice at once reaches the store once.
 */
export function createTenantDirectory(parts: {
  readonly store: Pick<TenantStore, 'find' | 'all'>;
  readonly clock: Clock;
  readonly ttlMs?: number;
  readonly absentTtlMs?: number;
}): TenantDirectory {
  const { store, clock, ttlMs = tenantCacheMs, absentTtlMs = 1_000 } = parts;
  const remember = <Value>(
    answers: Map<string, Answer<Value>>,
    name: string,
    ask: () => Promise<Value>,
  ): Promise<Value> => {
    const known = answers.get(name);
    if (known !== undefined && known.until > clock.now()) return known.value;
    const answer: Answer<Value> = { value: ask(), until: Infinity };
    const forget = (): void => {
      if (answers.get(name) === answer) answers.delete(name);
    };
    answer.value.then((value) => {
      answer.until = clock.now() + (value === null ? absentTtlMs : ttlMs);
    }, forget);
    answers.delete(name);
    answers.set(name, answer);
    // One came, so at most one goes: the oldest, which stands first.
    const oldest = answers.keys().next();
    if (answers.size > maxAnswers && oldest.done !== true) answers.delete(oldest.value);
    return answer.value;
  };

  const found = new Map<string, Answer<Tenant | null>>();
  const lists = new Map<string, Answer<readonly Tenant[]>>();
  const find = (kind: string, value: string, key: TenantKey): Promise<Tenant | null> =>
    remember(found, `${kind} ${value}`, () => store.find(key));

  return {
    byId: (tenantId) => find('id', tenantId, { tenantId }),
    async byNumber(wabaId, phoneNumberId) {
      const tenant = await find('number', phoneNumberId, { phoneNumberId });
      return tenant?.wabaId === wabaId ? tenant : null;
    },
    byWaba: (wabaId) => find('waba', wabaId, { wabaId }),
    byApiKeyHash: (apiKeyHash) => find('key', apiKeyHash, { apiKeyHash }),
    all: () => remember(lists, 'all', () => store.all()),
  };
}
