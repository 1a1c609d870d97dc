import { type MessageContent } from '../domain/inbound.ts';
import { type Instant, toMilliseconds } from '../domain/instant.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** The word by which a message's type is logged. */
export function typeOf(content: MessageContent): string {
  if (content.kind === 'media') return content.media;
  return content.kind === 'unsupported' ? content.type : content.kind;
}

/** The person's own words in a message. Reactions, places, forms and cards (other people's numbers) are logged by type only. */
export function wordsOf(content: MessageContent): string | null {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'choice':
      return content.title;
    case 'media':
      return content.caption;
    case 'location':
    case 'contacts':
    case 'reaction':
    case 'form':
    case 'revoke':
    case 'edit':
    case 'unsupported':
      return null;
  }
}

/** Until when what was said at `at` is kept; `null` when the business keeps no content, or its time is over already. */
export function contentExpiry({ content }: Pick<Tenant, 'content'>, at: Instant, now: number): Date | null {
  if (content === null) return null;
  const expiresAt = toMilliseconds(at) + content.keepDays * 86_400_000;
  return expiresAt <= now ? null : new Date(expiresAt);
}
