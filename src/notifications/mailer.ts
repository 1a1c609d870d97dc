import nodemailer from 'nodemailer';

import { type Locale } from '../domain/locale.ts';
import { type DeliveryResult } from './channel.ts';
import { type MailBody } from './write-mail.ts';

/** A mail as it goes out. */
export interface Mail extends MailBody {
  readonly to: string;
  readonly subject: string;
  readonly locale: Locale;
  /** Becomes the Message-ID: the same on every try, so that mail programs see one mail. */
  readonly id: string;
}

export type MailResult =
  | Exclude<DeliveryResult, { readonly name: 'later' }>
  /** `away`: the mail server is away or busy, and took nothing. `unknown`: it may have. `operator`: what refuses it is to be mended. */
  | { readonly name: 'later'; readonly code: string; readonly because: 'away' | 'unknown' | 'operator' };

/** Sends mail over SMTP. Never throws for what the mail server answers, nor says whom the mail was for. */
export interface Mailer {
  /** False without `SMTP_URL`: a tenant that names e-mail is then refused at set-up. */
  readonly hasMail: boolean;
  send(mail: Mail): Promise<MailResult>;
  close(): void;
}

/** Milliseconds without an answer. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
/** Milliseconds for a whole mail; below the lease of a notice. */
const sendMs = 60_000;

/**
 * Makes the mailer.
 * @param from address of the sender, such as `Privacy <privacy@example.org>`.
 */
export function createMailer({ smtpUrl, from }: { readonly smtpUrl: string | null; readonly from: string }): Mailer {
  if (smtpUrl === null) {
    return {
      hasMail: false,
      send: () => Promise.resolve({ name: 'later', code: 'mail_not_configured', because: 'operator' }),
      close: () => undefined,
    };
  }
  const transport = nodemailer.createTransport({ url: smtpUrl, ...timeouts });
  const host = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    hasMail: true,
    async send({ to, subject, locale, id, text, html }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${host}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'Content-Language': locale,
          },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal: AbortSignal.timeout(sendMs),
        });
        return { name: 'delivered' };
      } catch (error) {
        return resultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * Only a 5xx answer to this address or this message is final; a wrong password or a server that is away is mended by the
 * operator, so it is tried again. The error itself is dropped: it quotes addresses.
 */
function resultOf(error: unknown): MailResult {
  const { code, command, responseCode, syscall } = error as Readonly<Record<string, unknown>>;
  const kind = typeof code === 'string' && /^[A-Z]{1,20}$/.test(code) ? code.toLowerCase() : 'failed';
  if (typeof responseCode !== 'number') {
    // Without a connection nothing was written; of one that broke nobody knows how far the mail had come.
    const isAway = code === 'EDNS' || syscall === 'connect' || syscall === 'getaddrinfo';
    return { name: 'later', code: `smtp_${kind}`, because: isAway ? 'away' : 'unknown' };
  }
  const words = `smtp_${String(responseCode)}`;
  // A 4xx says that nothing was taken, whatever it answers (RFC 5321, 4.2.1).
  if (responseCode < 500) return { name: 'later', code: words, because: 'away' };
  const isFinal = command === 'RCPT TO' || command === 'DATA';
  return isFinal ? { name: 'refused', code: words } : { name: 'later', code: words, because: 'operator' };
}
