import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Connection, type Model } from 'mongoose';

import { type ArrivalRow, defineArrival } from '../../models/arrival.ts';
import { defineInboxEvent, type InboxEventRow } from '../../models/inbox-event.ts';
import { createArrivals } from '../../src/stores/arrivals.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { type NewInboxRow } from '../../webhooks/inbox.ts';
import { type OwnMongod, startOwnMongod } from '../support/product/own-servers.ts';

let mongod: OwnMongod;
let connection: Connection;
let inbox: Model<InboxEventRow>;
let model: Model<ArrivalRow>;
beforeAll(async () => {
  mongod = await startOwnMongod();
  connection = await connectMongo(mongod.uri);
  inbox = defineInboxEvent(connection);
  model = defineArrival(connection);
  await Promise.all([inbox.createIndexes(), model.createIndexes()]);
}, 90_000);
afterAll(async () => {
  await connection.close();
  await mongod.close();
});

/** The same collection, but MongoDB is killed and comes back at the moment in which something is to be deleted. */
function killedBeforeDelete(): Model<ArrivalRow> {
  const { collection } = model;
  const killing = new Proxy(collection, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      const call = (own as (...args: unknown[]) => unknown).bind(target);
      return name !== 'deleteMany'
        ? call
        : async (...args: unknown[]) => {
            await mongod.kill();
            await mongod.restart();
            return call(...args);
          };
    },
  });
  return new Proxy(model, {
    get: (target, name) => (name === 'collection' ? killing : Reflect.get(target, name)) as unknown,
  });
}

async function takeAll(store: ReturnType<typeof createArrivals>, id: string): Promise<void> {
  for await (const { lanes } of store.takeIn([id], 0)) expect([...lanes.keys()]).toEqual([id]);
}

describe('kill -9 of mongod while an arrival is taken in', () => {
  test('loses nothing: its events stand in the inbox, or it is still there', async () => {
    const store = createArrivals({ model, inbox });
    const killed = createArrivals({ model: killedBeforeDelete(), inbox });
    for (let round = 0; round < 4; round += 1) {
      const time = new Date();
      const _id = randomUUID();
      const names = { tenantId: 'tenant-1', kind: 'message', lane: 'lane', names: ['1.hash'] } as const;
      const times = { at: time, receivedAt: time, dueAt: time, expiresAt: new Date(Date.now() + 86_400_000) };
      const pending = { state: 'pending', attempts: 0, keyId: 'a-day', sealed: Buffer.from('sealed') } as const;
      const row: NewInboxRow = { _id, ...names, names: ['1.hash'], ...times, ...pending };
      const id = await store.store([row]);
      await takeAll(killed, id).catch(() => undefined);
      const there = await Promise.all([inbox.countDocuments({ _id }), model.countDocuments({ _id: id })]);
      expect(Math.max(...there)).toBe(1);
    }
  }, 120_000);
});
