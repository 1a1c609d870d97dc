import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';
import { z } from 'zod';

import { checkClaim } from '../../src/proof/verify/claim.ts';
import { type ReceiptKey, readKeySet } from '../../src/proof/verify/key-set.ts';
import { nodePrimitives } from '../../src/proof/verify/node-primitives.ts';
import { refusals } from '../../src/proof/verify/verdict.ts';
import { checkPrevious, verifyReceipt } from '../../src/proof/verify/verify-receipt.ts';
import { vectorFiles } from '../support/receipts/vector-files.ts';
import { claimSecond, previousSecond, verifySecond } from './second-verifier.ts';

const folder = join(import.meta.dirname, '../fixtures/receipts');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const { vectors } = z
  .object({
    vectors: z.array(
      z.object({
        file: z.string(),
        code: z.string(),
        why: z.string(),
        previous: z.object({ file: z.string(), code: z.string() }).optional(),
        claims: z.array(z.object({ secret: z.string(), name: z.string(), code: z.string() })).default([]),
      }),
    ),
  })
  .parse(JSON.parse(read('index.json')));
const keySet = JSON.parse(read('keys.json')) as { keys: unknown[] };

let keys: readonly ReceiptKey[];
beforeAll(async () => {
  keys = (await readKeySet(keySet, nodePrimitives)) ?? [];
});
const verify = (text: string) => verifyReceipt(text, keys, nodePrimitives);

describe('each vector is called what it is', () => {
  test.each(vectors)('$file: $code, $why', async ({ file, code }) => {
    expect((await verify(read(file))).code).toBe(code);
  });

  test.each(vectors)('$file: the verifier written from docs/receipt.md agrees', ({ file, code }) => {
    expect(verifySecond(read(file), keySet)).toBe(code);
  });

  test('every reason to refuse has a vector, and says in words what was seen', async () => {
    expect(new Set(vectors.map(({ code }) => code))).toEqual(new Set([...refusals, 'valid']));
    for (const { file } of vectors) {
      const verdict = await verify(read(file));
      if (verdict.code !== 'valid') expect(verdict.why).toMatch(/^\S.{9,}$/s);
    }
  });

  test('the folder is what the script writes, and nothing else', () => {
    const made = vectorFiles();
    for (const { name, text } of made) expect([name, read(name)]).toEqual([name, text]);
    expect(readdirSync(folder).sort()).toEqual([...made.map(({ name }) => name), 'README.md'].sort());
  });
});

describe('claim and link', () => {
  const claims = vectors.flatMap(({ file, claims: typed }) => typed.map((claim, index) => ({ file, index, ...claim })));

  test.each(claims)('$file, claim $index: $code, by both verifiers', async ({ file, secret, name, code }) => {
    const verdict = await verify(read(file));
    if (verdict.code !== 'valid') throw new Error('A claim is made on a good receipt.');
    expect(await checkClaim(verdict.receipt, { secret, name }, nodePrimitives)).toBe(code);
    expect(claimSecond(read(file), secret, name)).toBe(code);
  });

  test.each(vectors.filter(({ previous }) => previous !== undefined))(
    '$file: $previous.code with $previous.file, by both verifiers',
    async ({ file, previous }) => {
      const verdict = await verify(read(file));
      if (verdict.code !== 'valid') throw new Error('A link is looked at in a good receipt.');
      const before = read(previous?.file ?? '');
      expect(await checkPrevious(verdict.receipt, before, nodePrimitives)).toBe(previous?.code);
      expect(previousSecond(read(file), before)).toBe(previous?.code);
    },
  );
});

describe('a good receipt', () => {
  test('is refused by both verifiers with any one bit changed', async () => {
    const good = Buffer.from(read('live.jws'));
    const bit = fc.nat({ max: good.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(bit, async (at) => {
        const changed = Buffer.from(good);
        changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
        const text = changed.toString('utf8');
        expect((await verify(text)).code).not.toBe('valid');
        expect(verifySecond(text, keySet)).not.toBe('valid');
      }),
      { numRuns: 2_000 },
    );
  });

  test('is refused without keys, and whatever else is given is answered and never thrown at', async () => {
    expect(await verifyReceipt(read('live.jws'), [], nodePrimitives)).toMatchObject({ code: 'key_unknown' });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect((await verify(text)).code).toBe('malformed');
      }),
    );
    const deep = Buffer.from('['.repeat(90_000) + ']'.repeat(90_000)).toString('base64url');
    expect(await verify(`${deep}.${deep}.`)).toMatchObject({ code: 'malformed' });
  });
});
