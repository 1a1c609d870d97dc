import { type KeptLine } from '../../flows/data-deletion/texts/texts.ts';
import { type Locale } from '../domain/locale.ts';
import { type Address } from '../domain/subject.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';

/** What the last message needs, and the only place where it still stands. */
export interface FarewellContent {
  readonly address: Address;
  readonly locale: Locale;
  readonly phoneNumberId: string;
  readonly reference: string;
  /** Labels of what went, in the person's language. */
  readonly erased: readonly string[];
  readonly kept: readonly KeptLine[];
  /** With it, and nothing else, the person shows that the receipt is theirs. In groups, as it is shown. */
  readonly claimSecret: string;
  /** When the person last wrote: what says whether free words still reach them. Milliseconds; `null`: not known. */
  readonly heardAt: number | null;
}

/** Seals it under the run's key. */
export function sealFarewell(runKey: PersonKey, content: FarewellContent): Buffer {
  return sealJson(runKey.key, content, placeOf(runKey));
}

/** @throws OubliError `seal_broken`. */
export function openFarewell(runKey: PersonKey, sealed: Uint8Array): FarewellContent {
  // The seal proves that we wrote it, so its shape is ours.
  return openJson(runKey.key, sealed, placeOf(runKey)) as FarewellContent;
}

function placeOf({ tenantId, keyId }: PersonKey): SealPlace {
  return { tenantId, collection: 'farewells', field: 'sealed', keyId };
}
