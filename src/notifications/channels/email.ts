import { localeOf, type NoticeSender } from '../channel.ts';
import { composeLetter } from '../letter.ts';
import { type Mailer } from '../mailer.ts';
import { writeMail } from '../write-mail.ts';

/** Tells by e-mail, in both forms and in the reader's language. */
export function createEmailChannel({ mailer }: { readonly mailer: Mailer }): NoticeSender {
  return {
    digestMax: 200,
    async send(tenant, dispatch) {
      const { email } = tenant.channels;
      if (email === undefined) return { name: 'refused', code: 'channel_gone' };
      const letter = composeLetter(localeOf(tenant, 'email'), tenant.name, dispatch);
      const { locale, subject } = letter;
      return mailer.send({ to: email.address, subject, locale, id: dispatch.id, ...writeMail(letter) });
    },
  };
}
