import { type Conversation, type Conversations } from '../conversation/conversation.ts';
import { parkedUntilHeard } from '../conversation/next-due.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type RequestRecord } from './request-record.ts';

/** Times it is put into a chat that somebody else moves meanwhile. */
const maxTries = 5;

/**
 * Has a request looked at as soon as its person writes. It stands in their chat, which is all that hears them, and goes with it; with
 * the request it goes as well (`ForgetNews`). Without a chat nothing is there to hear them: the request's own date remains.
 */
export type AwaitPerson = (request: Pick<RequestRecord, 'requestId' | 'person' | 'phoneNumberId'>) => Promise<void>;

/** Under the person's lanes: what they write meanwhile is handled afterwards. */
export function createAwaitPerson(parts: {
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly conversations: Pick<Conversations, 'find' | 'save'>;
}): AwaitPerson {
  const { subjects, conversations } = parts;
  return async ({ requestId, person, phoneNumberId }) => {
    const subject = person === null ? null : await subjects.byId(person.subjectId);
    const id = `${requestId}.heard`;
    const effect = { kind: 'hand-copy', requestId } as const;
    const pending = { id, effect, candidate: null, dueAt: parkedUntilHeard, attempts: 0 };
    for (let tries = 0; tries < maxTries && subject !== null; tries += 1) {
      const chat: Conversation | null = await conversations.find(subject, phoneNumberId);
      if (chat === null || chat.outbox.some((one) => one.id === id)) return;
      if (await conversations.save({ ...chat, outbox: [...chat.outbox, pending] })) return;
    }
  };
}
