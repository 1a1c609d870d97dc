import { errorCode, OubliError } from '../../domain/errors.ts';

/** A receipt has some 5 kB, a key set less. */
const mostBytes = 1_048_576;
const timeoutMs = 10_000;
const mostRedirects = 3;

/**
 * Fetches a text: by https, or from this machine itself. No redirect leads to another place, nothing is read beyond a bound.
 * @throws OubliError `address_refused`, `fetch_failed`, with the address in words: it names no person.
 */
export async function fetchText(address: string): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = checkedUrl(address);
  try {
    for (let turn = 0; turn <= mostRedirects; turn += 1) {
      const answer = await fetch(url, { redirect: 'manual', signal, headers: { accept: '*/*' } });
      const location = answer.headers.get('location');
      if (answer.status >= 300 && answer.status < 400 && location !== null) {
        await answer.body?.cancel();
        url = sameOrigin(url, location);
        continue;
      }
      if (!answer.ok) throw failed(url, `it answers ${answer.status}`);
      return await textWithin(answer, url);
    }
    throw failed(url, 'it redirects without end');
  } catch (error) {
    if (error instanceof OubliError) throw error;
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw failed(url, signal.aborted ? `no answer within ${timeoutMs / 1_000} s` : errorCode(cause));
  }
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))) {
    throw new OubliError('address_refused', `Only https addresses are asked (or this machine itself): ${address}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new OubliError('address_refused', 'The address holds a user name or a password: leave it out.');
  }
  return url;
}

function sameOrigin(from: URL, location: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (next?.origin === from.origin) return next;
  throw failed(from, 'it redirects to another place, which is not followed');
}

async function textWithin(answer: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > mostBytes) throw failed(url, `it sends more than ${mostBytes} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failed(url: URL, why: string): OubliError {
  return new OubliError('fetch_failed', `Nothing could be fetched from ${url.origin}${url.pathname}: ${why}.`);
}
