import { readReference } from '../../domain/reference.ts';
import { readTextFile } from '../read-json-file.ts';
import { fetchText } from './fetch-text.ts';

/** Reads what a file or an address holds. @throws OubliError when it cannot. */
export async function readSource(source: string): Promise<string> {
  return isAddress(source) ? fetchText(source) : readTextFile(source);
}

/** Where the receipt itself is: the link that a person was sent leads to a page, and the receipt lies beside it. */
export function receiptSource(source: string): string {
  if (!isAddress(source) || !URL.canParse(source)) return source;
  const url = new URL(source);
  const [, reference = ''] = /\/r\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (readReference(reference) === null) return source;
  url.pathname = `${url.pathname.replace(/\/$/, '')}/receipt.jws`;
  url.hash = '';
  return url.href;
}

function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}
