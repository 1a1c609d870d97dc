import { type SentLog } from '../conversation/effect-desk.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type Messages, type TemplateSends } from './records.ts';

/**
 * Notes the bot's own messages by type: what it said is not kept, since codes are among it. Nothing in a mode where the log
 * is not ours, and nothing once the person is locked out or gone.
 */
export function createSentLog({
  subjects,
  messages,
  templateSends,
  clock,
}: {
  readonly subjects: Subjects;
  readonly messages: Messages;
  readonly templateSends: TemplateSends;
  readonly clock: Clock;
}): SentLog {
  return {
    async sent({ tenant, subject, phoneNumberId, messageId, type, templateName, waId }) {
      if (waId !== undefined) await subjects.spelled(tenant, subject, waId);
      if (tenant.mode !== 'owner') return;
      // Asked again: the conversation was loaded before the code was right, and its next words come after.
      if ((await subjects.isLockedOut(subject.subjectId)) !== false) return;
      const at = toInstant(clock.now());
      const message = { subject, messageId, at };
      await Promise.all([
        messages.add({ ...message, direction: 'out', origin: 'live', type, phoneNumberId }),
        ...(templateName === null ? [] : [templateSends.add({ ...message, templateName, language: null })]),
      ]);
    },
  };
}
