import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { OubliError } from '../../domain/errors.ts';
import { readShownMessage, type ShownMessage } from './shown-message.ts';

export type { ShownMessage } from './shown-message.ts';

/** Stands in for Meta's Graph API on this machine and shows what people would see. */
export interface ChatWindow {
  /** What `GRAPH_API_BASE_URL` of the server under test must be. */
  readonly url: string;
  /** Everything said so far, oldest first. */
  readonly shown: readonly ShownMessage[];
  /** Resolves when something new was said since `count` messages and nothing more for `quietMs`, or after `withinMs`. */
  quiet(count: number, quietMs: number, withinMs: number): Promise<void>;
  /** Resolves with the first message from `count` on that fits, or with `null` after `withinMs`. */
  next(count: number, fits: (message: ShownMessage) => boolean, withinMs: number): Promise<ShownMessage | null>;
  close(): Promise<void>;
}

/**
 * Starts the chat window. It accepts whatever is sent: for checking that a server keeps Meta's rules there is the strict
 * loopback server of the tests.
 * @throws OubliError `port_taken`.
 */
export async function openChatWindow(port: number, onMessage: (message: ShownMessage) => void): Promise<ChatWindow> {
  const shown: ShownMessage[] = [];
  const listeners = new Set<() => void>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const message = request.method === 'POST' ? readShownMessage(request.url ?? '', body) : null;
      if (message !== null) {
        shown.push(message);
        onMessage(message);
        for (const listener of listeners) listener();
      }
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(message === null ? { success: true, deleted: true, data: [] } : accepted(message)));
    });
  });
  await listenOn(server, port);
  const bound = (server.address() as AddressInfo).port;

  const until = (isOver: () => boolean, withinMs: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        listeners.delete(listener);
        resolve();
      };
      const listener = (): void => {
        if (isOver()) end();
      };
      const timer = setTimeout(end, withinMs);
      listeners.add(listener);
      listener();
    });

  return {
    url: `http://127.0.0.1:${bound}`,
    shown,
    async quiet(count, quietMs, withinMs) {
      const endsAt = performance.now() + withinMs;
      await until(() => shown.length > count, withinMs);
      for (let seen = -1; seen !== shown.length && shown.length > count && performance.now() < endsAt;) {
        seen = shown.length;
        await until(() => shown.length > seen, quietMs);
      }
    },
    async next(count, fits, withinMs) {
      await until(() => shown.slice(count).some(fits), withinMs);
      return shown.slice(count).find(fits) ?? null;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function accepted({ to }: ShownMessage): unknown {
  const id = `wamid.${randomBytes(24).toString('base64')}`;
  return { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new OubliError('port_taken', `Port ${port} is taken: choose another with --follow PORT.`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}
