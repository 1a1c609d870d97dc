import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type Socket } from 'node:net';

import axios, { type AxiosRequestConfig, type AxiosResponse, isAxiosError } from 'axios';

import { type GraphAnswer, type Json } from './graph-answer.ts';

/** One request on the wire. Only this file knows axios. */
export type Exchange = <Value>(
  request: WireRequest,
  read: (answer: WireAnswer) => Value | null,
) => Promise<GraphAnswer<Value> | { readonly name: 'too-large' }>;

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From start to whole answer. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/**
 * Makes the exchange over kept-alive connections. Redirects are not followed, since they would carry the token elsewhere
 * (pitfall 36); no proxy is taken from the environment; an answer that `read` does not understand is `unknown`.
 */
export function createExchange(): { readonly exchange: Exchange; readonly close: () => void } {
  // Idle connections go before Meta closes them: a send that meets a closing connection is `unknown`.
  const kept = { keepAlive: true, maxSockets: 128, scheduling: 'lifo', timeout: 15_000 } as const;
  const httpAgent = new HttpAgent(kept);
  const httpsAgent = new HttpsAgent({ ...kept, minVersion: 'TLSv1.2' });
  const client = axios.create({
    httpAgent,
    httpsAgent,
    maxRedirects: 0,
    maxBodyLength: 1024 * 1024,
    proxy: false,
    responseType: 'arraybuffer',
    transformRequest: [(data: unknown) => data],
    validateStatus: () => true,
  });
  return {
    async exchange({ method, url, headers, body, timeoutMs, maxAnswerBytes, signal: stop }, read) {
      const wire = watchWire();
      const ending = createEnding(timeoutMs, stop);
      const config: AxiosRequestConfig = { method, url: url.href, headers, maxContentLength: maxAnswerBytes };
      try {
        const response = await client.request<Buffer>({
          ...config,
          data: body,
          signal: ending.signal,
          transport: wire.transport,
        });
        if (response.status < 200 || response.status > 299) return readError(response);
        const type: unknown = response.headers['content-type'];
        const value = read({ bytes: response.data, contentType: typeof type === 'string' ? type : '' });
        return value === null ? { name: 'unknown' } : { name: 'ok', value };
      } catch (error) {
        if (isAxiosError(error) && error.message.startsWith('maxContentLength')) return { name: 'too-large' };
        return { name: wire.isWritten() ? 'unknown' : 'unreachable' };
      } finally {
        ending.over();
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Aborts at the deadline, or before it when told to. `stop` may outlive many exchanges: nothing is left on it afterwards. */
function createEnding(
  timeoutMs: number,
  stop: AbortSignal | undefined,
): { readonly signal: AbortSignal; readonly over: () => void } {
  const deadline = AbortSignal.timeout(timeoutMs);
  if (stop === undefined) return { signal: deadline, over: () => undefined };
  const told = new AbortController();
  const tell = (): void => told.abort();
  if (stop.aborted) tell();
  stop.addEventListener('abort', tell);
  return { signal: AbortSignal.any([deadline, told.signal]), over: () => stop.removeEventListener('abort', tell) };
}

/** Notices whether a connection stood, hence whether anything can have been written: an error alone does not tell. */
function watchWire() {
  let isConnected = false;
  const watch = (socket: Socket & { secureConnecting?: boolean }, isSecure: boolean): void => {
    const isReady = isSecure ? socket.secureConnecting !== true && !socket.connecting : !socket.connecting;
    if (isReady) isConnected = true;
    else socket.once(isSecure ? 'secureConnect' : 'connect', () => (isConnected = true));
  };
  return {
    isWritten: (): boolean => isConnected,
    transport: {
      request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
        const isSecure = options.protocol === 'https:';
        const outgoing = (isSecure ? requestHttps : requestHttp)(options, onResponse);
        outgoing.once('socket', (socket) => watch(socket, isSecure));
        return outgoing;
      },
    },
  };
}

function readError({ status, headers, data }: AxiosResponse<Buffer>): GraphAnswer<never> {
  const error = asJson(data)?.['error'];
  const { code, error_subcode: subcode } = typeof error === 'object' && error !== null ? (error as Json) : {};
  return {
    name: 'error',
    code: typeof code === 'number' ? code : null,
    subcode: typeof subcode === 'number' ? subcode : null,
    httpStatus: status,
    retryAfterMs: retryAfterOf(headers['retry-after']),
  };
}

/** `Retry-After` in seconds; the date form is not used by Meta. At most an hour is believed. */
function retryAfterOf(header: unknown): number | null {
  if (typeof header !== 'string' || !/^\d{1,6}$/.test(header)) return null;
  return Math.min(Number(header), 3600) * 1000;
}

/** A JSON object, or `null`. */
export function asJson(bytes: Buffer): Json | null {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}
