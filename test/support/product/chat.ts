import { deletionTexts } from '../../../flows/data-deletion/texts/index.ts';
import { type Locale } from '../../../src/domain/locale.ts';
import { type Arrived } from '../graph/mailbox.ts';
import { type Person } from '../graph/person.ts';

/** What people write for it, one of many. */
export const deleteWords: Readonly<Record<Locale, string>> = {
  en: 'DELETE',
  fr: 'SUPPRIMER',
  ar: 'حذف',
  es: 'ELIMINAR',
  pt: 'EXCLUIR',
};

/** From the wish to the code on the person's phone. */
export async function askForCode(person: Person, locale: Locale = 'en'): Promise<string> {
  await expectTaken(person.writes(deleteWords[locale]));
  await confirm(person);
  return nextCode(person);
}

/** Waits for the question and says yes. */
export async function confirm(person: Person): Promise<void> {
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'), 20_000);
  await expectTaken(person.taps('dd.confirm'));
}

/** Waits for a code, in an authentication template or in words. */
export async function nextCode(person: Person): Promise<string> {
  return codeIn(await person.waitFor((message) => codeIn(message) !== '', 20_000));
}

export function codeIn({ code, text }: Arrived): string {
  return code ?? /(?<![0-9A-Z-])[0-9]{6}(?![0-9A-Z-])/.exec(text)?.[0] ?? '';
}

/** The whole way: DELETE, yes, code, farewell. */
export async function deleteEverything(person: Person, locale: Locale = 'en'): Promise<Arrived> {
  await expectTaken(person.writes(await askForCode(person, locale)));
  return farewell(person, locale);
}

/** Waits for the last message, in that language. */
export function farewell(person: Person, locale: Locale = 'en', withinMs = 25_000): Promise<Arrived> {
  return person.waitFor((message) => isFarewell(message, locale), withinMs);
}

export function isFarewell({ text }: Arrived, locale: Locale = 'en'): boolean {
  const receipt = { url: '', claimSecret: '', isMirrored: false };
  const facts = { reference: '', businessName: 'Made-Up Plants', erased: [], kept: [], receipt };
  const [first = ''] = deletionTexts[locale].farewell(facts).split('\n');
  return text.startsWith(first);
}

/** `ER-XXXX-XXXX-XXXX`. Throws when there is none. */
export function referenceIn({ text }: Arrived): string {
  const [found] = /ER(?:-[0-9A-Z]{4}){3}/.exec(text) ?? [];
  if (found === undefined) throw new Error('The message holds no reference.');
  return found;
}

/** A conversation only goes on if the door took what was said. */
export async function expectTaken(status: Promise<number>): Promise<void> {
  const answered = await status;
  if (answered !== 200) throw new Error(`The door answered ${answered}.`);
}
