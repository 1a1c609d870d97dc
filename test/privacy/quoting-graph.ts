import { createServer, request } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Stands before the Graph server and answers some calls itself, with an error that says whom and what it was about. */
export interface QuotingGraph {
  readonly url: string;
  /** Calls that were answered with a quoting error. */
  readonly refused: number;
  close(): Promise<void>;
}

/** @param every how often: the n-th, the 2n-th … message. */
export async function startQuotingGraph(target: string, words: string, every: number): Promise<QuotingGraph> {
  let calls = 0;
  let refused = 0;
  const server = createServer((incoming, response) => {
    const isMessage = incoming.method === 'POST' && incoming.url?.endsWith('/messages') === true;
    if (isMessage) calls += 1;
    if (isMessage && calls % every === 0) {
      const [status, body] = errors(words)[refused % 3] ?? [500, ''];
      refused += 1;
      incoming.resume();
      response.writeHead(status, { 'Content-Type': 'application/json', 'X-Quoted': encodeURIComponent(words) });
      response.end(body);
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get refused() {
      return refused;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Meta is unwell, Meta refuses, and something before Meta that is not JSON. Each says too much. */
function errors(words: string): readonly (readonly [status: number, body: string])[] {
  const error = (code: number) => ({
    error: {
      message: `(#${code}) ${words}`,
      type: words,
      code,
      error_subcode: words,
      error_data: { messaging_product: 'whatsapp', details: words },
      fbtrace_id: words,
    },
  });
  return [
    [503, JSON.stringify(error(133004))],
    [500, JSON.stringify(error(131000))],
    [503, `<html><body>${words}</body></html>`],
  ];
}
