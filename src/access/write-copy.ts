import { type Instant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type Register } from '../erasure/register.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Collector } from './collector.ts';
import { copyFormat } from './copy-format.ts';
import { copyTexts } from './texts/index.ts';
import { type OwnStore, ownStores } from './texts/texts.ts';

/** What a copy is made of. */
export interface CopyOrder {
  readonly tenant: Tenant;
  readonly person: IdentitySet;
  readonly reference: string;
  readonly locale: Locale;
  readonly madeAt: Instant;
}

/** How many things a copy holds, once it is written. */
export interface CopyTally {
  items: number;
}

/**
 * Writes a copy as JSON (`copy-format.ts`), piece by piece: a person with a million messages never stands in memory. Nobody
 * else's data is in it: only rows that carry the person's own names are read.
 * @param tally counts what was written.
 */
export async function* writeCopy(
  { register, collectors }: { readonly register: Pick<Register, 'erasers'>; readonly collectors: readonly Collector[] },
  { tenant, person, reference, locale, madeAt }: CopyOrder,
  tally: CopyTally,
): AsyncGenerator<string> {
  const texts = copyTexts[locale];
  const business = { businessName: tenant.name };
  const head = {
    format: copyFormat,
    reference,
    madeAt,
    locale,
    business: { name: tenant.name, privacyContact: tenant.privacyContact },
    you: {
      phones: valuesOf(person, 'phone'),
      businessScopedUserIds: [...valuesOf(person, 'bsuid'), ...valuesOf(person, 'parent_bsuid')],
      usernames: valuesOf(person, 'username'),
    },
    fromWhom: texts.fromWhom(business),
    toWhom: texts.toWhom(business),
    yourRights: texts.yourRights,
    decisions: texts.decisions,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"sections":[`;
  const sections = collectors.filter((one) => one.isOperatorsOnly !== true || tenant.isOperator === true);
  for (const [index, collector] of sections.entries()) {
    const { store } = collector;
    const about = register.erasers.find((one) => one.store === store)?.describe(locale);
    const { what = store, why = '' } = about ?? (isOwn(store) ? texts.own[store] : {});
    const section = JSON.stringify({ store, what, why, howLong: howLong(tenant, store, locale) });
    yield `${index === 0 ? '' : ','}${section.slice(0, -1)},"items":[`;
    let isFirst = true;
    for await (const item of collector.collect(person)) {
      yield `${isFirst ? '' : ','}${JSON.stringify(item)}`;
      isFirst = false;
      tally.items += 1;
    }
    yield ']}';
  }
  yield ']}';
}

function isOwn(store: string): store is OwnStore {
  return ownStores.some((one) => one === store);
}

function valuesOf({ identifiers }: IdentitySet, kind: string): readonly string[] {
  return identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
}

/** Words and files go by themselves; the rest stays until the person has it erased. A ground may keep some of it after that. */
function howLong({ content, instruction }: Tenant, store: string, locale: Locale): string {
  const texts = copyTexts[locale].howLong;
  if (isOwn(store)) return texts.byItself;
  const rule = instruction.kept.find((one) => one.store === store);
  return [
    store === 'media' && content !== null ? texts.days({ days: content.keepDays }) : texts.untilErased,
    ...(store === 'messages' && content !== null ? [texts.words({ days: content.keepDays })] : []),
    ...(rule === undefined ? [] : [texts.kept({ days: rule.retentionDays, ground: rule.ground })]),
  ].join(' ');
}
