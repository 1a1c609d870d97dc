import { expect, test } from '../support/jest.ts';

import { commitTo, makeClaimSecret } from '../../src/proof/claim.ts';
import { checkClaim } from '../../src/proof/verify/claim.ts';
import { nodePrimitives } from '../../src/proof/verify/node-primitives.ts';

const secret = makeClaimSecret();

test.each([
  ['Brazil', '551187654321', '5511987654321'],
  ['Mexico', '5215512345678', '525512345678'],
  ['Argentina', '541155556666', '5491155556666'],
  ['anywhere else', '447700900123', '447700900123'],
])('a receipt is claimed with the number however it is written: %s', async (_where, stored, typed) => {
  const commit = commitTo(secret, [{ kind: 'phone', value: stored }]);
  for (const name of [stored, typed]) {
    expect(await checkClaim({ commit }, { secret, name }, nodePrimitives)).toBe('claim_matches');
  }
  expect(await checkClaim({ commit }, { secret, name: '16505550100' }, nodePrimitives)).toBe('claim_wrong');
});
