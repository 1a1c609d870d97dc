import { type CallResult, callResult } from './call-result.ts';
import { type GraphClient } from './graph-client.ts';

/** Meta's own copy of who has which phone (cloud-api.md 3.7). */
export interface ContactBook {
  /**
   * Makes Meta forget a pair of phone and BSUID. The BSUID must be of the number's portfolio, and no parent id. Any later
   * message writes the pair again, so this is the last step of an erasure. `deleted: false`: nothing was stored.
   */
  forget(order: {
    readonly token: string;
    readonly phoneNumberId: string;
    readonly bsuid: string;
  }): Promise<CallResult<{ readonly deleted: boolean }>>;
}

export function createContactBook({ client }: { readonly client: GraphClient }): ContactBook {
  return {
    async forget({ token, phoneNumberId, bsuid }) {
      const query = { messaging_product: 'whatsapp', bsuid };
      const answer = await client.call({ method: 'DELETE', token, path: [phoneNumberId, 'contact_book'], query });
      return callResult(answer, ({ success, deleted }) => (success === true ? { deleted: deleted === true } : null));
    },
  };
}
