import { type RefusalReason } from '../../conversation/sender.ts';
import { type Outgoing, type OutgoingOrder, type OutgoingResult } from '../../messaging/outgoing.ts';
import { type Tenant } from '../../tenants/tenant.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler, type ApiResponse } from './authenticate.ts';
import { identifiersOf, type MessageEntry, messageSchema } from './entries.ts';
import { readEntry } from './read-entry.ts';

/** `POST /v1/messages`: sends through WhatsApp and logs it. */
export function createSendMessage(outgoing: Outgoing): ApiHandler {
  return async (request, response) => {
    const entry = readEntry(messageSchema, request.body, response);
    if (entry === null) return;
    const { tenant } = response.locals;
    const phoneNumberId = numberOf(tenant, entry.phoneNumberId);
    if (phoneNumberId === null) {
      const detail = 'This number is not one of yours.';
      sendProblem(response, { status: 422, code: 'number_unknown', detail, field: 'phoneNumberId' });
      return;
    }
    answer(response, await outgoing.send(tenant, orderOf(entry, phoneNumberId)));
  };
}

/** The number to send from: the one named, if it is the tenant's; the first one when none is named. */
function numberOf({ phoneNumbers }: Tenant, asked: string | undefined): string | null {
  const own = asked === undefined ? phoneNumbers[0] : phoneNumbers.find((one) => one.phoneNumberId === asked);
  return own?.phoneNumberId ?? null;
}

function orderOf(entry: MessageEntry, phoneNumberId: string): OutgoingOrder {
  const identifiers = identifiersOf(entry.to);
  if (entry.type === 'text') {
    return { phoneNumberId, identifiers, message: { kind: 'text', body: entry.text.body }, isMarketing: false };
  }
  const { template, category } = entry;
  return {
    phoneNumberId,
    identifiers,
    message: { kind: 'template', ...template },
    isMarketing: category === 'marketing',
  };
}

const refusals: Readonly<Record<RefusalReason, string>> = {
  'window-closed': 'More than 24 hours have passed since the person wrote. Send a template.',
  undeliverable: 'The person cannot be reached on WhatsApp.',
  template: 'The template is missing, paused or called with the wrong parameters.',
  'phone-needed': 'This template can only be sent to a phone number.',
  'identity-changed': 'The person behind this number may have changed.',
  authorisation: 'WhatsApp refused the access token.',
  account: 'WhatsApp refused because of the account, its policy or its billing.',
  invalid: 'WhatsApp refused the message.',
};

function answer(response: ApiResponse, result: OutgoingResult): void {
  switch (result.name) {
    case 'accepted':
      response.status(202).json({ id: result.id, result: 'accepted' });
      return;
    case 'refused': {
      const detail = `${refusals[result.reason]} (WhatsApp error ${result.code})`;
      sendProblem(response, { status: 422, code: `send_refused_${result.reason.replace('-', '_')}`, detail });
      return;
    }
    case 'try-later':
      response.set('Retry-After', String(Math.max(1, Math.ceil(result.afterMs / 1000))));
      sendProblem(response, { status: 503, code: 'send_later', detail: 'WhatsApp takes no message just now.' });
      return;
    case 'unknown':
      sendProblem(response, {
        status: 504,
        code: 'send_unknown',
        detail: 'WhatsApp did not answer: the message may or may not go out. Sending again may send it twice.',
      });
      return;
  }
}
