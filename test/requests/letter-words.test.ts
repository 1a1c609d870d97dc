import { expect, test } from '../support/jest.ts';

import { recognise } from '../../flows/intent/recognise.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { locales } from '../../src/domain/locale.ts';

test.each(locales)('what the person of a letter is told to write in %s is understood', (locale) => {
  const { logged } = protectionTexts[locale];
  const told = (right: 'erasure' | 'access') => logged[right]({ businessName: 'Plants', day: '1 May' });
  const words = { en: 'DELETE', fr: 'SUPPRIMER', ar: 'حذف', es: 'ELIMINAR', pt: 'EXCLUIR' }[locale];
  const copy = {
    ...{ en: 'send me my data', fr: 'envoyez-moi mes données', ar: 'أرسل لي بياناتي' },
    ...{ es: 'envíame mis datos', pt: 'me envie meus dados' },
  }[locale];
  expect(told('erasure')).toContain(words);
  expect(recognise(words).acts).toContain('delete');
  expect(told('access')).toContain(copy);
  expect(recognise(copy).acts).toContain('access');
});
