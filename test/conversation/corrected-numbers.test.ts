import { describe, expect, test } from '../support/jest.ts';

import { type MessageContent } from '../../src/domain/inbound.ts';
import { actsOn } from './acts.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { askedFor } = actsOn(stage);
const tap = (id: string): MessageContent => ({ kind: 'choice', id, title: '' });

/** From the choice of what is wrong to what is right. */
async function writes(value: string): Promise<void> {
  for (const said of ['Hello', tap('menu.rights'), tap('menu.correct'), tap('fix.other'), value]) {
    await stage().hear(said);
  }
}

const filed = (): readonly unknown[] =>
  askedFor('corrections.file').map(({ order }) => (order as { readonly value: string }).value);

describe('what is right in a correction', () => {
  test.each([
    ['an account number', 'My IBAN is DE02 1203 0000 0000 2020 51'],
    ['a phone number', 'not +1 555 000 1234 but 15550001235'],
    ['six digits, as a code has', '482913'],
    ['a house number alone, as a choice has', '1'],
    ['digits of another script', 'رقم البيت ٤٨٢٩١٣٧'],
  ])('may be %s: read back whole, passed on whole, and in no log', async (_name, value) => {
    await writes(value);
    expect(stage().told().at(-1)).toContain(value);
    expect(filed()).toEqual([]);
    await stage().hear(tap('dd.confirm'));
    expect(filed()).toEqual([value]);
    if (value.length > 1) expect(JSON.stringify(stage().said)).not.toContain(value);
  });

  test('is nothing that was hidden: marks that nobody sees go, and CANCEL still ends it', async () => {
    await writes('\u202eDE02\u200b1203');
    await stage().hear(tap('dd.confirm'));
    expect(filed()).toEqual(['DE021203']);
    await writes('CAN\u200bCEL');
    expect(stage().told().at(-1)).toContain('Nothing was changed');
  });

  test('is the one place: a code elsewhere stays unseen, also in the answer to the question before', async () => {
    for (const said of ['Hello', tap('menu.rights'), tap('menu.correct'), '482913']) await stage().hear(said);
    const chat = await stage().chat();
    expect(JSON.stringify([chat?.state, chat?.outbox])).not.toContain('482913');
  });
});
