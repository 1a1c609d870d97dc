import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';

import { Webhook } from 'standardwebhooks';

/** A delivery as the business's program got it. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The business's own program on loopback: it takes whatever comes and answers as it is told. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** Answers to the next deliveries, one each; afterwards 200 again. `hang`: no answer at all. */
  answerNext(...answers: readonly (Answer | 'hang')[]): void;
  /** Forgets what came and what to answer. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts the receiver on a free port of 127.0.0.1. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: (Answer | 'hang')[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ path: request.url ?? '/', headers: request.headers as Record<string, string>, body });
      const answer = answers.shift() ?? { status: 200 };
      if (answer === 'hang') return;
      response.writeHead(answer.status, answer.headers);
      response.end('{"what":"is read by nobody"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/oubli`,
    received,
    answerNext: (...next) => void answers.push(...next),
    reset() {
      received.length = 0;
      answers.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The event, if the signature is right under that secret and the time is now: as a receiver is told to check it. */
export function verified(delivery: ReceivedWebhook, secret: string): unknown {
  return new Webhook(secret).verify(delivery.body, delivery.headers);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
