import { type Connection, type Model, type mongo } from 'mongoose';

import { defineArrival } from '../../models/arrival.ts';
import { defineAuditEntry } from '../../models/audit-entry.ts';
import { defineAuditNode } from '../../models/audit-node.ts';
import { defineAnswerCount } from '../../models/answer-count.ts';
import { defineBreakerHour } from '../../models/breaker-hour.ts';
import { defineContact } from '../../models/contact.ts';
import { defineConversation } from '../../models/conversation.ts';
import { defineCopyChunk } from '../../models/copy-chunk.ts';
import { defineCopy } from '../../models/copy.ts';
import { defineCorrection } from '../../models/correction.ts';
import { defineDayKey } from '../../models/day-key.ts';
import { defineDeepScan } from '../../models/deep-scan.ts';
import { defineErasureLedger } from '../../models/erasure-ledger.ts';
import { defineFarewell } from '../../models/farewell.ts';
import { defineInboxEvent, formerInboxIndexes } from '../../models/inbox-event.ts';
import { defineKeyState } from '../../models/key-state.ts';
import { defineLane } from '../../models/lane.ts';
import { defineLedgerState } from '../../models/ledger-state.ts';
import { defineMediaChunk } from '../../models/media-chunk.ts';
import { defineMediaFile } from '../../models/media-file.ts';
import { defineLoggedRequest } from '../../models/logged-request.ts';
import { defineMedia } from '../../models/media.ts';
import { defineMessageContent } from '../../models/message-content.ts';
import { defineMessage } from '../../models/message.ts';
import { defineNotice } from '../../models/notice.ts';
import { defineOptIn } from '../../models/opt-in.ts';
import { definePaidSend } from '../../models/paid-send.ts';
import { definePersonKey } from '../../models/person-key.ts';
import { defineReceipt } from '../../models/receipt.ts';
import { defineRelay } from '../../models/relay.ts';
import { defineRequest } from '../../models/request.ts';
import { defineReveal } from '../../models/reveal.ts';
import { defineSigningKey } from '../../models/signing-key.ts';
import { defineSubject } from '../../models/subject.ts';
import { defineSuppression } from '../../models/suppression.ts';
import { defineTemplateSend } from '../../models/template-send.ts';
import { defineTenantClosing } from '../../models/tenant-closing.ts';
import { defineTenant } from '../../models/tenant.ts';
import { defineTombstone } from '../../models/tombstone.ts';
import { defineVerification } from '../../models/verification.ts';
import { hasCode } from './has-code.ts';

/** Every collection there is, on one connection. The coverage test holds this against the register of erasers. */
export function openModels(connection: Connection) {
  return {
    arrival: defineArrival(connection),
    auditEntry: defineAuditEntry(connection),
    auditNode: defineAuditNode(connection),
    answerCount: defineAnswerCount(connection),
    breakerHour: defineBreakerHour(connection),
    contact: defineContact(connection),
    conversation: defineConversation(connection),
    copy: defineCopy(connection),
    copyChunk: defineCopyChunk(connection),
    correction: defineCorrection(connection),
    dayKey: defineDayKey(connection),
    deepScan: defineDeepScan(connection),
    erasureLedger: defineErasureLedger(connection),
    farewell: defineFarewell(connection),
    inboxEvent: defineInboxEvent(connection),
    keyState: defineKeyState(connection),
    lane: defineLane(connection),
    ledgerState: defineLedgerState(connection),
    loggedRequest: defineLoggedRequest(connection),
    media: defineMedia(connection),
    mediaChunk: defineMediaChunk(connection),
    mediaFile: defineMediaFile(connection),
    message: defineMessage(connection),
    messageContent: defineMessageContent(connection),
    notice: defineNotice(connection),
    optIn: defineOptIn(connection),
    paidSend: definePaidSend(connection),
    personKey: definePersonKey(connection),
    receipt: defineReceipt(connection),
    relay: defineRelay(connection),
    request: defineRequest(connection),
    reveal: defineReveal(connection),
    signingKey: defineSigningKey(connection),
    subject: defineSubject(connection),
    suppression: defineSuppression(connection),
    templateSend: defineTemplateSend(connection),
    tenant: defineTenant(connection),
    tenantClosing: defineTenantClosing(connection),
    tombstone: defineTombstone(connection),
    verification: defineVerification(connection),
  };
}

export type Models = ReturnType<typeof openModels>;

/**
 * Makes collections and indexes that are missing. Unique indexes carry guarantees (one person a name, one row an event), so
 * a process starts only once they stand. One command a collection: index by index takes twice as long.
 */
export async function ensureIndexes(models: Models): Promise<void> {
  await Promise.all(Object.values(models).map((model) => ensureIndexesOf(model as Model<unknown>)));
  await dropIndexes(models.inboxEvent, formerInboxIndexes);
}

/** Indexes of ours that an older version made and nothing uses any more: each is paid for with every row. Others are the operator's. */
async function dropIndexes(
  { collection }: Pick<Model<unknown>, 'collection'>,
  names: readonly string[],
): Promise<void> {
  const standing = await collection.indexes();
  for (const name of names) {
    if (!standing.some((one) => one.name === name)) continue;
    await collection.dropIndex(name).catch((error: unknown) => {
      // Another process that starts just now did it.
      if (!hasCode(error, indexNotFound)) throw error;
    });
  }
}

const indexNotFound = 27;

async function ensureIndexesOf({ schema, collection }: Model<unknown>): Promise<void> {
  const indexes = schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (indexes.length > 0) await collection.createIndexes(indexes);
}
