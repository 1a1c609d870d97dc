import { OubliError } from '../domain/errors.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { asJson, createExchange, type WireAnswer, type WireRequest } from './exchange.ts';
import { type GraphAnswer, type Json } from './graph-answer.ts';
import { isLoopback } from './hosts.ts';

export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly token: string;
  /** Parts of the path after the version, such as `[phoneNumberId, 'messages']`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Ends the call early when it is aborted: `unknown`, or `unreachable` where nothing was written. */
  readonly signal?: AbortSignal | undefined;
}

export interface GraphDownload {
  readonly token: string;
  /** The caller has checked its host: see media.ts. */
  readonly url: URL;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Downloaded {
  readonly bytes: Buffer;
  readonly mimeType: string;
}

export interface GraphClient {
  readonly baseUrl: URL;
  call(call: GraphCall): Promise<GraphAnswer>;
  download(download: GraphDownload): Promise<GraphAnswer<Downloaded> | { readonly name: 'too-large' }>;
  /** Ends idle connections. */
  close(): void;
}

export interface GraphClientOptions {
  readonly baseUrl: string;
  /** Such as `v26.0`. */
  readonly version: string;
  /** From start to whole answer. Default 10,000. */
  readonly timeoutMs?: number;
  readonly telemetry: Telemetry;
}

/** Meta's answers are a few kilobytes; a list of templates is the longest. */
const maxAnswerBytes = 2 * 1024 * 1024;
/** Files are at most 100 MB at Meta. */
const downloadTimeoutMs = 60_000;

/**
 * Speaks to the Graph API: one version, a deadline on the whole exchange, bounded answers. It never throws for what comes
 * back, and says of a call only its edge, its outcome and Meta's code: URLs, bodies and Meta's texts name people.
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { version, timeoutMs = 10_000, telemetry } = options;
  const base = checkBaseUrl(options.baseUrl);
  if (!/^v\d{2}\.\d$/.test(version)) throw new OubliError('graph_version', 'The Graph API version has the form v26.0.');
  const { exchange, close } = createExchange();

  const timed = async <Value>(request: WireRequest, edge: string, read: (answer: WireAnswer) => Value | null) => {
    const startedAt = performance.now();
    const answer = await exchange(request, read);
    telemetry.event('graph_call', {
      method: request.method,
      edge,
      result: answer.name,
      tookMs: Math.round(performance.now() - startedAt),
      ...(answer.name === 'error' ? { httpStatus: answer.httpStatus, code: answer.code ?? 0 } : {}),
    });
    return answer;
  };

  return {
    baseUrl: base,
    async call({ method, token, path, query, body, signal }) {
      const url = new URL(
        `${base.pathname.replace(/\/$/, '')}/${[version, ...path].map(encodeURIComponent).join('/')}`,
        base,
      );
      for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
      const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
      const bare = { method, url, headers, timeoutMs, maxAnswerBytes, signal };
      const request =
        body === undefined
          ? bare
          : { ...bare, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      const answer = await timed(request, path[1] ?? 'object', ({ bytes }) => asJson(bytes));
      // Too long to be an answer of Meta's: whatever it was, the request had been written.
      return answer.name === 'too-large' ? { name: 'unknown' } : answer;
    },
    download({ token, url, maxBytes, signal }) {
      const headers = { Authorization: `Bearer ${token}`, Accept: '*/*' };
      const bounds = { timeoutMs: downloadTimeoutMs, maxAnswerBytes: maxBytes, signal };
      return timed({ method: 'GET', url, headers, ...bounds }, 'download', ({ bytes, contentType }) => ({
        bytes,
        mimeType: contentType,
      }));
    },
    close,
  };
}

/** The token never travels in clear, except on this machine (the loopback Graph server). */
function checkBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === null || !isSafe) {
    throw new OubliError('graph_base_url', 'The Graph API base URL must be https, or http on this machine.');
  }
  return url;
}
