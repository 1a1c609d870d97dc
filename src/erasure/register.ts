import { type PreviewOf } from '../conversation/flow-context.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type Locale, perLocale } from '../domain/locale.ts';
import { receiptStore } from '../domain/receipt-words.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Eraser, type Retention } from './eraser.ts';

const dayMs = 86_400_000;

/** Every store of personal data, in the order in which they are erased. */
export interface Register {
  readonly erasers: readonly Eraser[];
  /** Stores that a standing instruction may keep: those that are shown to the person. */
  readonly keepable: readonly string[];
  /** What the tenant's standing instruction keeps of a store at that moment (milliseconds); `null`: everything goes. */
  readonly retentionOf: (tenant: Pick<Tenant, 'instruction'>, store: string, now: number) => Retention;
  /** What the person calls a store; `null` for the bot's own traces. */
  readonly labelOf: (store: string, locale: Locale) => string | null;
  /** What erasing does at a tenant, for the flow. */
  readonly previewOf: PreviewOf;
}

/**
 * Makes the register. @param erasers in order: what others are found by comes after them, keys last.
 * @throws OubliError `register_twice` (one name for two stores), `register_name` (a name that no receipt may hold),
 * `register_order` (something after the keys).
 */
export function createRegister(erasers: readonly Eraser[]): Register {
  const names = erasers.map((one) => one.store);
  if (new Set(names).size !== names.length) throw new OubliError('register_twice', 'Two erasers have one name.');
  if (!names.every((name) => receiptStore.test(name))) {
    const what = 'a small letter, then at most 63 small letters, digits, dots, hyphens or underscores';
    throw new OubliError('register_name', `An eraser has a name that no verifier takes: it must be ${what}.`);
  }
  const firstKept = erasers.findIndex((one) => one.staysWithKept === true);
  if (firstKept !== -1 && erasers.slice(firstKept).some((one) => one.staysWithKept !== true)) {
    throw new OubliError('register_order', 'Keys are erased last: an eraser stands behind them.');
  }
  const shown = erasers.filter((one) => one.describe('en') !== null);
  const labels = new Map(shown.map((one) => [one.store, labelsOf(one)]));
  const keepable = shown.map((one) => one.store);

  const retentionOf: Register['retentionOf'] = ({ instruction }, store, now) => {
    if (!labels.has(store)) return null;
    const rules = instruction.kept.filter((one) => one.store === store);
    const [rule] = rules.sort((left, right) => right.retentionDays - left.retentionDays);
    if (rule === undefined) return null;
    // An item of day d stays until d plus the retention; `until` is when the newest goes.
    const lifeMs = rule.retentionDays * dayMs;
    return { ground: rule.ground, keepAfter: now - lifeMs, until: now + lifeMs, lifeMs };
  };

  return {
    erasers,
    keepable,
    retentionOf,
    labelOf: (store, locale) => labels.get(store)?.[locale] ?? null,
    previewOf(tenant, now) {
      const kept = keepable.map((store) => ({ store, retention: retentionOf(tenant, store, now) }));
      const going = kept.filter((one) => one.retention === null);
      return {
        goes: perLocale((locale) => going.map(({ store }) => labels.get(store)?.[locale] ?? store)),
        stays: kept.flatMap(({ store, retention }) => {
          const what = labels.get(store);
          if (retention === null || what === undefined) return [];
          const { ground, keepAfter, until } = retention;
          return [{ store, what, ground, keepsFrom: toInstant(keepAfter), until: toInstant(until) }];
        }),
      };
    },
  };
}

function labelsOf(eraser: Eraser): Readonly<Record<Locale, string>> {
  return perLocale((locale) => eraser.describe(locale)?.what ?? eraser.store);
}
