import { describe, expect, test } from '../support/jest.ts';

import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { routeBTexts } from '../../flows/route-b/texts/index.ts';
import { locales } from '../../src/domain/locale.ts';
import { noticeTexts } from '../../src/notifications/texts/index.ts';

const reference = 'ER-0000-0000-0000';
const day = '31.12.2030';

describe.each(locales)('the last day for an answer, in %s', (locale) => {
  test('is the day named, never the one before it: the same in every language', () => {
    const r = routeBTexts[locale];
    const list = '• Café Lumière';
    const standing = { reference, businessName: 'Café Lumière', day };
    const told = [
      ...[r.handedOver({ list, day }), r.slowOver({ list, day }), r.passedOn({ reference, day })],
      ...[r.nothingHeld({ reference, day }), r.mandatePassed({ reference, day })],
      correctionTexts[locale].filed(standing),
      deletionTexts[locale].status({ reference, group: 'deleting', day }),
      protectionTexts[locale].extended({ reference, day, because: 'complex', complaint: '' }),
      protectionTexts[locale].extendedLine({ day }),
      protectionTexts[locale].loggedStanding({ reference, day }),
      `${noticeTexts[locale].labels.due} ${day}`,
    ];
    for (const words of told) {
      expect(words).toContain(day);
      expect(words).not.toMatch(/(?:before|avant|avant le|antes|antes de|antes del|قبل):? 31\.12/u);
    }
  });
});
