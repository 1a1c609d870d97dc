import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type TemplateSendRow } from '../../models/template-send.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { statusRanks, type TemplateSends } from '../messaging/records.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept, statusUpdate } from './messaging-log-fields.ts';

/** Keeps sends of templates in MongoDB. */
export function createTemplateSendStore({
  model,
  blindIndex,
}: {
  readonly model: Model<TemplateSendRow>;
  readonly blindIndex: BlindIndex;
}): TemplateSends {
  const rows = model.collection;
  return {
    async add({ subject, messageId, templateName, language, at }) {
      const row: TemplateSendRow = {
        _id: randomUUID(),
        ...boundTo(subject),
        messageHash: blindIndex.message(subject.tenantId, messageId),
        templateName,
        ...(language === null ? {} : { language }),
        at: new Date(at),
        statusRank: statusRanks.accepted,
      };
      await rows.insertOne(row as never).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },
    async moveStatus(tenantId, event) {
      const messageHash = blindIndex.message(tenantId, event.messageId);
      await rows.updateOne({ tenantId, messageHash, ...isNotKept }, statusUpdate(event));
    },
    async remove({ subject, messageId }) {
      const { tenantId, subjectId } = subject;
      await rows.deleteOne({ tenantId, messageHash: blindIndex.message(tenantId, messageId), subjectId, ...isNotKept });
    },
  };
}
