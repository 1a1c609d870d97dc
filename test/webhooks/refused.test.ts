import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { anaCard, type Door, openDoor, operatorSecrets, sign, text, webhook, outcomeOf } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => door.empty());
afterAll(() => door.close());

const count = async (): Promise<number> => (await door.rows()).length;
const deletion = webhook({ contacts: [anaCard], messages: [text('wamid.1')] });

describe('what is refused', () => {
  test('pitfall 2 and 3: forged, absent and malformed signatures are 401 and store nothing', async () => {
    for (const signature of [
      null,
      '',
      'sha256=',
      'sha256=00',
      `sha256=${'0'.repeat(64)}`,
      sign('other', operatorSecrets[0] ?? ''),
    ]) {
      expect((await door.post(deletion, { signature })).status).toBe(401);
    }
    expect((await door.post(deletion, { secret: 'guessed' })).status).toBe(401);
    expect(await count()).toBe(0);
  });

  test('pitfall 1: the bytes as Meta writes them verify, escapes and all', async () => {
    const raw = JSON.stringify(webhook({ messages: [text('wamid.1', { text: { body: 'EFFACER é ☺' } })] }))
      .replaceAll('é', '\\u00e9')
      .replaceAll('☺', '\\u263a');
    expect(outcomeOf(await door.post(raw))).toBe('accepted');
    expect(await door.events()).toMatchObject([{ content: { text: 'EFFACER é ☺' } }]);
  });

  test('the operator may rotate: the old secret is accepted beside the new one', async () => {
    expect((await door.post(deletion, { secret: operatorSecrets[1] ?? '' })).status).toBe(200);
  });

  test('what is no JSON object is 400', async () => {
    for (const body of ['', ' ', '{', 'null', '7', '"text"', '[]', Buffer.from([0xff, 0xfe, 0x00])]) {
      expect((await door.post(body)).status).toBe(400);
    }
  });

  test('deep or hostile JSON is 400, quickly', async () => {
    const deep = [
      `{"entry":${'['.repeat(1_500_000)}`,
      `${'['.repeat(100)}${']'.repeat(100)}`,
      `{"entry":${'{"a":'.repeat(300_000)}1`,
    ];
    for (const body of deep) {
      const start = performance.now();
      expect((await door.post(body)).status).toBe(400);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });

  test('brackets inside strings are not depth', async () => {
    const messages = [text('wamid.1', { text: { body: `\\"${'[{'.repeat(100)}` } })];
    expect(outcomeOf(await door.post(webhook({ messages })))).toBe('accepted');
  });

  test('__proto__ in a body is harmless', async () => {
    const raw = JSON.stringify(deletion).replace(
      '{"field"',
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"field"',
    );
    expect(outcomeOf(await door.post(raw))).toBe('accepted');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('pitfall 34: 3 MB pass, more is 413', async () => {
    const padded = (bytes: number): string => {
      const body = JSON.stringify({ ...deletion, padding: '' });
      return `${body.slice(0, -2)}${'x'.repeat(bytes - body.length)}"}`;
    };
    expect(outcomeOf(await door.post(padded(3 * 1024 * 1024)))).toBe('accepted');
    expect((await door.post(padded(3 * 1024 * 1024 + 1))).status).toBe(413);
  });
});
