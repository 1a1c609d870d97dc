import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { percentile } from './figures.ts';
import { type LoadOrder, type LoadReport } from './load.ts';
import { personAt, webhookOf } from './people.ts';

/**
 * Posts signed webhooks over kept connections and measures answers. Plain sockets and requests made beforehand: on a
 * machine with two cores, what the generator needs is taken from the server that is measured.
 */
process.on('message', (order: LoadOrder) => {
  run(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

/** Made before the clock starts; more are made on the way when these do not last. */
const preparedPerSecond = 9_000;

interface Tally {
  readonly latencies: number[];
  failed: number;
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const requests = createRequests(order);
  const tally: Tally = { latencies: [], failed: 0 };
  const lines = await Promise.all(Array.from({ length: order.connections }, () => openLine(order.port)));
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = startedAt + order.durationMs;
  if (order.perSecond === undefined) {
    await Promise.all(lines.map((line) => keepBusy(line, order, requests, tally, endsAt)));
  } else {
    await pace(lines, order.perSecond, requests, tally, { startedAt, endsAt });
  }
  const elapsedMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  for (const line of lines) line.end();
  const { latencies, failed } = tally;
  return {
    answered: latencies.length,
    failed,
    elapsedMs,
    perSecond: (latencies.length / elapsedMs) * 1000,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}

/** Requests in order, one a person. `null`: as many as were asked for are out. */
function createRequests({ appSecret, text, firstPerson, messages, durationMs, perSecond }: LoadOrder) {
  const make = (index: number): Buffer => {
    const body = webhookOf(personAt(index), text);
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    const head =
      'POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\n' +
      `Content-Type: application/json\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n` +
      `X-Hub-Signature-256: sha256=${signature}\r\n\r\n`;
    return Buffer.from(head + body);
  };
  const wanted = messages ?? Math.ceil(((perSecond ?? preparedPerSecond) * durationMs) / 1000);
  const prepared = Array.from({ length: wanted }, (_, index) => make(firstPerson + index));
  let sent = 0;
  return {
    next(): Buffer | null {
      if (messages !== undefined && sent === messages) return null;
      sent += 1;
      return prepared[sent - 1] ?? make(firstPerson + sent - 1);
    },
  };
}

type Requests = ReturnType<typeof createRequests>;

async function keepBusy(
  line: Line,
  { messages }: LoadOrder,
  requests: Requests,
  tally: Tally,
  endsAt: number,
): Promise<void> {
  for (;;) {
    const sentAt = performance.now();
    if (messages === undefined && sentAt >= endsAt) return;
    const request = requests.next();
    if (request === null) return;
    note(tally, await line.post(request), sentAt);
  }
}

/** Open loop: a request that finds every connection taken waits, and its waiting counts. */
async function pace(
  lines: readonly Line[],
  perSecond: number,
  requests: Requests,
  tally: Tally,
  time: { readonly startedAt: number; readonly endsAt: number },
): Promise<void> {
  const idle = [...lines];
  const waiting: number[] = [];
  const underWay = new Set<Promise<void>>();
  let due = 0;
  const startWaiting = (): void => {
    while (idle.length > 0 && waiting.length > 0) {
      const [line, dueAt, request] = [idle.pop(), waiting.shift(), requests.next()];
      if (line === undefined || dueAt === undefined || request === null) return;
      const posted: Promise<void> = line.post(request).then((status) => {
        note(tally, status, dueAt);
        idle.push(line);
        underWay.delete(posted);
        startWaiting();
      });
      underWay.add(posted);
    }
  };
  for (let now = performance.now(); now < time.endsAt; now = performance.now()) {
    for (; due < ((now - time.startedAt) * perSecond) / 1000; due += 1)
      waiting.push(time.startedAt + (due * 1000) / perSecond);
    startWaiting();
    await pause(1);
  }
  while (underWay.size > 0) await Promise.all(underWay);
}

function note(tally: Tally, status: number, since: number): void {
  if (status === 200) tally.latencies.push(performance.now() - since);
  else tally.failed += 1;
}

/** One kept connection, one request at a time. */
interface Line {
  /** The HTTP status; 0 when the connection broke. */
  post(request: Buffer): Promise<number>;
  end(): void;
}

async function openLine(port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let settle: ((status: number) => void) | null = null;
  const answer = (status: number): void => {
    const waiting = settle;
    settle = null;
    waiting?.(status);
  };
  readAnswers(socket, answer);
  socket.on('error', () => answer(0));
  socket.on('close', () => answer(0));
  return {
    post: (request) =>
      new Promise((resolve) => {
        settle = resolve;
        socket.write(request);
      }),
    end: () => void socket.destroy(),
  };
}

/** Both servers answer with a Content-Length. */
function readAnswers(socket: Socket, answer: (status: number) => void): void {
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < headEnd + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = '';
    answer(status);
  });
}
