import { createHash } from 'node:crypto';

import { type Instant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type ControllerNotice, type NoticeChannel } from './notice.ts';

/** One notice as it goes out. */
export interface ToldNotice {
  /** The same on every channel retry and inside a digest: by it a receiver knows what it had before. */
  readonly id: string;
  readonly at: Instant;
  readonly notice: ControllerNotice;
}

/** What goes out at once: one notice, or the held ones of an hour together. */
export type Dispatch =
  | ({ readonly kind: 'single' } & ToldNotice)
  | { readonly kind: 'digest'; readonly id: string; readonly at: Instant; readonly told: readonly ToldNotice[] };

/** What became of it. Codes are ours or a protocol's, never a message of the other side. */
export type DeliveryResult =
  /** `messageId`: WhatsApp's, of a message that was accepted and may still fail by a status. It holds the staff's number. */
  | { readonly name: 'delivered'; readonly messageId?: string }
  | { readonly name: 'later'; readonly code: string; readonly afterMs?: number }
  | { readonly name: 'refused'; readonly code: string };

/** One way of telling a business. Never throws for what the other side answers. */
export interface NoticeSender {
  /** How many notices one digest holds at most; what is beyond goes out in the next. */
  readonly digestMax: number;
  send(tenant: Tenant, dispatch: Dispatch): Promise<DeliveryResult>;
}

/** The channels a tenant has. */
export function channelsOf({ channels }: Pick<Tenant, 'channels'>): readonly NoticeChannel[] {
  return [
    ...(channels.staffPhone === undefined ? [] : (['staff'] as const)),
    ...(channels.email === undefined ? [] : (['email'] as const)),
    ...(channels.webhook === undefined ? [] : (['webhook'] as const)),
  ];
}

/** The channels a notice goes out on. A head of the log is for a program; where there is none, for a mailbox. Never for a phone. */
export function channelsFor(
  tenant: Pick<Tenant, 'channels'>,
  { event }: Pick<ControllerNotice, 'event'>,
): readonly NoticeChannel[] {
  const channels = channelsOf(tenant);
  if (event !== 'log.head') return channels;
  return channels.includes('webhook') ? ['webhook'] : channels.filter((channel) => channel === 'email');
}

/** Whether a link with a key in it can reach the business: a template holds none. */
export function canCarryLink({ channels }: Pick<Tenant, 'channels'>): boolean {
  const { staffPhone, email, webhook } = channels;
  return (
    email !== undefined || webhook !== undefined || (staffPhone !== undefined && staffPhone.template === undefined)
  );
}

/** The language of a channel's reader. */
export function localeOf(tenant: Pick<Tenant, 'channels' | 'defaultLocale'>, channel: 'staffPhone' | 'email'): Locale {
  return tenant.channels[channel]?.locale ?? tenant.defaultLocale;
}

/** The public id of a notice or digest, from its row's id. Holds no full stop: Standard Webhooks joins with them. */
export function publicIdOf(...parts: readonly string[]): string {
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}`;
}
