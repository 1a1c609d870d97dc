import { describe, expect, test } from '../support/jest.ts';

import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { copyTexts } from '../../src/access/texts/index.ts';
import { locales } from '../../src/domain/locale.ts';
import { noticeTexts } from '../../src/notifications/texts/index.ts';

const onPaper = /letter|mail|lettre|courri|carta|correo|escrito|رسالة|بريد/u;

describe.each(locales)('what came outside the chat, in %s', (locale) => {
  test('is not called a letter or an e-mail: it may have come on the phone or in person', () => {
    const { logged } = protectionTexts[locale];
    const told = [
      ...Object.values(logged).map((words) => words({ businessName: 'Made-Up Plants', day: '3 May 2026' })),
      ...noticeTexts[locale].asked.logged({ business: 'Made-Up Plants' }),
      copyTexts[locale].own.logged_requests.what,
    ];
    for (const words of told) expect(words).not.toMatch(onPaper);
  });

  test('promises no code to who asks for erasure: where none can be had, it goes without one after a week', () => {
    const body = protectionTexts[locale].logged.erasure({ businessName: 'Made-Up Plants', day: '3 May 2026' });
    expect(body).not.toMatch(/\bcode\b|código|رمز/u);
  });
});
