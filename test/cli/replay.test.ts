import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { freePort } from '../../scripts/services/free-port.ts';
import { type ReplayOptions, runReplay } from '../../src/cli/replay.ts';
import { openChatWindow } from '../../src/cli/replay/chat-window.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { keptOutput } from './run-cli.ts';

const fixtures = fileURLToPath(new URL('../fixtures/whatsapp/', import.meta.url));

let database: TestDatabase;
let product: Product;
let followPort: number;
beforeAll(async () => {
  database = await testDatabase();
  followPort = await freePort();
  // The product talks to replay's own chat window, as a developer's deployment does.
  product = await startProduct(serversOf(database), {
    graphUrl: () => `http://127.0.0.1:${followPort}`,
    tenant: { rest: { channels: { email: { address: 'privacy@made-up-plants.example' } } } },
  });
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

async function replay(path: string, options: Partial<ReplayOptions> = {}): Promise<{ isGood: boolean; text: string }> {
  const { output, text } = keptOutput();
  const isGood = await runReplay(output, {
    paths: [`${fixtures}${path}`],
    to: `${product.url}/webhooks/whatsapp`,
    secret: product.appSecret,
    speed: null,
    times: 1,
    shuffleSeed: null,
    corrupts: false,
    isFresh: true,
    followPort: null,
    lingerMs: 0,
    ...options,
  });
  return { isGood, text: text() };
}

describe('replay', () => {
  test('plays a journey to its end: shows the chat, finds the button and the code in it, and sums up', async () => {
    const { isGood, text } = await replay('journeys/delete-en', { followPort, lingerMs: 4_000 });
    const places = [
      '  > DELETE',
      '[ Yes, delete ]',
      '> Yes, delete',
      '[oubli_code]',
      'The code is right.',
      '< Done.',
    ].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(text).toContain('3 posted: 3 × 200 accepted.');
    expect(isGood).toBe(true);
  });

  test.each([
    ['access-en', 'Your copy is ready', '3 posted'],
    ['part-es', 'Hecho, y lo comprobamos', '3 posted'],
    ['correct-fr', 'C’est transmis', '4 posted'],
    ['restrict-pt', 'Para pausar, escreva CONGELAR', '2 posted'],
    ['stop-start-ar', 'ابدأ', '2 posted'],
  ])('plays the journey of each right: %s', async (journey, last, sum) => {
    const { isGood, text } = await replay(`journeys/${journey}`, { followPort, lingerMs: 1_500 });
    expect(text).toContain(last);
    expect(text).toContain(sum);
    expect(isGood).toBe(true);
  });

  test('posts copies and spoiled payloads, and says that each got the answer it must', async () => {
    const { isGood, text } = await replay('messages/text-forwarded-often.json', { times: 3, corrupts: true });
    expect(text).toContain('5 posted: 1 × 401 unauthorised, 1 × 400 malformed, 1 × 200 accepted, 2 × 200 duplicate.');
    expect(text).toContain('Corrupted: 2 of 2 refused as they must be.');
    expect(isGood).toBe(true);
  });

  test('what was replayed before is a duplicate, unless its ids are made fresh', async () => {
    const path = 'messages/text-stop.json';
    expect((await replay(path, { isFresh: false })).text).toContain('1 × 200 accepted');
    expect((await replay(path, { isFresh: false })).text).toContain('1 × 200 duplicate');
    expect((await replay(path, { isFresh: true })).text).toContain('1 × 200 accepted');
  });

  test('fails when the server refuses, is not there, or takes what was spoiled', async () => {
    const path = 'messages/text-stop.json';
    const refused = await replay(path, { secret: 'another-secret-altogether' });
    expect(refused.text).toContain('1 × 401 unauthorised');
    const nobody = await replay(path, { to: `http://127.0.0.1:${await freePort()}/` });
    expect(nobody.text).toContain('no answer ECONNREFUSED');
    // The chat window says 200 to everything: a door that does is open.
    const window = await openChatWindow(0, () => undefined);
    const gullible = await replay(path, { to: window.url, corrupts: true });
    await window.close();
    expect(gullible.text).toContain('Corrupted: 0 of 2 refused');
    expect([refused, nobody, gullible].map(({ isGood }) => isGood)).toEqual([false, false, false]);
  });

  test('does not post a code that it has not seen, and says how to see it', async () => {
    const { isGood, text } = await replay('journeys/delete-fr/03-code.json');
    expect(text).toContain('1 not posted: no code was seen for them (see --follow).');
    expect(isGood).toBe(false);
  });

  test('tells when nothing reaches the chat window', async () => {
    const { text } = await replay('messages/text-emoji-only.json', { followPort: 0, to: `${product.url}/healthz` });
    expect(text).toContain('Nothing reached the chat window. Is GRAPH_API_BASE_URL http://127.0.0.1:');
  });
});
