import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Connection, type Model } from 'mongoose';

import { createErasers } from '../../src/container/erasers.ts';
import { createStores, type Stores } from '../../src/container/stores.ts';
import { requestStateNames } from '../../src/cli/request-states.ts';
import { isCancellable } from '../../src/domain/request.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { waivers } from '../../src/erasure/waivers.ts';
import { endedStates, runningStates, unverifiedStates } from '../../src/requests/request-record.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { runServers } from '../support/database.ts';
import { freshKeyFile } from '../support/key-file.ts';
import { codeBlocksOf, pageAt, tableUnder } from './pages.ts';

const map = pageAt('ARCHITECTURE.md');

describe('the table of collections', () => {
  const rows = tableUnder(map, 'Where state lives').map(([collection = '', , , , dropped = '', erasedBy = '']) => ({
    collection,
    dropped: dropped === '–' ? [] : dropped.split(', '),
    erasedBy,
  }));
  let connection: Connection;
  let stores: Stores;
  let erasers: readonly Eraser[];

  beforeAll(async () => {
    connection = await connectMongo(runServers().mongodbUri);
    const clock = { now: () => Date.now() };
    stores = createStores(connection, Buffer.alloc(32, 7), clock, freshKeyFile());
    erasers = createErasers(stores, clock, null);
  });
  afterAll(() => connection.close());

  const models = (): readonly Model<unknown>[] => Object.values(stores.models) as unknown as readonly Model<unknown>[];

  test('has every collection, and no other', () => {
    const there = models().map((model) => model.collection.collectionName);
    expect(rows.map(({ collection }) => collection).sort()).toEqual(there.sort());
  });

  test('says of each who erases it, as the register and the waivers do', () => {
    const known = rows.map(({ collection }) => ({
      collection,
      erasedBy: erasers.find(({ covers }) => covers.includes(collection))?.store ?? waiverOf(collection),
    }));
    expect(rows.map(({ collection, erasedBy }) => ({ collection, erasedBy }))).toEqual(known);
  });

  test('says of each at which date MongoDB drops it', () => {
    const known = rows.map(({ collection }) => {
      const model = models().find((one) => one.collection.collectionName === collection);
      const timed = (model?.schema.indexes() ?? []).filter(([, options]) => options.expireAfterSeconds === 0);
      return { collection, dropped: timed.flatMap(([fields]) => Object.keys(fields)).sort() };
    });
    expect(rows.map(({ collection, dropped }) => ({ collection, dropped }))).toEqual(known);
  });

  test('is followed by the order in which stores are erased', () => {
    const [, order = ''] = /Order of the register: ([^.]+)\./.exec(map.text) ?? [];
    expect(order.replaceAll('`', '').split(/,\s+/)).toEqual(erasers.map(({ store }) => store));
  });
});

describe("the picture of a request's life", () => {
  const picture = codeBlocksOf(map).find(({ language }) => language === 'mermaid')?.code ?? '';
  const moves = [...picture.matchAll(/^\s*(\S+) --> (\S+)/gm)].map(([, from = '', to = '']) => ({ from, to }));
  const from = (to: string) => moves.filter((move) => move.to === to).map((move) => move.from);

  test('has every state of a request, and no other', () => {
    const drawn = new Set(moves.flatMap((move) => [move.from, move.to]));
    drawn.delete('[*]');
    expect([...drawn].sort()).toEqual([...requestStateNames].sort());
  });

  test('lets a request be cancelled, expire and end where the code does', () => {
    const cancellable = requestStateNames.filter((state) => isCancellable(state, { right: 'access', part: 'all' }));
    expect(from('cancelled').sort()).toEqual([...cancellable].sort());
    // What is drawn for a copy alone is what an erasure has no way back from.
    const drawn = [...map.text.matchAll(/^ +(\S+) --> cancelled : CANCEL of a copy$/gm)].map(([, state]) => state);
    const whole = { right: 'erasure', part: null } as const;
    expect(drawn).toEqual(cancellable.filter((state) => !isCancellable(state, whole)));
    // What is locked goes on without a code: it does not run out.
    const expiring = unverifiedStates.filter((state) => state !== 'code_locked');
    expect(from('expired').sort()).toEqual([...expiring].sort());
    // An erasure has ended, and its final receipt is to come.
    expect([...from('[*]'), ...from('closed')].sort()).toEqual([...endedStates].sort());
    expect([...from('blocked'), 'blocked'].sort()).toEqual([...runningStates].sort());
  });

  test('has one way to "erased": from the scan', () => {
    expect(from('erased')).toEqual(['scanning']);
  });
});

function waiverOf(collection: string): string {
  return waivers.some(({ covers }) => covers === collection) ? 'waived' : 'nobody';
}
