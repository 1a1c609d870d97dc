import { randomUUID } from 'node:crypto';

import { inWords, shortName } from '../../flows/phrasing.ts';
import { type CodeMail, type CodeMailResult } from '../conversation/effect-desk.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Mailer, type MailResult } from './mailer.ts';
import { noticeTexts } from './texts/index.ts';
import { writeCodeMail } from './write-mail.ts';

/** Knows the e-mail address that the tenant already held of a person. An address named in the chat proves nothing. */
export interface EmailOf {
  emailOf(subject: Subject): Promise<string | null>;
}

/** Makes the second way of sending a code. The subject line holds no code: it shows on locked screens. */
export function createCodeMail(parts: {
  readonly emails: EmailOf;
  readonly mailer: Mailer;
  readonly telemetry: Telemetry;
}): CodeMail {
  const { emails, mailer, telemetry } = parts;
  return {
    async send({ tenant, subject: person, right, locale, code, lifeMinutes }) {
      const to = await emails.emailOf(person);
      if (to === null) return { name: 'refused' };
      const texts = noticeTexts[locale].code;
      const business = shortName(tenant.name);
      const subject = texts.subject({ business });
      const minutes = inWords(locale, 'minute', lifeMinutes);
      const before = [texts.asked[right]({ business }), `${texts.label}:`];
      const after = [texts.typeIt({ minutes }), texts.notYou[right]({ business })];
      const body = writeCodeMail({ locale, subject, before, code, after, footer: texts.footer });
      const result = await mailer.send({ to, subject, locale, id: randomUUID(), ...body });
      if (result.name !== 'delivered') telemetry.fault('code_mail_failed', null, { code: result.code });
      return resultOf(result);
    },
  };
}

/** How long a mail server that is away is waited for before the code is sent again: most come back within a minute or two. */
const awayMs = 60_000;

function resultOf(result: MailResult): CodeMailResult {
  if (result.name === 'delivered') return { name: 'accepted' };
  if (result.name === 'refused' || result.because === 'operator') return { name: 'refused' };
  return result.because === 'away' ? { name: 'try-later', afterMs: awayMs } : { name: 'unknown' };
}
