import { type Clock } from '../domain/instant.ts';
import { createEmailChannel } from '../notifications/channels/email.ts';
import { createNotices } from '../notifications/notices.ts';
import { createReveals } from '../notifications/reveals.ts';
import { createStaffPhoneChannel } from '../notifications/channels/staff-phone.ts';
import { createWebhookChannel } from '../notifications/channels/webhook.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { templateLanguage } from '../whatsapp/template-language.ts';
import { type Edges } from './edges.ts';
import { type Stores } from './stores.ts';

/** What the business is told, and by what ways. */
export function createTelling({
  stores,
  edges: { sender, mailer, webhookPost, queue: wake },
  publicBaseUrl,
  telemetry,
  clock,
}: {
  readonly stores: Stores;
  readonly edges: Edges;
  /** `PUBLIC_BASE_URL`, without a slash at its end. */
  readonly publicBaseUrl: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}) {
  const { tenants } = stores;
  const reveals = createReveals({ store: stores.reveals, publicBaseUrl, clock, telemetry });
  const senders = {
    staff: createStaffPhoneChannel({ sender, templateLanguage, telemetry }),
    email: createEmailChannel({ mailer }),
    webhook: createWebhookChannel({ post: webhookPost, clock }),
  };
  const notices = createNotices({ store: stores.notices, tenants, senders, reveals, wake, telemetry, clock });
  return { reveals, notices };
}
