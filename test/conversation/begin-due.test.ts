import { describe, expect, test } from '../support/jest.ts';

import { type Conversation } from '../../src/conversation/conversation.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { openStage, tenantOf } from './stage.ts';

const stage = openStage();

/** Another process takes up what is due. */
async function performAgain(): Promise<Conversation | null> {
  const [due] = await stage().stores.conversations.dueInLane('lane-1', stage().stores.clock.now());
  return due === undefined ? null : stage().rebuilt().performer.performDue(tenantOf(), due);
}

describe('the first effect of an event', () => {
  test('is claimed with its step: who stepped performs it, and after their crash another does, once', async () => {
    const event = stage().message('DELETE');
    const order = { tenant: tenantOf(), names: event.names, event, eventId: event.messageId, lane: 'lane-1' };
    const heardIt = await stage().talk.hearAndBegin(order);
    expect(heardIt?.begun).toMatchObject({ attempts: 1, dueAt: startOfTest + 60_000 });
    expect((await stage().chat())?.outbox).toEqual([heardIt?.begun]);
    expect(await performAgain()).toBeNull();
    stage().pass(60_000);
    await performAgain();
    expect(stage().sent).toHaveLength(1);
    if (heardIt === null) throw new Error('nothing came of it');
    await stage().performer.performDue(tenantOf(), heardIt.conversation);
    expect(stage().sent).toHaveLength(1);
  });
});
