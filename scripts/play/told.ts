import { Webhook } from 'standardwebhooks';

import { staffPhone } from '../../test/support/product/business.ts';
import { type Product } from '../../test/support/product/product.ts';
import { heading, table } from './print.ts';

/** What the business was sent, as its own programs and people would see it. Throws when a signature does not fit. */
export function showWhatBusinessGot({ graph, smtp, webhook, business }: Product): readonly string[] {
  heading("What the business was sent: its staff's phone");
  const staff = graph.person(staffPhone).arrived;
  for (const message of staff) console.log(`  ${message.text.replaceAll('\n', '\n  ')}`);
  heading('What the business was sent: e-mail');
  for (const { parsed } of smtp.mails) {
    console.log(
      `  Subject: ${parsed.subject ?? ''}\n  ${withoutLink(parsed.text ?? '')
        .trim()
        .replaceAll('\n', '\n  ')}\n`,
    );
  }
  heading('What the business was sent: signed webhook (Standard Webhooks, verified here with their library)');
  const types = webhook.received.map(({ headers, body }) => {
    const verified = new Webhook(business.webhookSecret ?? '').verify(body, { ...headers }) as Delivered;
    const { stores = [], subjectRef = [], ...facts } = verified.data;
    table([
      ['type', verified.type],
      ...Object.entries(facts).map(([name, fact]) => [name, withoutLink(JSON.stringify(fact))]),
    ]);
    table(subjectRef.map(({ kind, hash }) => ['subjectRef', kind, hash]));
    table(
      stores.map(({ store, matched, deleted, retained, residual }) => [
        'store',
        store,
        matched,
        deleted,
        retained,
        residual,
      ]),
    );
    console.log('');
    return verified.type;
  });
  return [...types, ...(staff.length >= 2 ? ['staff'] : []), ...(smtp.mails.length >= 2 ? ['email'] : [])];
}

interface Delivered {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly subjectRef?: readonly { kind: string; hash: string }[];
    readonly stores?: readonly {
      store: string;
      matched: number;
      deleted: number;
      retained: number;
      residual: number;
    }[];
  };
}

/** The link opens the raw identifiers: its key is not for a screen that others may see. */
function withoutLink(text: string): string {
  return text.replaceAll(/(\/n\/[\w-]+#)[\w-]+/g, '$1…');
}
