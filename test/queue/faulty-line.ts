import { connect, createServer, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

/** A line to Redis that can be held or cut, as networks are. */
export interface FaultyLine {
  readonly url: string;
  /** Nothing comes through any more; connections stay open. */
  hold(): void;
  /** What was held comes through. */
  release(): void;
  /** Connections break; new ones come through. */
  interrupt(): void;
  /** Connections break and new ones are refused. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

export async function openFaultyLine(redisUrl: string): Promise<FaultyLine> {
  const { hostname, port } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    const far = track(connect(Number(port), hostname));
    track(socket).pipe(far).pipe(socket);
    socket.on('close', () => far.destroy());
    far.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const interrupt = (): void => sockets.forEach((socket) => socket.destroy());
  const cut = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    interrupt();
    await closed;
  };
  return {
    url: `redis://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    hold: () => sockets.forEach((socket) => socket.pause()),
    release: () => sockets.forEach((socket) => socket.resume()),
    interrupt,
    cut,
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
