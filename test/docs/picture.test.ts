import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { heroOf } from '../../scripts/play/conversation.ts';
import { connectRedis } from '../../src/queue/connect-redis.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { claimSecond, verifySecond } from '../proof/second-verifier.ts';
import { testDatabase } from '../support/database.ts';
import { type OwnMongod, type OwnRedis, startOwnMongod, startOwnRedis } from '../support/product/own-servers.ts';
import { serversOf, startProduct } from '../support/product/product.ts';
import { codeBlocksOf, pageAt, read } from './pages.ts';
import { type Demo, startDemo } from './start-demo.ts';

const { phone: demoPhone } = heroOf('en');

/** What differs from run to run: each is named by its place of first appearance, so that the same one stays the same. */
const varying = [
  { name: 'REFERENCE', pattern: /ER(?:-[0-9A-Z]{4}){3}/g },
  { name: 'ADDRESS', pattern: /https?:\/\/[^/\s]+(?=\/r\/)/g },
  { name: 'SECRET', pattern: /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}-[0-9A-Z]{6}/g },
  { name: 'CODE', pattern: /(?<![0-9A-Z-])[0-9]{6}(?![0-9A-Z-])/g },
  { name: 'DAY', pattern: /[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}/g },
];

/** Each message of a printed chat, its side first. Where a line is broken depends on the day in it, so breaks are not compared. */
function messagesIn(chat: string): readonly string[] {
  const words = chat
    .split(/\n\s*(?=[◀▶] )/)
    .map((message) => message.replaceAll(/\s+/g, ' ').trim())
    .filter((message) => message !== '')
    .join('\n');
  return varying.reduce((text, { name, pattern }) => nameEach(text, name, pattern), words).split('\n');
}

function nameEach(text: string, name: string, pattern: RegExp): string {
  const seen: string[] = [];
  return text.replaceAll(pattern, (found) => {
    if (!seen.includes(found)) seen.push(found);
    return `${name}-${seen.indexOf(found) + 1}`;
  });
}

describe('the demo', () => {
  let mongod: OwnMongod;
  let redis: OwnRedis;
  let demo: Demo;
  /** As somebody has them who exported the addresses of their own servers, with a database of theirs. */
  const start = (): Promise<Demo> => startDemo([], { MONGODB_URI: mongod.uri, REDIS_URL: redis.url });
  beforeAll(async () => {
    [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis({ isKept: false })]);
    demo = await start();
  }, 120_000);
  afterAll(() => Promise.all([mongod.close(), redis.close()]));

  test('is what ./scripts/demo starts', () => {
    expect(read('scripts/demo')).toContain('exec node --import tsx scripts/play/main.ts "$@"');
  });

  test('leaves a receipt that a verifier of somebody else calls valid, and that its secret alone claims', () => {
    const [, file = '', keys = ''] = /npm run oubli -- verify (\S+) --keys (\S+)/.exec(demo.printed) ?? [];
    const receipt = read(file).trim();
    expect(verifySecond(receipt, JSON.parse(read(keys)) as Parameters<typeof verifySecond>[1])).toBe('valid');
    const [secret = ''] = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}-[0-9A-Z]{6}/.exec(demo.printed) ?? [];
    expect(claimSecond(receipt, secret, demoPhone)).toBe('claim_matches');
    expect(claimSecond(receipt, secret, '16505550177')).toBe('claim_wrong');
  });

  test('ends with every claim true, and exit code 0', () => {
    expect(demo.printed).toContain('✔ every store was scanned and nothing is left but what is kept');
    expect(demo.printed).not.toContain('NOT TRUE');
    expect(demo.code).toBe(0);
  });

  test('leaves nothing on servers that the environment names, so that it can be played again', async () => {
    expect((await start()).code).toBe(0);
    const connection = await connectMongo(mongod.uri);
    const databases = await connection.getClient().db().admin().listDatabases({ nameOnly: true });
    await connection.close();
    expect(databases.databases.map(({ name }) => name).sort()).toEqual(['admin', 'config', 'local']);
    const client = await connectRedis(redis.url);
    const keys = await client.dbsize();
    client.disconnect();
    expect(keys).toBe(0);
  }, 120_000);

  test('ends within seconds, and says so, when a server that the environment names does not answer', async () => {
    for (const args of [[], ['--person', 'bsuid-only']]) {
      const { code, printed } = await startDemo(args, { MONGODB_URI: 'mongodb://127.0.0.1:1', REDIS_URL: redis.url });
      expect(printed).toContain('MongoDB could not be reached at MONGODB_URI');
      expect(code).toBe(1);
    }
  }, 40_000);

  test('keeps no port open when the product cannot start: it would never end', async () => {
    let graphUrl = '';
    const database = await testDatabase();
    const started = startProduct(serversOf(database), {
      graphUrl: ({ url }) => (graphUrl = url),
      environment: { KEY_FILE: '/proc/nobody-may-write-here/epoch-keys.json' },
    });
    await expect(started).rejects.toThrow();
    expect(graphUrl).toMatch(/^http:/);
    await expect(fetch(graphUrl)).rejects.toThrow();
    await database.giveBack();
  });

  test("prints the README's conversation", () => {
    const [, printed = ''] = /\nThe conversation\n([\s\S]*?)\nWhat was erased/.exec(demo.printed) ?? [];
    const [picture] = codeBlocksOf(pageAt('README.md')).filter(({ code }) => code.includes('▶ DELETE'));
    expect(messagesIn(picture?.code ?? '')).toEqual(messagesIn(printed));
    expect(messagesIn(printed).length).toBeGreaterThan(7);
  });
});
