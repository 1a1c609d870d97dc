import { type Connection, type Model } from 'mongoose';

import { defineContact } from '../../models/contact.ts';
import { defineConversation } from '../../models/conversation.ts';
import { defineDayKey } from '../../models/day-key.ts';
import { defineErasureLedger } from '../../models/erasure-ledger.ts';
import { defineFarewell } from '../../models/farewell.ts';
import { defineInboxEvent } from '../../models/inbox-event.ts';
import { defineLane } from '../../models/lane.ts';
import { defineLedgerState } from '../../models/ledger-state.ts';
import { defineMediaChunk } from '../../models/media-chunk.ts';
import { defineMediaFile } from '../../models/media-file.ts';
import { defineMedia } from '../../models/media.ts';
import { defineMessageContent } from '../../models/message-content.ts';
import { defineMessage } from '../../models/message.ts';
import { defineNotice } from '../../models/notice.ts';
import { defineOptIn } from '../../models/opt-in.ts';
import { definePersonKey } from '../../models/person-key.ts';
import { defineRequest } from '../../models/request.ts';
import { defineReveal } from '../../models/reveal.ts';
import { defineSubject } from '../../models/subject.ts';
import { defineTemplateSend } from '../../models/template-send.ts';
import { defineTenant } from '../../models/tenant.ts';
import { defineVerification } from '../../models/verification.ts';

/** Every collection there is, on one connection. The coverage test holds this against the register of erasers. */
export function openModels(connection: Connection) {
  return {
    contact: defineContact(connection),
    conversation: defineConversation(connection),
    dayKey: defineDayKey(connection),
    erasureLedger: defineErasureLedger(connection),
    farewell: defineFarewell(connection),
    inboxEvent: defineInboxEvent(connection),
    lane: defineLane(connection),
    ledgerState: defineLedgerState(connection),
    media: defineMedia(connection),
    mediaChunk: defineMediaChunk(connection),
    mediaFile: defineMediaFile(connection),
    message: defineMessage(connection),
    messageContent: defineMessageContent(connection),
    notice: defineNotice(connection),
    optIn: defineOptIn(connection),
    personKey: definePersonKey(connection),
    request: defineRequest(connection),
    reveal: defineReveal(connection),
    subject: defineSubject(connection),
    templateSend: defineTemplateSend(connection),
    tenant: defineTenant(connection),
    verification: defineVerification(connection),
  };
}

export type Models = ReturnType<typeof openModels>;

/**
 * Makes collections and indexes that are missing. Unique indexes carry guarantees (one person a name, one row an event), so
 * a process starts only once they stand.
 */
export async function ensureIndexes(models: Models): Promise<void> {
  await Promise.all(Object.values(models).map((model) => (model as Model<unknown>).createIndexes()));
}
