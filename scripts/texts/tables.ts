import { type Locale } from '../../src/domain/locale.ts';
import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { routeBTexts } from '../../flows/route-b/texts/index.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';

/** The texts of one flow, in every language. */
export interface TextTable {
  readonly flow: string;
  readonly texts: Readonly<Record<Locale, object>>;
}

/** Every table there is. A flow that is added adds a line; `test/docs/texts-page.test.ts` misses it otherwise. */
export const textTables: readonly TextTable[] = [
  { flow: 'reception', texts: receptionTexts },
  { flow: 'data-deletion', texts: deletionTexts },
  { flow: 'partial-deletion', texts: partTexts },
  { flow: 'data-access', texts: accessTexts },
  { flow: 'correction', texts: correctionTexts },
  { flow: 'route-b', texts: routeBTexts },
  { flow: 'protection', texts: protectionTexts },
  { flow: 'aftercare', texts: aftercareTexts },
];
