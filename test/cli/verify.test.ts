import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { askLines } from '../../src/cli/ask-lines.ts';
import { runVerify, type VerifyOptions } from '../../src/cli/verify.ts';
import { claimedPhone, claimSecret, liveBody } from '../support/receipts/sample.ts';
import { placeInLog, signReceipt } from '../support/receipts/signer.ts';
import { signer, vectorKeys } from '../support/receipts/vectors.ts';
import { keptOutput, runCli } from './run-cli.ts';

const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/receipts', name);
const keys = fixture('keys.json');

/** Whose receipts these are: a provider on this machine. */
let provider: Server;
let origin: string;
let routes: Record<string, (response: ServerResponse) => void>;
let asked: string[];
let receipt: string;

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked.push(request.url ?? '');
    const route = routes[request.url ?? ''];
    if (route === undefined) response.writeHead(404).end();
    else route(response);
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const body = { ...liveBody, iss: origin };
  receipt = signReceipt(signer, { ...body, log: placeInLog(body, 3, 9) });
});
afterAll(() => void provider.close());
beforeEach(() => {
  asked = [];
  routes = {
    '/.well-known/jwks.json': (response) => response.end(JSON.stringify(vectorKeys)),
    [`/r/${liveBody.reference}/receipt.jws`]: (response) => response.end(receipt),
  };
});

async function verify(source: string, options: Partial<VerifyOptions> = {}, answers: readonly string[] = []) {
  const { output, text } = keptOutput();
  const ask = (): Promise<readonly string[]> => Promise.resolve(answers);
  const exit = await runVerify(output, { source, keys: null, previous: null, isClaimed: false, ask, ...options });
  return { exit, text: text() };
}

function written(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'oubli receipt ')), 'receipt.jws');
  writeFileSync(path, text);
  return path;
}

describe('oubli verify, as a process without environment', () => {
  test('says what a good receipt says, takes claim and number from the terminal, and exits 0', async () => {
    const run = await runCli(
      ['verify', fixture('live.jws'), '--keys', keys, '--claim'],
      {},
      `${claimSecret}\n+1 650-555-0100\n`,
    );
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('VALID (valid)');
    expect(run.out).toContain('Made-Up Plants');
    expect(run.out).toContain('(claim_matches)');
    expect(run.out).not.toContain(claimedPhone);
  });

  test('says of a bad one why, and exits 1', async () => {
    const run = await runCli(['verify', fixture('payload-bit.jws'), '--keys', keys]);
    expect(run).toMatchObject({ code: 1, err: '' });
    expect(run.out).toContain('NOT VALID (signature_wrong). The signature is wrong');
  });

  test('exits 2 where nothing could be checked, with a sentence and no stack', async () => {
    const run = await runCli(['verify', 'no-such-file.jws']);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toBe('Not checked: There is no such file: no-such-file.jws\n');
  });
});

describe('keys', () => {
  test('are those of the provider that the receipt names, and it is said whose', async () => {
    const { exit, text } = await verify(written(receipt));
    expect({ exit, asked }).toEqual({ exit: 0, asked: ['/.well-known/jwks.json'] });
    expect(text).toContain(`${origin}/.well-known/jwks.json, which the receipt itself names`);
  });

  test('are asked of nobody for what is refused whatever the keys are', async () => {
    const { exit, text } = await verify(written(`${receipt}.more`));
    expect({ exit, asked }).toEqual({ exit: 1, asked: [] });
    expect(text).toContain('NOT VALID (malformed)');
  });

  test('that are given are the only ones', async () => {
    const other = written(JSON.stringify({ keys: [] }));
    const { exit, text } = await verify(written(receipt), { keys: other });
    expect({ exit, asked }).toEqual({ exit: 1, asked: [] });
    expect(text).toContain(`NOT VALID (key_unknown)`);
    expect(text).toContain(signer.jwk.kid);
  });

  test.each([
    ['away', (response: ServerResponse) => void response.destroy()],
    ['answered with an error', (response: ServerResponse) => response.writeHead(503).end()],
    ['no key set', (response: ServerResponse) => response.end('<!doctype html>')],
    ['without end', (response: ServerResponse) => response.end(' '.repeat(1_100_000))],
    ['elsewhere', (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.2:9/keys' }).end()],
    [
      'in a circle',
      (response: ServerResponse) => response.writeHead(302, { location: '/.well-known/jwks.json' }).end(),
    ],
  ])('%s: not checked, exit 2', async (_what, route) => {
    routes['/.well-known/jwks.json'] = route;
    const { exit, text } = await verify(written(receipt));
    expect(exit).toBe(2);
    expect(text).toMatch(/^Not checked: /);
    expect(text).not.toContain('VALID');
  });

  test('are not asked for over plain http, nor at an address with a password', async () => {
    for (const address of [
      'http://oubli.example/keys',
      'ftp://127.0.0.1/keys',
      `${origin.replace('//', '//a:b@')}/keys`,
    ]) {
      const { exit, text } = await verify(written(receipt), { keys: address });
      expect(exit).toBe(2);
      expect(text).not.toContain('a:b');
    }
    expect(asked).toEqual([]);
  });

  test('a redirect within the same place is followed', async () => {
    routes['/.well-known/jwks.json'] = (response) => response.writeHead(308, { location: '/keys' }).end();
    routes['/keys'] = (response) => response.end(JSON.stringify(vectorKeys));
    expect((await verify(written(receipt))).exit).toBe(0);
  });
});

describe('what else is asked', () => {
  test('the link that a person was sent leads to the receipt', async () => {
    for (const link of [`${origin}/r/${liveBody.reference}`, `${origin}/r/${liveBody.reference}/`]) {
      expect((await verify(link)).exit).toBe(0);
    }
    expect(asked[0]).toBe(`/r/${liveBody.reference}/receipt.jws`);
  });

  test.each([
    { answers: [claimSecret.toLowerCase(), '0016505550100'], code: 'claim_matches', exit: 0 },
    { answers: [claimSecret, '16505550199'], code: 'claim_wrong', exit: 1 },
    { answers: ['', ''], code: 'claim_wrong', exit: 1 },
  ])('a claim is answered $code, exit $exit, and not repeated', async ({ answers, code, exit }) => {
    const said = await verify(fixture('live.jws'), { keys, isClaimed: true }, answers);
    expect(said.exit).toBe(exit);
    expect(said.text).toContain(`(${code})`);
    for (const answer of answers.filter((one) => one !== '')) expect(said.text).not.toContain(answer);
  });

  test('a final receipt with its first is linked, and with another it is not', async () => {
    const right = await verify(fixture('final.jws'), { keys, previous: fixture('live.jws') });
    const wrong = await verify(fixture('final.jws'), { keys, previous: fixture('live-retired-key.jws') });
    expect([right.exit, wrong.exit]).toEqual([0, 1]);
    expect(right.text).toContain('(prev_matches)');
    expect(wrong.text).toContain('(prev_wrong)');
  });

  test('questions are shown on a terminal only, and a missing answer is empty', async () => {
    const [piped, shown] = [new PassThrough(), new PassThrough()];
    piped.end('first\n');
    expect(await askLines(['One? ', 'Two? '], piped, shown)).toEqual(['first', '']);
    expect(shown.read()).toBeNull();
    const terminal = Object.assign(new PassThrough(), { isTTY: true });
    terminal.end('a\nb\nc\n');
    expect(await askLines(['One? ', 'Two? '], terminal, shown)).toEqual(['a', 'b']);
    expect(String(shown.read())).toBe('One? Two? ');
  });
});
