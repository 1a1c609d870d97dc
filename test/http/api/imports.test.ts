import { setImmediate } from 'node:timers/promises';

import express, { type RequestHandler } from 'express';
import mongoose from 'mongoose';
import request from 'supertest';

import { afterAll, afterEach, beforeAll, expect, test } from '../../support/jest.ts';

import { createImportContacts } from '../../../src/http/api/imports.ts';
import { readLines } from '../../../src/http/api/read-lines.ts';
import { type Intake } from '../../../src/messaging/intake.ts';
import { ana, bilal, owner } from '../../messaging/log.ts';
import { type Api, bodyOf, openApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterEach(() => api.world.empty());
afterAll(() => api.world.close());

const line = (row: object): string => `${JSON.stringify(row)}\n`;

test('a bad row is named by its number and takes no good one with it', async () => {
  await api.world.stores.subjects.ensure(owner, [ana.phone]);
  await api.world.stores.subjects.ensure(owner, [bilal.bsuid]);
  api.world.lockedOut.add('447700900123');
  const answer = await api.import(
    '/v1/imports/contacts',
    [
      line({ phone: ana.phone.value, name: 'Ana' }),
      'not json\n',
      '\n',
      line({ phone: ana.phone.value, bsuid: bilal.bsuid.value }),
      line({ phone: '447700900123', name: 'Gita' }),
      line({ phone: '16505550111', email: 'nonsense' }),
      `${JSON.stringify({ phone: '16505550112', name: 'x'.repeat(70_000) })}\n`,
      '{"phone":"16505550113"}\r\n',
      JSON.stringify({ phone: '16505550114', name: 'Last, without a newline' }),
    ].join(''),
  );
  expect(answer.body).toEqual({
    rows: 8,
    refused: 5,
    results: [
      { row: 1, code: 'created' },
      { row: 2, code: 'not_json' },
      { row: 4, code: 'identity_conflict' },
      { row: 5, code: 'subject_locked_out' },
      { row: 6, code: 'invalid', field: 'email' },
      { row: 7, code: 'not_json' },
      { row: 8, code: 'created' },
      { row: 9, code: 'created' },
    ],
  });
  expect(await api.world.models.contact.countDocuments({})).toBe(3);
  expect(answer.text).not.toContain('1650555');
});

test('rows about one person keep their order, and the same import again changes nothing', async () => {
  const rows = Array.from({ length: 60 }, (_, index) =>
    line({ phone: `1650555010${index % 3}`, name: `Name ${index}` }),
  ).join('');
  await api.import('/v1/imports/contacts', rows).expect(200);
  const cards = await Promise.all(
    [0, 1, 2].map(async (index) => {
      const subject = await api.world.stores.subjects.find(owner, [{ kind: 'phone', value: `1650555010${index}` }]);
      return subject && (await api.world.stores.contacts.read(subject))?.names.import;
    }),
  );
  expect(cards).toEqual(['Name 57', 'Name 58', 'Name 59']);
  expect(await api.world.counts()).toEqual({ person_keys: 3, subjects: 3, contacts: 3 });
});

test('rows about one person wait for each other also where the number is written another way', async () => {
  const steps: string[] = [];
  const contact: Intake['contact'] = async (_tenant, { name }) => {
    steps.push(`begins ${name ?? ''}`);
    await setImmediate();
    steps.push(`ends ${name ?? ''}`);
    return { contactId: 'contact-1', outcome: 'updated' };
  };
  const { intake, telemetry, clock } = api.world;
  const app = express();
  app.use((_request, response, next) => {
    response.locals['tenant'] = owner;
    next();
  });
  app.use(createImportContacts({ intake: { ...intake, contact }, telemetry, clock }) as RequestHandler);
  const rows = [
    { phone: '5511987654321', name: 'One' },
    { phone: '551187654321', name: 'Two' },
  ];
  await request(app).post('/').set('Content-Type', 'application/x-ndjson').send(rows.map(line).join('')).expect(200);
  expect(steps).toEqual(['begins One', 'ends One', 'begins Two', 'ends Two']);
});

test('opt-ins come in the same way', async () => {
  const wish = { phone: ana.phone.value, category: 'marketing', state: 'out', at: '2026-11-01T00:00:00Z' };
  const lines = [wish, wish, { ...wish, state: 'maybe' }].map(line).join('');
  const answer = await api.import('/v1/imports/opt-ins', lines);
  expect(bodyOf(answer)['results']).toEqual([
    { row: 1, code: 'recorded' },
    { row: 2, code: 'unchanged' },
    { row: 3, code: 'invalid', field: 'state' },
  ]);
});

test('anything but NDJSON is refused by its type', async () => {
  const answer = await api.post('/v1/imports/contacts', { phone: ana.phone.value });
  expect(bodyOf(answer)).toMatchObject({ status: 415, code: 'unsupported_type' });
});

test('past 100,000 rows nothing is taken in, and the answer still arrives', async () => {
  const answer = await api.import('/v1/imports/contacts', 'x\n'.repeat(100_500));
  expect(answer.body).toMatchObject({ rows: 100_001, refused: 100_001 });
  expect(answer.text).toContain('{"row":100001,"code":"too_many_rows"}]');
});

test('an import stops with a problem when the database is away, instead of failing row by row', async () => {
  const { collection } = api.world.models.contact;
  const insertOne = collection.insertOne.bind(collection);
  let tried = 0;
  collection.insertOne = () => {
    tried += 1;
    return Promise.reject(new Error('not primary'));
  };
  // More than the connection holds, so that the caller is still sending when the answer comes.
  const attributes = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key${index}`, 'x'.repeat(1_000)]));
  const rows = Array.from({ length: 500 }, (_, index) => line({ phone: `1650555${1000 + index}`, attributes })).join(
    '',
  );
  try {
    const answer = await api.import('/v1/imports/contacts', rows);
    expect(bodyOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(tried).toBe(32);
    expect(api.world.said).toContainEqual({ name: 'api_failed', facts: {} });
  } finally {
    collection.insertOne = insertOne;
  }
});

test.each([
  ['all of a short one', 0],
  ['the end of a longer one', 40],
])('an import stops with a problem also when the database is away for %s', async (_what, good) => {
  const { collection } = api.world.models.contact;
  const insertOne = collection.insertOne.bind(collection);
  let done = 0;
  collection.insertOne = (...row) => {
    done += 1;
    return done > good ? Promise.reject(new mongoose.mongo.MongoNetworkError('gone')) : insertOne(...row);
  };
  const rows = Array.from({ length: good + 10 }, (_, index) => line({ phone: `1650555${1000 + index}`, name: 'Ana' }));
  try {
    const answer = await api.import('/v1/imports/contacts', rows.join(''));
    expect(bodyOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
  } finally {
    collection.insertOne = insertOne;
  }
});

test('a row that fails by our own fault after good ones is named, and stops nothing', async () => {
  const { collection } = api.world.models.contact;
  const insertOne = collection.insertOne.bind(collection);
  let done = 0;
  collection.insertOne = (...row) => {
    done += 1;
    return done === 3 ? Promise.reject(new Error('not primary')) : insertOne(...row);
  };
  const rows = Array.from({ length: 3 }, (_, index) => line({ phone: `1650555${1000 + index}`, name: 'Ana' }));
  try {
    const answer = await api.import('/v1/imports/contacts', rows.join(''));
    expect([answer.status, bodyOf(answer)['rows'], bodyOf(answer)['refused']]).toEqual([200, 3, 1]);
  } finally {
    collection.insertOne = insertOne;
  }
});

test('lines are the same however the stream is cut, and a line without end costs no memory', async () => {
  const text = Buffer.from('été\n\n{"a":1}\r\nlast');
  for (const size of [1, 2, 3, 7, 100]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.subarray(index * size, (index + 1) * size),
    );
    const lines = [];
    for await (const one of readLines(stream(chunks))) lines.push(one);
    expect(lines).toEqual([
      { row: 1, text: 'été' },
      { row: 2, text: '' },
      { row: 3, text: '{"a":1}\r' },
      { row: 4, text: 'last' },
    ]);
  }
  const endless = function* () {
    for (let index = 0; index < 2_000; index += 1) yield Buffer.alloc(100_000, 0x61);
    yield Buffer.from('\n{}\n\xff\n', 'latin1');
  };
  const lines = [];
  const before = process.memoryUsage().arrayBuffers;
  for await (const one of readLines(stream(endless()))) lines.push(one);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  expect(lines).toEqual([
    { row: 1, text: null },
    { row: 2, text: '{}' },
    { row: 3, text: null },
  ]);
});

async function* stream(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}
