import { type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';

/** From the first byte of an import to its last. 10⁵ rows are read as fast as they are stored: minutes. */
const longBodyMs = 3_600_000;

/** Connections on which such a body is coming in just now. */
const waitedFor = new WeakSet<Duplex>();

/**
 * This request's body may take an hour, and not only as long as any other (`listen.ts`). To be said of whoever has shown a key, and
 * of few: it is a timer each. @param limitMs after which the connection is cut all the same.
 */
export function allowLongBody(request: IncomingMessage, limitMs = longBodyMs): void {
  const { socket } = request;
  waitedFor.add(socket);
  const timer = setTimeout(() => socket.destroy(), limitMs).unref();
  request.once('close', () => {
    clearTimeout(timer);
    waitedFor.delete(socket);
  });
}

/** Whether a connection may be slow. */
export function mayTakeLong(socket: Duplex): boolean {
  return waitedFor.has(socket);
}
