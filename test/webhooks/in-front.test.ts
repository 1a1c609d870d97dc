import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';
import express from 'express';
import request from 'supertest';

import { inFrontOf } from '../../webhooks/router.ts';
import { type Door, openDoor, operatorSecrets, sign, text, webhook, outcomeOf } from './door.ts';

const path = '/webhooks/whatsapp';
const example = JSON.stringify(webhook({ messages: [text('wamid.in-front')] }));

describe('the door in front of the app', () => {
  let door: Door;
  let server: Server;
  beforeAll(async () => {
    door = await openDoor();
    const app = express();
    app.use((incoming, response) => void response.status(418).send(incoming.originalUrl));
    server = createServer(inFrontOf(app, path, door.parts));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => door.empty());
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await door.close();
  });

  const post = (to: string, body: string, signature = sign(body, operatorSecrets[0] ?? '')) =>
    request(server).post(to).set('Content-Type', 'application/json').set('X-Hub-Signature-256', signature).send(body);

  test('stores a webhook and answers it as the router does, without the app', async () => {
    const answer = await post(path, example);
    expect([answer.status, outcomeOf(answer), answer.text]).toEqual([200, 'accepted', '']);
    expect(await door.rows()).toHaveLength(1);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test('refuses what is not signed', async () => {
    expect((await post(path, example, 'sha256=00')).status).toBe(401);
    expect(await door.rows()).toHaveLength(0);
  });

  test('leaves everything else to the app: another path, a query, the handshake, another method', async () => {
    for (const to of [`${path}/tenant-second`, `${path}?a=1`, `${path}/`, '/v1/contacts']) {
      expect([to, (await post(to, example)).status]).toEqual([to, 418]);
    }
    expect((await request(server).get(`${path}?hub.mode=subscribe`)).status).toBe(418);
    expect((await request(server).put(path).send('{}')).status).toBe(418);
    expect(await door.rows()).toHaveLength(0);
  });

  test('a sender that goes away in the middle leaves nothing, and the next one is served', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) =>
      socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{"a`, resolve),
    );
    socket.destroy();
    expect((await post(path, example)).status).toBe(200);
    expect(await door.rows()).toHaveLength(1);
  });
});
