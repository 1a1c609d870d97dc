import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Locale, locales } from '../../src/domain/locale.ts';
import { createMailer } from '../../src/notifications/mailer.ts';
import { foundIn } from '../stores/forms-of.ts';
import { type ReceivedMail } from '../support/smtp-server.ts';
import {
  ana,
  anaNames,
  anaWamid,
  erasedNotice,
  type NoticeWorld,
  openNoticeWorld,
  reference,
  tenantWith,
  verifiedOrder,
} from './notice-world.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

function tenantIn(locale: Locale): void {
  world.tenant = tenantWith(world.receiver, { channels: { email: { address: 'privacy@plants.example.org', locale } } });
}

async function sentMail(): Promise<ReceivedMail & { readonly html: string; readonly text: string }> {
  await world.deliverDue();
  const [mail] = world.smtp.mails.splice(0);
  if (mail === undefined) throw new Error('no mail came');
  return { ...mail, html: String(mail.parsed.html), text: mail.parsed.text ?? '' };
}

describe('the mail about a verified request', () => {
  test('says in both parts what was asked, when it starts, by when, what to do, and where to look', async () => {
    tenantIn('en');
    world.clock.time = Date.parse('2031-03-05T12:00:00.000Z');
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    const mail = await sentMail();
    expect(mail.to).toEqual(['privacy@plants.example.org']);
    expect(mail.from).toBe('privacy@oubli.example.org');
    expect(mail.parsed.subject).toBe(`Deletion confirmed: ${reference}`);
    for (const part of [mail.text, mail.html]) {
      for (const words of [
        'A person who wrote to Made-Up Plants on WhatsApp asked for their data to be deleted',
        'Please delete your own copies too',
        reference,
        '5 March 2031, 12:00 UTC',
        '5 March 2031, 13:00 UTC',
        '4 April 2031, 12:00 UTC',
        'The link works until 8 March 2031, 12:00 UTC',
      ]) {
        expect(part).toContain(words);
      }
      expect(part).toMatch(/https:\/\/oubli\.example\.org\/n\/[A-Za-z0-9_-]{22}#[A-Za-z0-9_-]{43}/);
    }
    expect(mail.text).toMatch(/^https:\/\/oubli\.example\.org\/n\/\S+$/m);
  });

  test('is marked as automatic and tracks nobody: no picture, no outside resource, no script', async () => {
    tenantIn('en');
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    const { parsed, html } = await sentMail();
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.headers.get('x-auto-response-suppress')).toBe('All');
    expect(parsed.messageId).toMatch(/^<msg_[A-Za-z0-9_-]+@oubli\.example\.org>$/);
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(|@import/i);
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.split('#')[0]?.slice(0, 29))).toEqual([
      'https://oubli.example.org/n/'.padEnd(28) + (/\/n\/(.)/.exec(html)?.[1] ?? ''),
    ]);
  });
});

describe('the mail about an erasure', () => {
  test('says in both parts how much went, what is kept, why and until when, and what is still there for a while', async () => {
    tenantIn('en');
    await world.notices.announce(world.tenant, erasedNotice);
    const mail = await sentMail();
    expect(mail.parsed.subject).toBe(`Data deleted and checked: ${reference}`);
    for (const part of [mail.text, mail.html]) {
      for (const words of [
        'messages: 10 deleted, 2 kept until 31 December 2030 (the law says so)',
        'contacts: 1 deleted',
        'until 27 November 2026, 12:00 UTC',
        reference,
      ]) {
        expect(part).toContain(words);
      }
    }
  });
});

describe('in every language', () => {
  test.each(locales)(
    '%s: the mail is in that language and direction, in both parts, with a subject that names the reference',
    async (locale) => {
      tenantIn(locale);
      await world.notices.announceVerified(world.tenant, verifiedOrder(world));
      await world.notices.announce(world.tenant, erasedNotice);
      await world.deliverDue();
      const mails = world.smtp.mails.splice(0);
      expect(mails).toHaveLength(2);
      for (const { parsed } of mails) {
        expect(parsed.headers.get('content-language')).toBe(locale);
        expect(parsed.subject).toContain(reference);
        const direction = locale === 'ar' ? 'rtl' : 'ltr';
        expect(parsed.html).toContain(`<html lang="${locale}" dir="${direction}">`);
        const asText = String(parsed.html)
          .replace(/<title>.*<\/title>/, '')
          .replace(/<[^>]+>/g, ' ');
        for (const line of (parsed.text ?? '').split('\n').filter((one) => !/^(https|--)/.test(one) && one !== '')) {
          const words = line.replace(/^- /, '').replace(/:$/, '').split(': ').at(-1) ?? '';
          expect(asText.replaceAll('&#39;', "'")).toContain(words);
        }
        const otherLocale = locale === 'en' ? 'Référence' : 'Reference';
        expect(parsed.text).not.toContain(otherLocale);
      }
    },
  );

  test('no mail, raw or decoded, holds any form of any name of the person', async () => {
    for (const locale of locales) {
      tenantIn(locale);
      await world.notices.announceVerified(world.tenant, verifiedOrder(world, `request-${locale}`));
      await world.notices.announce(world.tenant, { ...erasedNotice, requestId: `request-${locale}` });
    }
    world.clock.time += 3_600_000;
    await world.deliverDue();
    world.clock.time += 3_600_000;
    await world.deliverDue();
    expect(world.smtp.mails.length).toBeGreaterThan(5);
    const decoded = world.smtp.mails.map(({ parsed }) => [parsed.subject, parsed.text, parsed.html]);
    const bytes = Buffer.concat([...world.smtp.mails.map(({ raw }) => raw), Buffer.from(JSON.stringify(decoded))]);
    expect(foundIn(bytes, [...anaNames, anaWamid, ana.phone.slice(1)])).toEqual([]);
  });
});

test('the name of a business is escaped, and cannot break a header', async () => {
  world.tenant = tenantWith(world.receiver, {
    name: '<b>Plants</b> & "Co"\r\nBcc: other@example.org',
    channels: { email: { address: 'privacy@plants.example.org' } },
  });
  await world.notices.announce(world.tenant, erasedNotice);
  const { html, text, to, parsed } = await sentMail();
  expect(html).toContain('&lt;b&gt;Plants&lt;/b&gt; &amp; &quot;Co&quot;');
  expect(text).toContain('<b>Plants</b> & "Co" Bcc:');
  expect([to, parsed.bcc]).toEqual([['privacy@plants.example.org'], undefined]);
});

test('without a mail server the mailer says so, and a notice waits for one instead of failing at once', async () => {
  const none = createMailer({ smtpUrl: null, from: 'privacy@oubli.example.org' });
  expect([none.hasMail, world.mailer.hasMail]).toEqual([false, true]);
  const mail = { to: 'a@example.org', subject: 's', locale: 'en', id: 'm', text: 't', html: 'h' } as const;
  expect(await none.send(mail)).toEqual({ name: 'later', code: 'mail_not_configured', because: 'operator' });
});

test('a mail server that is away is worth another try, and no address is in what is said of it', async () => {
  const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'privacy@oubli.example.org' });
  const mail = { to: 'a@example.org', subject: 's', locale: 'en', id: 'm', text: 't', html: 'h' } as const;
  expect(await away.send(mail)).toEqual({ name: 'later', code: 'smtp_esocket', because: 'away' });
  away.close();
});
