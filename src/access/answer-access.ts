import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { type ConsentLine } from '../../flows/data-access/texts/texts.ts';
import { copyLifeDays } from '../../flows/data-access/preview.ts';
import { inWords } from '../../flows/phrasing.ts';
import { type Sender } from '../conversation/sender.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { addressOf } from '../domain/subject.ts';
import { type AnswerAccess } from '../erasure/answer-asked.ts';
import { type Collector } from './collector.ts';
import { type Copies } from './copies.ts';
import { type Copy } from './copy-format.ts';

/** What a consent looks like when it was collected. */
type Consent = Extract<Copy['sections'][number], { readonly store: 'opt_ins' }>['items'][number];

/** Most of what was agreed to fits a chat; the rest is in the whole copy. */
const linesMax = 30;

/**
 * Makes the copy and hands it over: as a link for all of it, in the chat for what was agreed to. Asked again after a crash it
 * makes a new one, and the link before is dead. A copy is never sent as a file: a file in a chat goes into backups and onto
 * every linked device, and lies at Meta for thirty days.
 * @throws OubliError `copy_not_sent` when WhatsApp does not take the message: it is tried again, and the operator asked in the end.
 */
export function createAnswerAccess(parts: {
  readonly copies: Copies;
  readonly collectors: readonly Collector[];
  readonly sender: Sender;
  readonly clock: Clock;
}): AnswerAccess {
  const { copies, collectors, sender, clock } = parts;
  const consents = collectors.find(({ store }) => store === 'opt_ins');
  return async ({ tenant, request, identity, part }) => {
    const { requestId, reference, locale, phoneNumberId } = request;
    const texts = accessTexts[locale];
    const businessName = tenant.name;
    const to = addressOf(identity.identifiers);
    if (to === null) throw new OubliError('copy_not_sent', 'There is no way to reach this person.');
    let body: string;
    if (part === 'opt-ins') {
      const lines: ConsentLine[] = [];
      for await (const item of consents?.collect(identity) ?? []) lines.push(lineOf(item as Consent));
      body = texts.consents({ reference, businessName, lines: lines.slice(-linesMax) });
    } else {
      const order = { tenant, person: identity, requestId, reference, locale, madeAt: toInstant(clock.now()) };
      const { url, items } = await copies.make(order);
      const days = inWords(locale, 'day', copyLifeDays);
      body = items === 0 ? texts.empty({ reference, businessName }) : texts.ready({ reference, url, days });
    }
    const result = await sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } });
    if (result.name === 'accepted') return;
    throw new OubliError('copy_not_sent', 'WhatsApp did not take the message with the copy.', { retry: 'yes' });
  };
}

function lineOf({ at, state, source }: Consent): ConsentLine {
  return { at, isIn: state === 'in', source };
}
