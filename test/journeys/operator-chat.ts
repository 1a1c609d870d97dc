import { type Arrived } from '../support/graph/mailbox.ts';
import { type Person } from '../support/graph/person.ts';
import { expectTaken, nextCode } from '../support/product/chat.ts';

/** The operator's own number. */
export const operatorIds = {
  wabaId: '555000555000555',
  portfolioId: '5000000000000777',
  phoneNumberId: '666000666000666',
  displayPhoneNumber: '15550003333',
  token: 'fictional-token-of-the-operator',
  verifiedName: 'Made-Up Messaging',
} as const;

export const to = { to: operatorIds.phoneNumberId };

/** From DELETE to the statement that waits for a yes. */
export async function asks(person: Person, businesses: string): Promise<Arrived> {
  await expectTaken(person.writes('DELETE', to));
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'ask.me'));
  await expectTaken(person.taps('ask.me', to));
  await person.waitFor(({ text }) => text.startsWith('Which businesses'));
  await expectTaken(person.writes(businesses, to));
  await person.waitFor(({ text }) => text.startsWith('What is your full name'));
  await expectTaken(person.writes('Ana Fictive, spring 2024', to));
  return person.waitFor(({ text }) => text.startsWith('I will ask'));
}

/** Says yes and types the code: to the answer. */
export async function confirms(person: Person): Promise<Arrived> {
  await expectTaken(person.taps('dd.confirm', to));
  await expectTaken(person.writes(await nextCode(person), to));
  return person.waitFor(({ text }) => text.startsWith('The code is right'), 20_000);
}

export const referencesIn = ({ text }: Arrived): readonly string[] => text.match(/ER(?:-[0-9A-Z]{4}){3}/g) ?? [];

/** What somebody reads, without what is drawn by chance or typed by them. */
export const shapeOf = ({ text, buttons }: Arrived, words: string): unknown => ({
  text: text.replaceAll(words, '…').replaceAll(/ER(?:-[0-9A-Z]{4}){3}/g, 'ER'),
  buttons,
});
