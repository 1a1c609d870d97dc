import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runServers } from '../support/database.ts';
import { ana, type Door, openDoor, text, webhook } from './door.ts';

/** A wire to the real MongoDB that can be cut and mended. */
async function openWire(target: URL): Promise<{ readonly uri: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const join = (socket: Socket): void => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  };
  let server: Server = createServer(join);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${String(port)}/?directConnection=true`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
    async mend() {
      server = createServer(join);
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
  };
}

describe('while MongoDB is away', () => {
  let door: Door;
  let wire: Awaited<ReturnType<typeof openWire>>;
  beforeAll(async () => {
    wire = await openWire(new URL(runServers().mongodbUri));
    door = await openDoor({ uri: wire.uri, waitMs: 400 });
  });
  afterAll(async () => {
    await door.close();
    await wire.cut();
  });

  test('a webhook is 503, never 200, so that Meta sends it again; and then it is accepted', async () => {
    const first = webhook({ messages: [text('wamid.1')] });
    const next = webhook({ messages: [text('wamid.2')] });
    expect((await door.post(first)).status).toBe(200);
    await wire.cut();
    const answers = await Promise.all([door.post(next), door.post(next), door.post(first)]);
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503]);
    expect(door.said.filter(({ name }) => name === 'webhook_unavailable')).toHaveLength(3);
    expect(JSON.stringify(door.said)).not.toContain(ana.phone);
    expect((await door.post(next, { secret: 'guessed' })).status).toBe(401);

    await wire.mend();
    // Each try waits inside for a server, up to `waitMs`.
    const statuses: number[] = [];
    while (statuses.at(-1) !== 200 && statuses.length < 20) statuses.push((await door.post(next)).status);
    expect(statuses.at(-1)).toBe(200);
    expect(await door.events()).toHaveLength(2);
  });
});
