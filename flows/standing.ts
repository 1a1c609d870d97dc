import { type Instant } from '../src/domain/instant.ts';
import { type Locale } from '../src/domain/locale.ts';
import { type CancelNote, type RequestStateName, type Right } from '../src/domain/request.ts';
import { accessTexts } from './data-access/texts/index.ts';
import { deletionTexts } from './data-deletion/texts/index.ts';
import { statusGroup } from './data-deletion/texts/texts.ts';
import { partTexts } from './partial-deletion/texts/index.ts';
import { dayInWords } from './phrasing.ts';

/** How a request stands, to whoever asks with STATUS, and where it is told unasked. An erasure that is `answered` is one of a part: the rest is still there. */
export function standingInWords(
  locale: Locale,
  found: {
    readonly right: Right;
    readonly reference: string;
    readonly state: RequestStateName;
    readonly because?: CancelNote;
    readonly dueAt: Instant | null;
    readonly isPart?: true;
    readonly somethingStays?: true;
  },
): string {
  const { right, reference, state, because, dueAt } = found;
  const group = statusGroup(state, because);
  const inWords = dueAt === null ? '' : dayInWords(locale, dueAt);
  const day = inWords === '' ? null : inWords;
  if (right === 'access') return accessTexts[locale].status({ reference, group, day });
  const isLess = found.somethingStays === true;
  if (state === 'answered') return partTexts[locale][isLess ? 'doneButKept' : 'done']({ reference });
  if (group === 'done' && isLess) return deletionTexts[locale].doneButKept({ reference });
  const own = group === 'deleting' && found.isPart === true ? { instead: partTexts[locale].standing.deleting } : {};
  return deletionTexts[locale].status({ reference, group, day, ...own });
}
