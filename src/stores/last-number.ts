import { type Model } from 'mongoose';

import { type ConversationRow } from '../../models/conversation.ts';
import { type MessageRow } from '../../models/message.ts';
import { type Subject } from '../conversation/subjects.ts';

/** Finds to which of a business's numbers somebody wrote last: by their chats, else by the log of their messages. */
export function createLastNumber({
  conversations,
  messages,
}: {
  readonly conversations: Model<ConversationRow>;
  readonly messages: Model<MessageRow>;
}) {
  return async ({ tenantId, names }: Subject, numbers: readonly string[]): Promise<string | null> => {
    const theirs = { tenantId, names: { $in: [...names] }, phoneNumberId: { $in: [...numbers] } };
    const projection = { _id: 0, phoneNumberId: 1 };
    const chat = await conversations.collection.findOne(theirs, { sort: { lastInboundAt: -1 }, projection });
    const found =
      chat ?? (await messages.collection.findOne({ ...theirs, direction: 'in' }, { sort: { at: -1 }, projection }));
    const number: unknown = found?.['phoneNumberId'];
    return typeof number === 'string' ? number : null;
  };
}
