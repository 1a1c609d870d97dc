import { type Model } from 'mongoose';

import { type ConversationRow } from '../../models/conversation.ts';
import { type MessageRow } from '../../models/message.ts';
import { type LastNumber } from '../requests/number-of.ts';

/** Finds to which of a business's numbers somebody wrote last: by their chats, else by the log of their messages. */
export function createLastNumber({
  conversations,
  messages,
}: {
  readonly conversations: Model<ConversationRow>;
  readonly messages: Model<MessageRow>;
}): LastNumber {
  return async ({ tenantId, names }, numbers) => {
    const theirs = { tenantId, names: { $in: [...names] }, phoneNumberId: { $in: [...numbers] } };
    const projection = { _id: 0, phoneNumberId: 1 };
    const chat = await conversations.collection.findOne(theirs, { sort: { lastInboundAt: -1 }, projection });
    const found =
      chat ?? (await messages.collection.findOne({ ...theirs, direction: 'in' }, { sort: { at: -1 }, projection }));
    const number: unknown = found?.['phoneNumberId'];
    return typeof number === 'string' ? number : null;
  };
}
