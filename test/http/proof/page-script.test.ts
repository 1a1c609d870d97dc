import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';

import { describe, expect, test } from '../../support/jest.ts';

import { bundleFile, bundlePageScript } from '../../../scripts/verify-page/bundle.ts';
import { pageScript } from '../../../src/http/proof/page-script.ts';
import { type Verdict } from '../../../src/proof/verify/verdict.ts';
import { makeVectors, vectorKeys } from '../../support/receipts/vectors.ts';

/** What the page's script finds of a browser when there is no page: a realm with WebCrypto and nothing of Node. */
function check(crypto: object): (receipt: string, keySet: string) => Promise<Verdict | null> {
  const realm = createContext({ crypto, TextEncoder, TextDecoder });
  runInContext(pageScript, realm);
  return runInContext('oubli.check', realm) as ReturnType<typeof check>;
}

describe('the script of /verify', () => {
  test('is the bundle of its sources: `npm run build:verify-page` was not forgotten', async () => {
    expect(readFileSync(bundleFile, 'utf8')).toBe(await bundlePageScript());
  });

  test('in a bare JavaScript realm with WebCrypto (the floor where no browser is): calls every vector what it is', async () => {
    const here = check({ subtle: webcrypto.subtle });
    for (const { file, text, code } of makeVectors()) {
      expect([file, await here(text, JSON.stringify(vectorKeys))]).toMatchObject([file, { code }]);
    }
    expect(await here('nonsense', 'nonsense')).toMatchObject({ code: 'malformed' });
  });

  test('says nothing where signatures cannot be checked, or where anything passes for one', async () => {
    const { subtle } = webcrypto;
    const [vector] = makeVectors();
    const text = vector?.text ?? '';
    const everything = {
      importKey: () => Promise.resolve({}),
      verify: () => Promise.resolve(true),
      digest: subtle.digest.bind(subtle),
    };
    for (const crypto of [
      {},
      { subtle: { importKey: () => Promise.reject(new Error('no')) } },
      { subtle: everything },
    ]) {
      expect(await check(crypto)(text, JSON.stringify(vectorKeys))).toBeNull();
    }
  });
});
