import { businessIds } from '../../test/support/product/business.ts';
import { makeWamid } from '../../test/support/graph/wamid.ts';

/** Somebody who does not exist. */
export interface SomebodyNew {
  readonly phone: string;
  readonly bsuid: string;
  readonly name: string;
}

/** Numbers 555-0100 to 555-0199 are kept for fiction in every area code of North America. */
const numbersForFiction = 79_900;

/** The same person for the same index; the first 79,900 have a number each. */
export function personAt(index: number): SomebodyNew {
  const which = index % numbersForFiction;
  const area = 201 + Math.floor(which / 100);
  return {
    phone: `1${String(area)}55501${String(which % 100).padStart(2, '0')}`,
    bsuid: `US.2${String(which).padStart(18, '0')}`,
    name: `Person ${String(which)}`,
  };
}

/** A text message of theirs as Meta posts it: one message a webhook, a fresh id. */
export function webhookOf({ phone, bsuid, name }: SomebodyNew, text: string): string {
  const { wabaId, displayPhoneNumber, phoneNumberId } = businessIds;
  const message = {
    from: phone,
    from_user_id: bsuid,
    id: makeWamid({ phone }, 'in'),
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId },
    contacts: [{ profile: { name }, wa_id: phone, user_id: bsuid }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ value, field: 'messages' }] }],
  });
}
