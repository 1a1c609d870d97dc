import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { checkClaim } from '../../src/proof/verify/claim.ts';
import { readKeySet } from '../../src/proof/verify/key-set.ts';
import { nodePrimitives } from '../../src/proof/verify/node-primitives.ts';
import { verifyReceipt } from '../../src/proof/verify/verify-receipt.ts';
import { verifyLog } from '../../src/proof/verify-log.ts';
import { type Product } from '../../test/support/product/product.ts';
import { heading, table } from './print.ts';

const folder = '.oubli/demo';

/** Fetches the receipt as its holder would, keeps it in a file, checks it, and says how it went. */
export async function showReceipt(
  { url, container }: Product,
  of: { readonly reference: string; readonly farewell: string; readonly phone: string },
): Promise<Readonly<Record<string, boolean>>> {
  const { reference, farewell, phone } = of;
  const [jws, keySet] = await Promise.all([
    textOf(`${url}/r/${reference}/receipt.jws`),
    textOf(`${url}/.well-known/jwks.json`),
  ]);
  const [file, keyFile] = [join(folder, `${reference}.jws`), join(folder, 'jwks.json')];
  await mkdir(folder, { recursive: true });
  await Promise.all([writeFile(file, `${jws}\n`), writeFile(keyFile, keySet)]);

  const keys = (await readKeySet(JSON.parse(keySet) as unknown, nodePrimitives)) ?? [];
  const verdict = await verifyReceipt(jws, keys, nodePrimitives);
  const secret = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}-[0-9A-Z]{6}/.exec(farewell)?.[0] ?? '';
  const receipt = verdict.code === 'valid' ? verdict.receipt : null;
  const claim = receipt === null ? null : await checkClaim(receipt, { secret, name: phone }, nodePrimitives);
  const stranger = receipt === null ? null : await checkClaim(receipt, { secret, name: '16505550177' }, nodePrimitives);
  const log = await verifyLog(container.stores.auditStore, receipt === null ? [] : [receipt.log]);

  heading('The receipt, checked as anybody can');
  table([
    ['its page', `/r/${reference}`],
    ['the file', file],
    ['verdict', verdict.code],
    ['with the secret and the number', claim ?? '–'],
    ['with the secret and another number', stranger ?? '–'],
    ['the log', log.fault === null ? `${String(log.size)} entries, nothing changed` : log.fault.what],
    ['check it yourself', `npm run oubli -- verify ${file} --keys ${keyFile}`],
  ]);
  return {
    'the receipt verifies': verdict.code === 'valid',
    'only its secret and the right number claim it': claim === 'claim_matches' && stranger === 'claim_wrong',
    'the audit log holds it, and nothing in it was changed': log.fault === null && log.size > 0,
    'the receipt names nobody': !jws.includes(phone) && !JSON.stringify(receipt).includes(phone),
  };
}

async function textOf(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`A page of the receipt answered ${String(answer.status)}.`);
  return answer.text();
}
