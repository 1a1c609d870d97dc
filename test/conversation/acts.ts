import { type Conversation } from '../../src/conversation/conversation.ts';
import { type openStage, tenantOf } from './stage.ts';

/** What tests of performing do and look at, on a stage. */
export function actsOn(stage: ReturnType<typeof openStage>) {
  return {
    askedFor: (what: string) => stage().asked.filter((one) => one.what === what),
    templatesSent: () => stage().sent.filter(({ message }) => message.kind === 'template'),
    /** Steps with a message; nothing is performed yet. */
    heard: async (words: string): Promise<Conversation> => {
      const event = stage().message(words);
      const order = { tenant: tenantOf(), names: event.names, event, eventId: event.messageId, lane: 'lane-1' };
      const chat = await stage().talk.hear(order);
      if (chat === null) throw new Error('nothing came of it');
      return chat;
    },
    /** Another process takes up what is due. */
    performAgain: async (): Promise<Conversation | null> => {
      const { performer } = stage().rebuilt();
      const [due] = await stage().stores.conversations.dueInLane('lane-1', stage().stores.clock.now());
      return due === undefined ? null : performer.performDue(tenantOf(), due);
    },
  };
}
