import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { OubliError } from '../domain/errors.ts';

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

/** Must exceed the keep-alive time, else Node cuts connections that wait for their next request. */
const headersTimeoutMs = 80_000;

/** From the first byte of a request to its last. An import of 10⁵ rows is read as fast as its rows are stored: minutes. */
const requestTimeoutMs = 3_600_000;

/** @param variables that say where, for whoever has to mend it. @throws OubliError `port_taken` or `listen_failed`. */
export async function listen(
  app: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
  variables: Variables = { host: 'HOST', port: 'PORT' },
): Promise<Listening> {
  const server = createServer({
    keepAliveTimeout: keepAliveTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 5_000,
  });
  server.on('request', app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, variables)));
    server.listen({ host, port, backlog: 1_024 }, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (deadlineMs = 10_000) => close(server, deadlineMs) };
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
