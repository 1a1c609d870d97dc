import { type Locale } from '../../src/domain/locale.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { type Remembered } from '../../src/erasure/remembrance.ts';
import { type BlindIndex, type HashScope } from '../../src/keys/blind-index.ts';

/** What an erasure remembers of somebody. */
export function rememberedOf(
  blindIndex: BlindIndex,
  scope: HashScope,
  identifiers: readonly Identifier[],
  of: { readonly requestId?: string; readonly locale?: Locale } = {},
): Remembered {
  return {
    tenantId: scope.tenantId,
    tombstones: identifiers.map((one) => blindIndex.tombstone(scope, one)),
    suppressions: identifiers.map((one) => blindIndex.suppression(scope, one)),
    suppressionGroup: blindIndex.suppressionGroup(of.requestId ?? 'request-1'),
    locale: of.locale ?? 'en',
  };
}
