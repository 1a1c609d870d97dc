import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { runRequestExtend } from '../../src/cli/request-extend.ts';
import { runRequestRefuse } from '../../src/cli/request-refuse.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { createExtensions } from '../../src/requests/extensions.ts';
import { createRefusals } from '../../src/requests/refusals.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { waitingIn } from '../requests/asking.ts';
import { keptOutput } from './run-cli.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let reference: string;
let requestId: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  waitingIn(world, 72);
  requestId = await world.verifiedRequest(world.tenant, await world.person(world.tenant, anaNames));
  await world.runnerOf().run(requestId);
  ({ reference } = await world.request(requestId));
});
afterAll(() => world.close());

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);
const operator = () => createRequestOperator({ ...world.parts, subjects: world.stores.subjects });
const { output, text } = keptOutput();

const extend = (reason: string) =>
  runRequestExtend(output, { operator: operator(), extensions: createExtensions(world.parts) }, reference, { reason });
const refuse = (ground: string, words: string | null = null) =>
  runRequestRefuse(
    output,
    {
      ...{ operator: operator(), refusals: createRefusals(world.parts) },
      tenants: { find: () => Promise.resolve(world.tenant) },
      askWords: () => Promise.resolve(words ?? ''),
    },
    // As somebody types it: lower case, with spaces.
    reference.toLowerCase().replaceAll('-', ' '),
    { ground, words: words !== null },
  );

describe('request extend', () => {
  test('takes two months more for the business, as the API does, and says until when', async () => {
    await extend('complex');
    const until = new Date(world.clock.time + 90 * dayMs).toISOString();
    expect((await world.request(requestId)).extension).toEqual({ until, because: 'complex' });
    expect(text()).toContain(`${reference} may take until ${until}.`);
    expect(await codeOf(extend('complex'))).toBe('request_extended');
  });

  test('takes a reason of the list, and nothing else', async () => {
    expect(await codeOf(extend('holidays'))).toBe('invalid');
    expect((await world.request(requestId)).extension).toBeNull();
  });
});

describe('request refuse', () => {
  test('refuses it with ground and words, and the person is told', async () => {
    await refuse('contract', ' Please come by. ');
    expect((await world.request(requestId)).state).toMatchObject({ name: 'refused', ground: 'contract' });
    expect(world.sent.map(({ message }) => (message.kind === 'text' ? message.body : ''))).toContainEqual(
      expect.stringMatching(/refused.*Please come by\.\W.*complain/s),
    );
    expect(text()).not.toContain('come by');
  });

  test('takes a ground of the list and words of a bounded length, and nothing else', async () => {
    for (const [ground, words] of [
      ['no', null],
      ['contract', ' '],
      ['contract', 'x'.repeat(501)],
    ] as const) {
      expect(await codeOf(refuse(ground, words))).toBe('invalid');
    }
    expect((await world.request(requestId)).state.name).toBe('waiting');
  });
});
