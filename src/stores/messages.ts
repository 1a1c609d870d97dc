import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type MessageRow } from '../../models/message.ts';
import { type MessageContentRow } from '../../models/message-content.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { sealJson } from '../keys/seal.ts';
import { type MessageOf, type Messages, statusRanks } from '../messaging/records.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept, sealPlace, statusUpdate } from './messaging-log-fields.ts';

interface MessageStoreParts {
  readonly model: Model<MessageRow>;
  readonly contentModel: Model<MessageContentRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
}

/** Keeps the message log in MongoDB: entries without words, and words apart, sealed, with an end. */
export function createMessageStore(parts: MessageStoreParts): Messages {
  const one = oneOf(parts.blindIndex);
  return {
    ...createEntries(parts),
    ...createContents(parts),
    async remove(message) {
      // The words first: if this is cut off, the entry is still there to be removed again.
      await parts.contentModel.deleteOne(one(message));
      await parts.model.deleteOne(one(message));
    },
  };
}

/** The person stands in every filter: nobody changes what another person wrote, whatever id they name. */
function oneOf(blindIndex: BlindIndex) {
  return ({ subject: { tenantId, subjectId }, messageId }: MessageOf) => ({
    tenantId,
    messageHash: blindIndex.message(tenantId, messageId),
    subjectId,
    ...isNotKept,
  });
}

function createEntries({ model, blindIndex }: MessageStoreParts): Pick<Messages, 'add' | 'moveStatus'> {
  const entries = model.collection;
  return {
    async add({ subject, messageId, direction, origin, type, phoneNumberId, at }) {
      const { tenantId } = subject;
      const _id = randomUUID();
      const messageHash = blindIndex.message(tenantId, messageId);
      const row: MessageRow = {
        _id,
        ...boundTo(subject),
        messageHash,
        direction,
        origin,
        type,
        phoneNumberId,
        at: new Date(at),
        ...(direction === 'out' ? { statusRank: statusRanks.accepted } : {}),
      };
      try {
        await entries.insertOne(row as never);
        return _id;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const standing = await entries.findOne({ tenantId, messageHash }, { projection: { _id: 1 } });
        return standing === null ? _id : String(standing._id);
      }
    },
    async moveStatus(tenantId, event) {
      const { messageId, status, at, errorCodes } = event;
      const row = await entries.findOneAndUpdate(
        { tenantId, messageHash: blindIndex.message(tenantId, messageId), direction: 'out', ...isNotKept },
        {
          ...statusUpdate(event),
          $min: { [`statusAt.${status}`]: new Date(at) },
          ...(errorCodes.length === 0 ? {} : { $addToSet: { errorCodes: { $each: [...errorCodes] } } }),
        },
        { projection: { type: 1 } },
      );
      return row === null ? null : String(row['type']);
    },
  };
}

function createContents(parts: MessageStoreParts): Pick<Messages, 'addContent' | 'editContent'> {
  const { contentModel, blindIndex, personKeys } = parts;
  const contents = contentModel.collection;
  const one = oneOf(blindIndex);
  /** `null` once the person's key is destroyed: then there is nobody left to keep words of. */
  const seal = async ({ subject }: MessageOf, text: string): Promise<Buffer | null> => {
    const personKey = await personKeys.open(subject.keyId, subject.held);
    return personKey === null ? null : sealJson(personKey.key, { text }, sealPlace(subject, 'message_contents'));
  };
  return {
    async addContent(message, { text, at, expiresAt }) {
      const sealed = await seal(message, text);
      if (sealed === null) return;
      const { subject, messageId } = message;
      const row: MessageContentRow = {
        _id: randomUUID(),
        ...boundTo(subject),
        messageHash: blindIndex.message(subject.tenantId, messageId),
        at: new Date(at),
        sealed,
        expiresAt,
      };
      await contents.insertOne(row as never).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },
    async editContent(message, text) {
      const sealed = text === null ? null : await seal(message, text);
      if (sealed === null) await contents.deleteOne(one(message));
      else await contents.updateOne(one(message), { $set: { sealed } });
    },
  };
}
