import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { type Locale, locales } from '../../src/domain/locale.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { identityOf } from '../support/product/rows.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { graph: { statuses: { upTo: 'none' } } });
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** A word or two that stands in every text of a language and of no other. */
const tellTale: Readonly<Record<Locale, RegExp>> = {
  en: /\b(the|your|you|it)\b/i,
  fr: /\b(vos|votre|vous|c’est)\b/i,
  ar: /[\u0621-\u064a]{3}/,
  es: /\b(tus|tu|código|lo)\b/i,
  pt: /\b(seus|sua|seu|você|código)\b/i,
};

describe('asked in their own language', () => {
  test.each(locales.map((locale, index) => [locale, index] as const))(
    '%s: every word to the person is in it, to the farewell, and the list of what went as well',
    async (locale, index) => {
      const { graph, container, business } = product;
      const person = addSomebody(graph, index);
      await person.writes('🙂');
      await person.nextMessage();
      const seenBefore = person.arrived.length;
      await identityOf(container, business.tenantId, person);

      const last = await deleteEverything(person, locale);
      const said = person.arrived.slice(seenBefore).filter(({ template }) => template === null);
      expect(said.length).toBeGreaterThanOrEqual(4);
      for (const { text } of said) expect(text).toMatch(tellTale[locale]);
      expect(last.text).toContain(container.stages.register.labelOf('messages', locale));
      const { reference } = await container.stages.operator.show(referenceIn(last));
      expect(said.map(({ text }) => text)).toContain(deletionTexts[locale].started({ reference }));
      const code = person.arrived.find((one) => one.code !== null);
      expect(code?.template?.language).toBe({ en: 'en_US', fr: 'fr', ar: 'ar', es: 'es', pt: 'pt_BR' }[locale]);
    },
  );
});
