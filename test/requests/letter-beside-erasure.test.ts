import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { dayInWords } from '../../flows/phrasing.ts';
import { initialConversation } from '../../flows/step.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Right } from '../../src/domain/request.ts';
import { createLoggedRequests } from '../../src/requests/logged-requests.ts';
import { createLoggedRequestStore } from '../../src/stores/logged-requests.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';

const dayMs = 86_400_000;
const phoneNumberId = '222000222000222';

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  await world.stores.conversations.save({
    ...{ conversationId: 'chat-1', subject: ana, phoneNumberId, lane: 'lane-1', version: 0 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [] },
    lastInboundAt: world.clock.time - 3_600_000,
  });
});
afterAll(() => world.close());

/** The staff notes what came yesterday. */
async function note(right: Right): Promise<void> {
  const { subjects, conversations, lastNumber, requests, models } = world.stores;
  const store = createLoggedRequestStore({ model: models.loggedRequest });
  const book = createLoggedRequests({ ...world.parts, subjects, conversations, lastNumber, requests, store });
  const receivedAt = toInstant(world.clock.time - dayMs);
  await book.log(world.tenant, { identifiers: anaNames, right, channel: 'letter', receivedAt });
}
const waiting = async () => (await world.stores.conversations.find(ana, phoneNumberId))?.outbox ?? [];

describe('a letter of somebody', () => {
  test.each(['erasure', 'access'] as const)(
    'that asks for %s, while an erasure without a code waits out its week, says the day and CANCEL: doing nothing lets it begin',
    async (right) => {
      const requestId = await world.openRequest(world.tenant, ana);
      const starts = await world.desk.noCode(requestId, 'budget', null);
      await note(right);
      const body = JSON.stringify((await waiting()).at(-1)?.effect);
      expect(body).toMatch(/got a request in your name on/);
      expect(body).toContain(`will be deleted on ${dayInWords('en', starts ?? toInstant(0))}`);
      expect(body).toContain('CANCEL');
      expect(body).toContain((await world.request(requestId)).reference);
      expect(body).not.toMatch(/do nothing|nothing is deleted/);
      // By template as well.
      world.tenants.set('tenant-first', { ...world.tenant, templates: { notice: 'oubli_news' } });
      world.clock.time += 2 * dayMs;
      const other = right === 'erasure' ? 'access' : 'erasure';
      await note(other);
      const template = JSON.stringify(world.sent.at(-1)?.message);
      expect(template).toMatch(/will be deleted on .*CANCEL/);
      expect(template).not.toContain('do nothing');
    },
  );

  test('that comes while an erasure waits for its code says how to confirm: without the code it ends by itself', async () => {
    await world.desk.codeSent(await world.openRequest(world.tenant, ana), 'template');
    await note('erasure');
    expect(JSON.stringify((await waiting()).at(-1)?.effect)).toMatch(/Write DELETE here/);
  });
});
