import { afterAll, beforeAll, beforeEach, expect, test } from '../support/jest.ts';

import { recognise } from '../../flows/intent/recognise.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { locales } from '../../src/domain/locale.ts';
import { createCodeMail } from '../../src/notifications/code-mail.ts';
import { createMailer } from '../../src/notifications/mailer.ts';
import { noticeTexts } from '../../src/notifications/texts/index.ts';
import { foundIn } from '../stores/forms-of.ts';
import { anaIdentifiers, anaNames, type NoticeWorld, openNoticeWorld } from './notice-world.ts';
import { plainFacts } from '../support/subject-facts.ts';

const code = '481902';
const subject: Subject = {
  subjectId: 'subject-1',
  tenantId: 'tenant-plants',
  keyId: 'key-1',
  keyIds: ['key-1'],
  names: [],
  identifiers: anaIdentifiers,
  isLockedOut: false,
  ...plainFacts,
};

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const desk = (address: string | null, mailer = world.mailer) =>
  createCodeMail({ emails: { emailOf: () => Promise.resolve(address) }, mailer, telemetry: world.telemetry });
const order = (locale: (typeof locales)[number]) => ({
  ...{ tenant: world.tenant, subject, right: 'erasure' as const, locale, code, lifeMinutes: 10 },
});

test.each(locales)(
  '%s: the code goes to the address that the business held, alone on its line, in both parts',
  async (locale) => {
    expect(await desk('ana@example.org').send(order(locale))).toEqual({ name: 'accepted' });
    const [mail] = world.smtp.mails;
    expect(mail?.to).toEqual(['ana@example.org']);
    expect(mail?.parsed.text).toMatch(new RegExp(`^${code}$`, 'm'));
    expect(mail?.parsed.html).toContain(`<strong>${code}</strong>`);
    expect(mail?.parsed.html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(mail?.parsed.text).toContain('Made-Up Plants');
    expect(mail?.parsed.text).toContain('10');
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  },
);

const notMe = { en: 'NOT ME', fr: 'PAS MOI', ar: 'لست أنا', es: 'NO FUI YO', pt: 'NÃO FUI EU' };

test.each(locales)('%s: whoever did not ask is not told that doing nothing stops a deletion', async (locale) => {
  await desk('ana@example.org').send(order(locale));
  await desk('ana@example.org').send({ ...order(locale), right: 'access' });
  const [erasure = '', access = ''] = world.smtp.mails.map(({ parsed }) => parsed.text ?? '');
  // After seven days it goes on without the code: what they are to write is understood, and the business can be told.
  expect(recognise(notMe[locale]).acts).toContain('not-me');
  expect(erasure).toContain(notMe[locale]);
  expect(erasure.split('Made-Up Plants')).toHaveLength(3);
  const { notYou } = noticeTexts[locale].code;
  expect(access).toContain(notYou.access({ business: 'Made-Up Plants' }));
  expect(erasure).not.toContain(notYou.access({ business: 'Made-Up Plants' }));
});

test('the subject line, which shows on a locked screen, holds no code; no name of the person is in the mail', async () => {
  await desk('a1@example.org').send(order('en'));
  const [mail] = world.smtp.mails;
  expect(mail?.parsed.subject).toBe('Your code for Made-Up Plants');
  expect(foundIn(mail?.raw ?? Buffer.alloc(0), anaNames)).toEqual([]);
});

test('without an address, or when the mail server refuses, the answer is no, and nothing that is said names anybody', async () => {
  expect(await desk(null).send(order('en'))).toEqual({ name: 'refused' });
  world.smtp.refuseNext(550);
  expect(await desk('ana@example.org').send(order('en'))).toEqual({ name: 'refused' });
  const none = createMailer({ smtpUrl: null, from: 'privacy@oubli.example.org' });
  expect(await desk('ana@example.org', none).send(order('en'))).toEqual({ name: 'refused' });
  expect(world.smtp.mails).toEqual([]);
  expect(world.said).toEqual([
    { name: 'code_mail_failed', facts: { code: 'smtp_550' } },
    { name: 'code_mail_failed', facts: { code: 'mail_not_configured' } },
  ]);
});

test('a mail server that is busy or not there is asked again in a minute, and takes the code then', async () => {
  const later = { name: 'try-later', afterMs: 60_000 };
  world.smtp.refuseNext(450);
  expect(await desk('ana@example.org').send(order('en'))).toEqual(later);
  const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'privacy@oubli.example.org' });
  expect(await desk('ana@example.org', away).send(order('en'))).toEqual(later);
  away.close();
  expect(world.smtp.mails).toEqual([]);
  expect(await desk('ana@example.org').send(order('en'))).toEqual({ name: 'accepted' });
  expect(world.smtp.mails).toHaveLength(1);
});
