import { describe, expect, test } from '../support/jest.ts';

import { locales } from '../../src/domain/locale.ts';
import { asked, came, contextOf, given, said, text } from '../flows/given.ts';
import { actsOn } from './acts.ts';
import { openStage, tenantOf } from './stage.ts';

const stage = openStage();
const { askedFor } = actsOn(stage);
const privacyContact = 'The data desk:\n privacy@made-up-plants.example';
const shown = 'The data desk: privacy@made-up-plants.example';
const help = { en: 'HELP', fr: 'AIDE', ar: 'مساعدة', es: 'AYUDA', pt: 'AJUDA' } as const;
const human = { en: 'HUMAN', fr: 'HUMAIN', ar: 'موظف', es: 'PERSONA', pt: 'ATENDENTE' } as const;

describe.each(locales)('whoever asks for a person in %s', (locale) => {
  test('is shown the business’s contact where nobody can be told, and HELP says that there is one', async () => {
    stage().tenants.set('tenant-1', tenantOf({ channels: {}, privacyContact, defaultLocale: locale }));
    await stage().hear(help[locale]);
    expect(stage().told()[0]).toContain(`• ${human[locale]}`);
    await stage().hear(human[locale]);
    expect(stage().told().at(-1)).toContain(shown);
    expect(askedFor('humans.tell')).toEqual([]);
  });

  test('is not offered a person where there is neither contact nor anybody to tell', async () => {
    stage().tenants.set('tenant-1', tenantOf({ channels: {}, defaultLocale: locale }));
    await stage().hear(help[locale]);
    expect(stage().told()[0]).not.toContain(`• ${human[locale]}`);
    await stage().hear(human[locale]);
    expect(stage().told().at(-1)).toContain('Café Lumière');
  });

  test('is shown the contact when those who are told cannot be reached', () => {
    const asks = given(contextOf({ contact: privacyContact, defaultLocale: locale })).when(text(human[locale]));
    expect(asked(asks)).toEqual(['tell-human']);
    expect(said(asks.when(came({ kind: 'human-told', told: false })))[0]).toContain(shown);
  });

  test('reads in HELP where to ask what WhatsApp itself holds', async () => {
    stage().tenants.set('tenant-1', tenantOf({ defaultLocale: locale }));
    await stage().hear(help[locale]);
    expect(stage().told()[0]).toMatch(/WhatsApp|واتساب/u);
  });
});
