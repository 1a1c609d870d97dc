import { type OutboundMessage } from '../domain/outbound.ts';
import { addressOf } from '../domain/subject.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Conversation } from './conversation.ts';
import { type SentLog } from './effect-desk.ts';
import { noteSent } from './note-sent.ts';
import { type Performance } from './performance.ts';
import { isMendable, isOtherKey, type Sender } from './sender.ts';
import { type Subjects } from './subjects.ts';

/** Says something in the chat. */
export interface Replies {
  /** Once. Counts what became of it; what a refusal means for it is the caller's to say. */
  send(tenant: Tenant, conversation: Conversation, message: OutboundMessage): Promise<Performance>;
}

/** Makes replies over the sender; what goes out is noted in the message log. */
export function createReplies(parts: {
  readonly sender: Sender;
  readonly sentLog: SentLog;
  readonly subjects: Pick<Subjects, 'keyChanged'>;
  readonly telemetry: Telemetry;
}): Replies {
  const { sender, telemetry } = parts;
  return {
    async send(tenant, { subject, phoneNumberId }, message) {
      const to = addressOf(subject.identifiers);
      if (to === null) return { name: 'done', outcome: null };
      const result = await sender.send({ tenant, phoneNumberId, to, message });
      if (isOtherKey(result)) await parts.subjects.keyChanged(subject.subjectId);
      if (result.name === 'try-later') {
        return { name: 'later', afterMs: result.afterMs, isUnsent: result.isFault !== true };
      }
      telemetry.event('reply_sent', {
        result: result.name,
        ...(result.name === 'refused' ? { code: result.code } : {}),
      });
      if (result.name === 'accepted') {
        const templateName = message.kind === 'template' ? message.name : null;
        await noteSent(parts, {
          tenant,
          subject,
          phoneNumberId,
          messageId: result.messageId,
          type: message.kind,
          templateName,
          waId: result.waId,
        });
      }
      return result.name === 'refused'
        ? { name: 'refused', isMendable: isMendable(result.reason) }
        : { name: 'done', outcome: null };
    },
  };
}
