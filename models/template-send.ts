import { type Connection, type Model, Schema } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/** That a person was sent an approved template: which, when, and what became of it. Its parameters are not kept. Kept until erased. */
export interface TemplateSendRow extends PersonBound {
  _id: string;
  /** `BlindIndex.message` of the message it went out as. */
  messageHash: string;
  templateName: string;
  /** As the template is called; unknown for sends that did not say. */
  language?: string;
  at: Date;
  /** As in `messages`: it only grows. */
  statusRank: number;
}

const schema = new Schema<TemplateSendRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    messageHash: { type: String, required: true },
    templateName: { type: String, required: true },
    language: { type: String },
    at: { type: Date, required: true },
    statusRank: { type: Number, required: true },
  },
  { strict: 'throw', collection: 'template_sends', versionKey: false },
);
schema.index({ tenantId: 1, messageHash: 1 }, { unique: true });
indexPersonBound(schema);

/** Defines the collection `template_sends` on a connection. */
export function defineTemplateSend(connection: Connection): Model<TemplateSendRow> {
  return connection.model<TemplateSendRow>('TemplateSend', schema);
}
