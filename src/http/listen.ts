import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';

import { OubliError } from '../domain/errors.ts';
import { mayTakeLong } from './long-bodies.ts';

/** A server that listens. */
export interface Listening {
  /** The port that was taken, also when 0 was asked for. */
  readonly port: number;
  /**
   * Takes no new connection, lets running requests finish, ends idle connections at once; after `deadlineMs` cuts what is
   * left. Says whether everything had finished by itself.
   */
  close(deadlineMs?: number): Promise<boolean>;
}

/**
 * Longer than the minute for which load balancers keep a connection (AWS ALB: 60 s): the side that sends must be the one to
 * let go first, or a webhook runs into a connection that is just being closed.
 */
const keepAliveTimeoutMs = 75_000;

/**
 * From the first byte of a request to its last, whoever sends it: what a stranger sends slowly is held in memory until it is known who it
 * is. Webhooks are at most 3 MB, sent by Meta's servers. Imports have longer (`long-bodies.ts`).
 */
const wholeRequestMs = 30_000;

/**
 * @param place `bodyMs`: how long a request may take to come in. @param variables that say where, for whoever has to mend it.
 * @throws OubliError `port_taken` or `listen_failed`.
 */
export async function listen(
  app: RequestListener,
  { host, port, bodyMs = wholeRequestMs }: { readonly host: string; readonly port: number; readonly bodyMs?: number },
  variables: Variables = { host: 'HOST', port: 'PORT' },
): Promise<Listening> {
  // One look at all connections now and then, by Node itself: it costs a webhook nothing. Who only waits is not looked at.
  const server = createServer({
    keepAliveTimeout: keepAliveTimeoutMs,
    headersTimeout: bodyMs,
    requestTimeout: bodyMs,
    connectionsCheckingInterval: bodyMs / 10,
  });
  server.on('request', app);
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, variables)));
    server.listen({ host, port, backlog: 1_024 }, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (deadlineMs = 10_000) => close(server, deadlineMs) };
}

/** What Node says of a request that it does not take, by the error's code. Any other is no HTTP. */
const refusals: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};

/** As Node would by itself, but that it waits for imports. It says once of a request that it is late, and asks no more. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' && mayTakeLong(socket)) return;
  // An answer that has begun gets no second one in its middle; Node keeps it there.
  const { _httpMessage: answer } = socket as { readonly _httpMessage?: { readonly headersSent: boolean } | null };
  const isFree = socket.writable && answer?.headersSent !== true;
  if (!isFree) {
    socket.destroy();
    return;
  }
  const text = `HTTP/1.1 ${refusals[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  socket.end(text, () => socket.destroy());
}

function close(server: Server, deadlineMs: number): Promise<boolean> {
  // Requests still coming in on open connections are served, and told that it is the last one.
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  return new Promise((resolve) => {
    let isCut = false;
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => {
      isCut = true;
      server.closeAllConnections();
    }, deadlineMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve(!isCut);
    });
  });
}

interface Variables {
  readonly host: string;
  readonly port: string;
}

function listenError(error: Error, { host, port }: Variables): OubliError {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken
    ? new OubliError('port_taken', `The port is taken by another program: set ${port} to a free one.`, { cause: error })
    : new OubliError('listen_failed', `It could not listen at ${host} and ${port}.`, { cause: error });
}
