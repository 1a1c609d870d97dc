import { type MessageContent } from '../domain/inbound.ts';
import { type Clock } from '../domain/instant.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { contentExpiry, typeOf, wordsOf } from './keep-content.ts';
import { type MediaStore } from './media-store.ts';
import { type MessageOf, type MessageRecord, type Messages, type TemplateSends } from './records.ts';

export interface MessageLogParts {
  readonly messages: Messages;
  readonly templateSends: TemplateSends;
  readonly media: MediaStore;
  readonly clock: Clock;
}

/** Logs a message, and what it said where the business keeps that. All writes at once: each is idempotent by itself. */
export async function logMessage(
  { messages, media, clock }: MessageLogParts,
  tenant: Tenant,
  record: Omit<MessageRecord, 'type'>,
  content: MessageContent,
): Promise<void> {
  const now = clock.now();
  const { subject, messageId, phoneNumberId, at } = record;
  const expiresAt = contentExpiry(tenant, at, now);
  const text = wordsOf(content);
  const writes: Promise<unknown>[] = [messages.add({ ...record, type: typeOf(content) })];
  if (expiresAt !== null && text !== null) {
    writes.push(messages.addContent({ subject, messageId }, { text, at, expiresAt }));
  }
  // A file from before the business joined has been deleted at Meta (7 days), so that only a live one is worth a try.
  if (expiresAt !== null && content.kind === 'media' && record.origin === 'live') {
    const { media: kind, mediaId, mimeType } = content;
    const dueAt = new Date(now);
    writes.push(media.want({ subject, messageId, kind, mediaId, mimeType, phoneNumberId, at, expiresAt, dueAt }));
  }
  await Promise.all(writes);
}

/** Taken back by whoever wrote it: the entry, what it said and its file go. */
export async function forgetMessage(
  { messages, templateSends, media }: MessageLogParts,
  message: MessageOf,
): Promise<void> {
  await Promise.all([messages.remove(message), templateSends.remove(message), media.remove(message)]);
}
